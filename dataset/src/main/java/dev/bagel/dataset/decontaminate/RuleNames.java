package dev.bagel.dataset.decontaminate;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What recipes, the command line and the drop ledger call rules.
public final class RuleNames {
  private static final Map<String, Rule> RULES =
      Map.of("strict", Rule.STRICT, "rephrase", Rule.REPHRASE);

  private RuleNames() {}

  /// In alphabetical order.
  public static List<String> all() {
    return RULES.keySet().stream().sorted().toList();
  }

  public static Optional<Rule> find(String name) {
    return Optional.ofNullable(RULES.get(name));
  }

  /// The name of a rule; `own` for one that has none.
  public static String of(Rule rule) {
    return RULES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(rule))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("own");
  }
}
