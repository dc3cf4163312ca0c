package dev.bagel.dataset.decontaminate;

import java.util.List;
import java.util.Optional;

/// What recipes and the command line call rules: see [Rule#name].
public final class RuleNames {
  private static final List<Rule> RULES = List.of(Rule.REPHRASE, Rule.STRICT);

  private RuleNames() {}

  /// In alphabetical order.
  public static List<String> all() {
    return RULES.stream().map(Rule::name).toList();
  }

  /// With the bundled model's cosine.
  public static Optional<Rule> find(String name) {
    return RULES.stream().filter(rule -> rule.name().equals(name)).findFirst();
  }
}
