package dev.bagel.dataset.decontaminate;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is compared with benchmarks, by which rule and sentence model.
public record Checks(Rule rule, CheckedTurns turns, SentenceModel model) implements Serializable {
  /// As Bagel's model card has it.
  public static final Checks CARD =
      new Checks(Rule.STRICT, CheckedTurns.USER, SentenceModel.bundled());

  /// The cascade, with this folder of kept vectors.
  public Comparison comparison(Path vectors) {
    return new Comparison(rule, model, vectors.toString(), false);
  }

  /// As recipes have it.
  public Map<String, String> describe() {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("rule", RuleNames.of(rule));
    described.put("turns", turns.label());
    return described;
  }
}
