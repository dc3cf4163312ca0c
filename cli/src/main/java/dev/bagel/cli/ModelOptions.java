package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelException;
import dev.bagel.prompting.model.ModelLimits;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The language model that a command asks, and the limits on each question.
final class ModelOptions {
  private static final String NAMES =
      "a model's folder (config.json, safetensors, tokenizer.json, chat template), openai:URL#NAME"
          + " (any server that speaks OpenAI's protocol; openai:#NAME is OpenAI's own),"
          + " ollama:URL#NAME (ollama:#NAME is the one on this machine), or script:FILE (a stand-in"
          + " that answers from a file)";

  @Option(names = "--model", paramLabel = "M", description = "The language model: " + NAMES + ".")
  private @Nullable String model;

  @Option(
      names = "--temperature",
      defaultValue = "0",
      paramLabel = "T",
      description = "0 for the likeliest answer. Default: ${DEFAULT-VALUE}.")
  private double temperature;

  @Option(
      names = "--answer-seconds",
      defaultValue = "120",
      paramLabel = "N",
      description =
          "How long the model may take for one answer. Default: ${DEFAULT-VALUE}; the key of a"
              + " server is read from BAGEL_API_KEY, OpenAI's own from OPENAI_API_KEY.")
  private int seconds = 120;

  /// The model, ready to be asked.
  ///
  /// @throws BagelException USER where none is named, or not as it should be
  LanguageModel model() {
    ModelName name = name();
    ModelLimits limits = limits();
    return new LanguageModel(name.open(limits.time(), System.getenv()), limits);
  }

  /// The limits on each question.
  ///
  /// @throws BagelException USER where they make no sense
  ModelLimits limits() {
    if (seconds < 1) {
      throw BagelException.user("--answer-seconds is %d; give 1 or more".formatted(seconds));
    }
    if (!(temperature >= 0 && temperature <= Double.MAX_VALUE)) {
      throw BagelException.user("--temperature is %s; give 0 or more".formatted(temperature));
    }
    return new ModelLimits(
        Duration.ofSeconds(seconds), ModelLimits.DEFAULTS.characters(), temperature);
  }

  /// The model as [#model], if one is named.
  Optional<LanguageModel> named() {
    return Optional.ofNullable(model).map(_ -> model());
  }

  /// What a command says that the model did not answer.
  BagelException unanswered(ModelException.Kind kind, String message) {
    String hint =
        switch (kind) {
          case REFUSED -> "";
          case TIMEOUT -> "; give it more with --answer-seconds";
          case RATE_LIMITED -> "; wait a little, then try again";
          case EMPTY, TOO_LONG, FAILED, CANCELLED -> "";
        };
    String told = "%s did not answer: %s%s".formatted(model, VisibleText.line(message), hint);
    return kind == ModelException.Kind.REFUSED
        ? BagelException.user(told)
        : BagelException.resources(told);
  }

  private ModelName name() {
    return name("; --print-prompt needs none");
  }

  /// Which model is named.
  ///
  /// @param otherwise what else can be done, for the message
  /// @throws BagelException USER where none is named, or not as it should be
  ModelName name(String otherwise) {
    return ModelName.parse(
        Optional.ofNullable(model)
            .orElseThrow(
                () -> BagelException.user("--model is missing: name one as " + NAMES + otherwise)));
  }
}
