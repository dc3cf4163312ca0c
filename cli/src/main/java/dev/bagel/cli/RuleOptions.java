package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.dataset.decontaminate.CheckedTurns;
import dev.bagel.dataset.decontaminate.Checks;
import dev.bagel.dataset.decontaminate.Rule;
import dev.bagel.dataset.decontaminate.RuleNames;
import dev.bagel.dataset.decontaminate.SentenceModel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// By which rule and sentence model texts are compared with benchmarks.
final class RuleOptions {
  @Option(
      names = "--rule",
      paramLabel = "NAME",
      defaultValue = "strict",
      description =
          "strict: the rule of Bagel's model card; rephrase: also what is asked in other words."
              + " Default: ${DEFAULT-VALUE}.")
  private String rule = "strict";

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "A folder of Sentence Transformers with ONNX weights and tokenizer.json. Default: the"
              + " all-MiniLM-L6-v2 inside Bagel.")
  private @Nullable Path model;

  @Option(
      names = "--cosine",
      paramLabel = "X",
      description =
          "The rule's least cosine of two sentence vectors, which belongs to the model. Default:"
              + " 0.975 (strict) or 0.76 (rephrase).")
  private @Nullable Double cosine;

  /// @throws BagelException USER for a rule, cosine or model folder that makes no sense
  Checks checks(CheckedTurns turns) {
    return new Checks(
        rule(), turns, model == null ? SentenceModel.bundled() : SentenceModel.folder(model));
  }

  private Rule rule() {
    Rule named =
        RuleNames.find(rule)
            .orElseThrow(
                () ->
                    BagelException.user(
                        "--rule takes %s, not '%s'"
                            .formatted(String.join(" or ", RuleNames.all()), rule)));
    try {
      return cosine == null ? named : named.at(cosine);
    } catch (IllegalArgumentException e) {
      throw BagelException.user("--cosine takes a number above 0 and at most 1, not " + cosine, e);
    }
  }
}
