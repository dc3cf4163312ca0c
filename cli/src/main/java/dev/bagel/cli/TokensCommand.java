package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.chat.Style;
import dev.bagel.dataset.rows.ConversationTemplate;
import dev.bagel.dataset.rows.RowTokens;
import dev.bagel.dataset.rows.StoredPrompts;
import dev.bagel.dataset.rows.TrainingFiles;
import dev.bagel.dataset.tokenizer.Boundary;
import dev.bagel.dataset.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bagel tokens`: training rows as a model reads them, and what of them it learns.
@Command(
    name = "tokens",
    description = {
      "Shows training rows as tokens: what is learnt, what a limit would cut, how long rows are.",
      "Rows are those of a build (sft, dpo), of pretokenised files (input_ids, labels), plain text"
          + " (text), or conversations (conversations, messages), which the model's chat template"
          + " renders. What is learnt is green, or in ⟦⟧; special tokens are bold, or in ‹›."
    },
    footer = {
      "",
      "Example: bagel tokens --tokenizer models/mistral --in everything/sft --max-tokens 4096",
      "Rows that make no tokens are named on standard error; the exit code is 2 then."
    })
final class TokensCommand implements Callable<Integer> {
  @Option(
      names = "--tokenizer",
      required = true,
      paramLabel = "DIR",
      description = "A model's folder, with its tokenizer.json.")
  private Path tokenizer = Path.of("");

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FILE",
      description = "The rows: a parquet or JSONL file, a folder of them, or a build's folder.")
  private Path in = Path.of("");

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description = "The chat template for conversations. Default: that of the model's folder.")
  private @Nullable Path template;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Show and count what stands beyond the first N tokens of a row.")
  private int maxTokens = Integer.MAX_VALUE;

  @Option(
      names = "--boundary",
      defaultValue = "apart",
      paramLabel = "apart|joined",
      description =
          "Whether prompt and answer are tokenized one by one or as one text. Default:"
              + " ${DEFAULT-VALUE}.")
  private Boundary boundary = Boundary.APART;

  @Option(
      names = "--style",
      paramLabel = "card|later",
      description =
          "How the prompts of sft and dpo rows were written. Default: as the manifest of their"
              + " build says, without one card.")
  private @Nullable Style style;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "How many rows are shown. Default: 3, with --json all.")
  private @Nullable Long rows;

  @Option(
      names = "--from",
      paramLabel = "N",
      description = "The first row that is shown, from 0. Default: 0.")
  private long from;

  @Option(
      names = "--color",
      defaultValue = "auto",
      paramLabel = "auto|always|never",
      description = "Default: ${DEFAULT-VALUE}; NO_COLOR is respected.")
  private Colour colour = Colour.AUTO;

  @Option(
      names = "--json",
      description =
          "Print an object a row: line, kind, tokens, learnt, cut (with --max-tokens), input_ids,"
              + " labels; file where there are several.")
  boolean json;

  @Mixin CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    check("--max-tokens", maxTokens, 1);
    check("--from", from, 0);
    long shown = rows == null ? (output.json() ? Long.MAX_VALUE : 3) : rows;
    check("--rows", shown, 0);
    TrainingFiles files = TrainingFiles.of(in);
    try (Tokenizer open = Tokenizer.of(tokenizer)) {
      ConversationTemplate conversations =
          new ConversationTemplate(
              open, tokenizer, template, "--template", LocalDateTime.now(ZoneId.systemDefault()));
      RowTokens tokens =
          new RowTokens(
              open, StoredPrompts.of(files.style(), style, open), boundary, conversations);
      TokenView view =
          output.json()
              ? new TokenView.Json(output, files.files().size() > 1, maxTokens)
              : new TokenView.Text(output, open, colour.on(), maxTokens);
      long bad = new TokenRun(files, tokens, view, output, from, shown).run();
      if (bad > 0) {
        throw BagelException.user(
            "%d of the rows of %s make no tokens: they are named above".formatted(bad, in));
      }
      return 0;
    }
  }

  private static void check(String option, long value, long least) {
    if (value < least) {
      throw BagelException.user("%s is %d; give %d or more".formatted(option, value, least));
    }
  }
}
