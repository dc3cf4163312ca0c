package dev.bagel.cli;

import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Style;
import dev.bagel.dataset.format.Coverage;
import dev.bagel.dataset.format.FormatSettings;
import dev.bagel.dataset.format.Formatting;
import dev.bagel.dataset.format.RowPlan;
import dev.bagel.dataset.format.SftRow;
import dev.bagel.dataset.sample.Chance;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.source.kit.ShareGpt;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/// `bagel render --format`: conversations in the formats that models are trained on.
final class FormatRendering {
  private enum SystemText {
    ALWAYS,
    NEVER,
    CHANCE
  }

  private record Line(long line, String format, String input, String output) {}

  @Option(
      names = "--format",
      defaultValue = "all",
      paramLabel = "F|all",
      description = "alpaca, vicuna, chatml, llama-2 or all. Default: ${DEFAULT-VALUE}.")
  private String format = "all";

  @Option(
      names = "--system",
      defaultValue = "never",
      paramLabel = "always|never|chance",
      description =
          "--format: when a conversation without a system text gets the format's default one."
              + " Default: ${DEFAULT-VALUE}.")
  private SystemText system = SystemText.NEVER;

  @Option(
      names = "--style",
      defaultValue = "card",
      paramLabel = "card|later",
      description = "--format: which variant of the formats. Default: ${DEFAULT-VALUE}.")
  private Style style = Style.CARD;

  @Option(
      names = "--seed",
      defaultValue = "42",
      paramLabel = "N",
      description = "--format: for --system chance. Default: ${DEFAULT-VALUE}.")
  private long seed = 42;

  void render(Path in, Output output) {
    Formatting formatting = new Formatting(settings(), new Chance(seed));
    Set<PromptFormat> formats =
        format.equals("all") ? Set.of(PromptFormat.values()) : Set.of(PromptFormat.of(format));
    new ConversationLines(in, output)
        .each(row -> render(row.number(), row.values(), formatting, formats, output));
  }

  /// Prints the row's lines, or says why it has none.
  private static String render(
      long number,
      Map<String, ?> row,
      Formatting formatting,
      Set<PromptFormat> formats,
      Output output) {
    return switch (ShareGpt.read(row)) {
      case ShareGpt.Unreadable unreadable -> unreadable.fault().message();
      case ShareGpt.Turns turns -> {
        Conversation conversation = Conversation.of(turns.messages());
        for (RowPlan plan : formatting.plan(conversation)) {
          if (plan.format() != null && formats.contains(plan.format())) {
            print(number, (SftRow) formatting.render("", conversation, plan), output);
          }
        }
        yield "";
      }
    };
  }

  private static void print(long number, SftRow row, Output output) {
    output.jsonLine(new Line(number, row.format(), row.input(), row.output()));
  }

  private FormatSettings settings() {
    FormatSettings card = FormatSettings.of(style);
    Map<PromptFormat, Double> chances = new EnumMap<>(PromptFormat.class);
    for (PromptFormat each : List.of(PromptFormat.values())) {
      switch (system) {
        case ALWAYS -> chances.put(each, 1.0);
        case NEVER -> chances.put(each, 0.0);
        case CHANCE -> chances.put(each, card.systemChance().getOrDefault(each, 0.0));
      }
    }
    return new FormatSettings(PromptStyle.of(style), Coverage.ALL, chances);
  }
}
