package dev.bagel.dataset.decontaminate;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is compared with benchmarks, and by which rule.
public record Checks(Rule rule, CheckedTurns turns) implements Serializable {
  /// As Bagel's model card has it.
  public static final Checks CARD = new Checks(Rule.STRICT, CheckedTurns.USER);

  /// As recipes have it.
  public Map<String, String> describe() {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("rule", RuleNames.of(rule));
    described.put("turns", turns.label());
    return described;
  }
}
