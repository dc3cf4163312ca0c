package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Style;
import dev.bagel.chat.template.FormatTemplate;
import dev.bagel.chat.template.TokenizerConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bagel template`: a prompt format as a chat template.
@Command(
    name = "template",
    description = {
      "Prints the chat template of a prompt format, or puts it into a model's folder: what is"
          + " served by it reads as what was trained on."
    },
    footer = {
      "",
      "Example: bagel template llama-2 --into my-model",
      "Of tokenizer_config.json only chat_template changes. Its bos_token and eos_token are what"
          + " the template writes."
    })
final class TemplateCommand implements Callable<Integer> {
  private record Printed(String format, String style, String template) {}

  private record Installed(String format, String style, String file) {}

  @Parameters(
      index = "0",
      paramLabel = "FORMAT",
      description = "alpaca, vicuna, chatml or llama-2.")
  private String format = "";

  @Option(
      names = "--style",
      defaultValue = "card",
      paramLabel = "card|later",
      description = "Which variant of the format. Default: ${DEFAULT-VALUE}.")
  private Style style = Style.CARD;

  @Option(
      names = "--im",
      description = "chatml with <|im_start|> and <|im_end|> instead of BOS and EOS.")
  private boolean imMarkers;

  @Option(
      names = "--into",
      paramLabel = "MODEL_DIR",
      description = "Write it into the tokenizer_config.json of this folder.")
  private @Nullable Path into;

  @Mixin JsonOption json = new JsonOption();
  @Mixin CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    PromptFormat chosen = PromptFormat.of(format);
    if (imMarkers && chosen != PromptFormat.CHATML) {
      throw BagelException.user("--im is for chatml; " + format + " has no such markers");
    }
    if (into == null) {
      PromptStyle any = PromptStyle.of(style);
      print(
          FormatTemplate.of(chosen, new PromptStyle(style, any.bos(), any.eos(), imMarkers)),
          output);
    } else {
      TokenizerConfig config = TokenizerConfig.in(into);
      config.install(FormatTemplate.of(chosen, config.style(style, imMarkers)));
      report(new Installed(chosen.label(), style.label(), config.file().toString()), output);
    }
    return 0;
  }

  private void print(FormatTemplate template, Output output) {
    if (output.json()) {
      output.json(new Printed(template.format().label(), style.label(), template.source()));
    } else {
      output.line(template.source().stripTrailing());
    }
  }

  private static void report(Installed installed, Output output) {
    if (output.json()) {
      output.json(installed);
    } else {
      output.line(
          "%s is the chat template in %s now".formatted(installed.format(), installed.file()));
    }
  }
}
