package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Style;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.ReadRow;
import dev.bagel.dataset.files.RowCursor;
import dev.bagel.dataset.files.RowFiles;
import dev.bagel.dataset.format.Coverage;
import dev.bagel.dataset.format.FormatSettings;
import dev.bagel.dataset.format.Formatting;
import dev.bagel.dataset.format.RowPlan;
import dev.bagel.dataset.format.SftRow;
import dev.bagel.dataset.sample.Chance;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.source.kit.ShareGpt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bagel render`: conversations in the formats that models are trained on.
@Command(
    name = "render",
    description = {
      "Renders ShareGPT conversations (JSON lines with 'conversations' or 'messages').",
      "Prints one JSON object for each format and assistant turn: line (of the input, from 0),"
          + " format, input, output."
    },
    footer = {
      "",
      "Example: bagel render --format llama-2 --in chats.jsonl --system never",
      "Lines that are no conversation are named on standard error; the exit code is 2 then."
    })
final class RenderCommand implements Callable<Integer> {
  private enum SystemText {
    ALWAYS,
    NEVER,
    CHANCE
  }

  private record Line(long line, String format, String input, String output) {}

  @Option(names = "--in", required = true, paramLabel = "FILE", description = "The conversations.")
  private Path in = Path.of("");

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
          "When a conversation without a system text gets the format's default one. Default:"
              + " ${DEFAULT-VALUE}.")
  private SystemText system = SystemText.NEVER;

  @Option(
      names = "--style",
      defaultValue = "card",
      paramLabel = "card|later",
      description = "Which variant of the formats. Default: ${DEFAULT-VALUE}.")
  private Style style = Style.CARD;

  @Option(
      names = "--seed",
      defaultValue = "42",
      paramLabel = "N",
      description = "For --system chance. Default: ${DEFAULT-VALUE}.")
  private long seed = 42;

  /// The output is JSON lines in any case.
  @Option(names = "--json", hidden = true)
  boolean json;

  @Mixin CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    Formatting formatting = new Formatting(settings(), new Chance(seed));
    Set<PromptFormat> formats =
        format.equals("all") ? Set.of(PromptFormat.values()) : Set.of(PromptFormat.of(format));
    long unreadable = 0;
    DataFile file = new DataFile(in.toString(), in);
    try (RowCursor rows = RowFiles.open(file, Set.of())) {
      for (ReadRow row = rows.next(); row != null; row = rows.next()) {
        String trouble = render(row, formatting, formats, output);
        if (!trouble.isEmpty()) {
          output.err().printf("bagel: %s, line %d: %s%n", in, row.number(), trouble);
          unreadable++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (unreadable > 0) {
      throw BagelException.user(
          "%d of the lines of %s are no conversations: they are named above"
              .formatted(unreadable, in));
    }
    return 0;
  }

  /// Prints the row's lines, or says why it has none.
  private static String render(
      ReadRow row, Formatting formatting, Set<PromptFormat> formats, Output output) {
    return switch (row) {
      case ReadRow.BadRow bad -> bad.message();
      case ReadRow.Row sound ->
          switch (ShareGpt.read(sound.values())) {
            case ShareGpt.Unreadable unreadable -> unreadable.fault().message();
            case ShareGpt.Turns turns -> {
              Conversation conversation = Conversation.of(turns.messages());
              for (RowPlan plan : formatting.plan(conversation)) {
                if (plan.format() != null && formats.contains(plan.format())) {
                  print(row.number(), (SftRow) formatting.render("", conversation, plan), output);
                }
              }
              yield "";
            }
          };
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
