package dev.bagel.dataset.decontaminate;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What is compared with benchmarks, by which rule and sentence model.
public record Checks(Rule rule, CheckedTurns turns, SentenceModel model) implements Serializable {
  /// As Bagel's model card has it.
  public static final Checks CARD =
      new Checks(Rule.STRICT, CheckedTurns.USER, SentenceModel.bundled());

  /// @param vectors the folder in which vectors are kept
  /// @param exhaustive whether the sentence model looks at every pair
  public Comparison comparison(Path vectors, boolean exhaustive) {
    return new Comparison(rule, model, vectors.toString(), exhaustive);
  }

  /// What verdicts depend on besides texts and versions: for manifests, so never a path.
  public Map<String, Object> describe() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("rule", rule.name());
    described.put("turns", turns.label());
    described.put("cosine", rule.cosine());
    described.put("model", model.name());
    described.put("model-sha256", model.hash());
    return described;
  }

  /// A doubt that a person should hear of: a cosine that was chosen for another model.
  public Optional<String> doubt() {
    boolean chosen = RuleNames.find(rule.name()).filter(rule::equals).isEmpty();
    return model.isBundled() || chosen
        ? Optional.empty()
        : Optional.of(
            "the cosine %s was chosen for %s, not for %s: give this model its own"
                .formatted(rule.cosine(), SentenceModel.bundled().name(), model.name()));
  }
}
