package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.torch.generate.GeneratedText;
import dev.bagel.torch.generate.GenerationSettings;
import dev.bagel.torch.generate.Sampling;
import dev.bagel.torch.generate.Stops;
import dev.bagel.torch.generate.TextModel;
import dev.bagel.torch.model.Precision;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bagel generate`: text from a model in a folder.
@Command(
    name = "generate",
    customSynopsis = "bagel generate --model DIR --prompt TEXT [OPTIONS]",
    description = {
      "Goes on with a text, as a model in a folder does: Llama, Mistral or Mixtral, with"
          + " config.json, safetensors and tokenizer.json. Prints what follows the prompt, as it"
          + " comes.",
      "",
    },
    footer = {
      "",
      "Example: bagel generate --model my-model --prompt \"Once upon a time\" --max-tokens 100",
      "The prompt is text, with BOS in front where the tokenizer puts it. For conversations, which"
          + " are written by the model's chat template, there is 'bagel chat'.",
      "--json: prompt, prompt_ids, ids (the new ones), text (without the prompt), finish_reason"
          + " (end: the model ended it; stop; length; window: the model's positions are full),"
          + " prompt_tokens and new_tokens (how many), and with --logits, logits."
    })
final class GenerateCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "The model's folder.")
  private @Nullable Path model;

  @Option(
      names = "--prompt",
      required = true,
      paramLabel = "TEXT",
      description = "What the model goes on with; - reads it from standard input.")
  private String prompt = "";

  @Option(
      names = "--max-tokens",
      defaultValue = "256",
      paramLabel = "N",
      description = "New tokens at most. Default: ${DEFAULT-VALUE}.")
  private int mostTokens = 256;

  @Option(
      names = "--temperature",
      defaultValue = "0",
      paramLabel = "T",
      description = "0 for the likeliest text; 1 for the model's own chances. Default: 0.")
  private double temperature;

  @Mixin SamplingOptions sampling = new SamplingOptions();

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "With a temperature: the same number gives the same text. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--precision",
      paramLabel = "f32|bf16",
      description = "What is computed in. Default: bf16 where all weights are, else f32.")
  private @Nullable Precision precision;

  @Option(
      names = "--logits",
      description = "With --json: what the model gives each token as the first behind the prompt.")
  private boolean logits;

  @Mixin JsonOption json = new JsonOption();
  @Mixin CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    if (logits && !output.json()) {
      throw BagelException.user("--logits needs --json: nothing else has room for them");
    }
    GenerationSettings settings = settings();
    Path folder = folder();
    String given = prompt.equals("-") ? TextInput.typed() : prompt;
    Precision chosen = precision == null ? TextModel.storedPrecision(folder) : precision;
    try (TextModel text = TextModel.open(folder, chosen)) {
      if (output.json()) {
        output.json(facts(text, given, settings));
      } else {
        AnswerPrinter printer = AnswerPrinter.on(output);
        text.complete(given, settings, printer::print);
        printer.end();
      }
    } catch (InterruptedException _) {
      // By the printer, as nobody takes the text any more: which is told behind every command.
    }
    return 0;
  }

  private Path folder() {
    if (model == null) {
      throw new IllegalStateException("picocli requires --model");
    }
    return model;
  }

  private GenerationSettings settings() {
    if (mostTokens < 1) {
      throw BagelException.user("--max-tokens is %d; give 1 or more".formatted(mostTokens));
    }
    return new GenerationSettings(
        mostTokens,
        new Sampling(temperature, sampling.topK().orElse(0), sampling.topP().orElse(1.0), seed),
        new Stops(sampling.stops()));
  }

  private Map<String, Object> facts(TextModel text, String given, GenerationSettings settings)
      throws InterruptedException {
    GeneratedText generated = text.complete(given, settings, _ -> {});
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("prompt", given);
    facts.put("prompt_ids", generated.promptIds());
    facts.put("ids", generated.ids());
    facts.put("text", generated.text());
    facts.put("finish_reason", generated.finish().name().toLowerCase(Locale.ROOT));
    facts.put("prompt_tokens", generated.promptIds().size());
    facts.put("new_tokens", generated.ids().size());
    if (logits) {
      facts.put("logits", text.logits(given));
    }
    return facts;
  }
}
