package dev.bagel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.BagelException;
import dev.bagel.chat.PromptFormat;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelLimits;
import dev.bagel.torch.generate.GenerationSettings;
import dev.bagel.torch.generate.Sampling;
import dev.bagel.torch.generate.Stops;
import dev.bagel.torch.generate.TextModel;
import dev.bagel.torch.model.Precision;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bagel chat`: a conversation with a language model.
@Command(
    name = "chat",
    customSynopsis = "bagel chat --model M [OPTIONS]",
    description = {
      "Talks with a language model: each line is one turn. The model reads the whole conversation;"
          + " where a model in a folder has no room for it, the earliest exchanges are forgotten,"
          + " and standard error says so.",
      "",
    },
    footer = {
      "",
      "Example: bagel chat --model my-model --temperature 0.7 --top-p 0.9",
      "         printf 'Hello!\\nAnd now?\\n' | bagel chat --model ollama:#mistral",
      "/reset begins anew, /exit or the end of the input leaves. On a terminal, Ctrl-C stops an"
          + " answer, and between answers leaves.",
      "--json: one object a turn, on a line, with answer."
    })
final class ChatCommand implements Callable<Integer> {
  @Mixin ModelOptions model = new ModelOptions();

  @Option(
      names = "--system",
      paramLabel = "TEXT",
      description = "What the model is told before the first turn.")
  private @Nullable String system;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Of an answer, at most. Default: as many as the model has room for.")
  private @Nullable Integer mostTokens;

  @Mixin SamplingOptions sampling = new SamplingOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "A model's folder, with a temperature: the same number and lines give the same answers."
              + " Default: 0.")
  private @Nullable Long seed;

  @Option(
      names = "--precision",
      paramLabel = "f32|bf16",
      description =
          "A model's folder: what is computed in. Default: bf16 where all weights are, else f32.")
  private @Nullable Precision precision;

  @Option(
      names = "--format",
      paramLabel = "F",
      description =
          "A model's folder: alpaca, vicuna, chatml or llama-2 in place of its chat template.")
  private @Nullable String format;

  @Mixin JsonOption json = new JsonOption();
  @Mixin CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    ModelName name = model.name("");
    ModelLimits limits = model.limits();
    boolean people = Terminal.present();
    AnswerStop stop = new AnswerStop();
    try (ChatPartner partner = partner(name, limits)) {
      if (people) {
        stop.listen();
      }
      ChatHistory history = new ChatHistory(Optional.ofNullable(system));
      new ChatLoop(partner, history, model, limits.time(), stop, output, people)
          .run(new BufferedReader(new InputStreamReader(System.in, UTF_8)));
    }
    return 0;
  }

  private ChatPartner partner(ModelName name, ModelLimits limits) {
    if (mostTokens != null && mostTokens < 1) {
      throw BagelException.user("--max-tokens is %d; give 1 or more".formatted(mostTokens));
    }
    return name instanceof ModelName.Checkpoint(Path folder)
        ? local(folder, limits)
        : asked(name, limits);
  }

  private ChatPartner local(Path folder, ModelLimits limits) {
    Sampling chosen =
        new Sampling(
            limits.temperature(), sampling.topK().orElse(0), sampling.topP().orElse(1.0), 0);
    GenerationSettings settings =
        new GenerationSettings(
            mostTokens == null ? Integer.MAX_VALUE : mostTokens,
            chosen,
            new Stops(sampling.stops()));
    TextModel text =
        TextModel.open(
            folder,
            precision == null ? TextModel.storedPrecision(folder) : precision,
            Optional.ofNullable(format).map(PromptFormat::of));
    text.requireChat();
    return new ChatPartner.Local(
        text, text.conversation(), settings, new SplittableRandom(seed == null ? 0 : seed));
  }

  private ChatPartner asked(ModelName name, ModelLimits limits) {
    refuse("--seed", seed);
    refuse("--precision", precision);
    refuse("--format", format);
    ChatRequestParameters parameters =
        ChatRequestParameters.builder()
            .temperature(limits.temperature())
            .topK(sampling.topK().orElse(null))
            .topP(sampling.topP().orElse(null))
            .maxOutputTokens(mostTokens)
            .stopSequences(sampling.stops())
            .build();
    return new ChatPartner.Asked(
        new LanguageModel(name.open(limits.time(), System.getenv()), limits), parameters);
  }

  private static void refuse(String option, @Nullable Object given) {
    if (given != null) {
      throw BagelException.user(option + " is for a model in a folder: leave it out");
    }
  }
}
