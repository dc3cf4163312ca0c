package dev.bagel.cli;

import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.ReadRow;
import dev.bagel.dataset.rows.RowBatches;
import dev.bagel.dataset.rows.RowTokens;
import dev.bagel.dataset.rows.TokenizedRow;
import dev.bagel.dataset.rows.TrainingFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Goes through files row by row: some rows at a time, made tokens of on all processors, told in
/// their order.
final class TokenRun {
  private final TrainingFiles files;
  private final RowTokens tokens;
  private final TokenView view;
  private final Output output;
  private final long from;
  private final long to;
  private long next;
  private long bad;

  /// @param from the first row to show
  /// @param shown how many are shown
  TokenRun(
      TrainingFiles files, RowTokens tokens, TokenView view, Output output, long from, long shown) {
    this.files = files;
    this.tokens = tokens;
    this.view = view;
    this.output = output;
    this.from = from;
    this.to = shown > Long.MAX_VALUE - from ? Long.MAX_VALUE : from + shown;
  }

  /// Tells all rows.
  ///
  /// @return how many rows made no tokens
  long run() {
    for (DataFile file : files.files()) {
      try (RowBatches batches = RowBatches.open(file, tokens)) {
        run(file, batches);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    view.end();
    return bad;
  }

  private void run(DataFile file, RowBatches batches) {
    while (view.wantsAll() || next < to) {
      List<ReadRow> some = batches.next();
      if (some.isEmpty()) {
        return;
      }
      some.parallelStream().map(tokens::of).toList().forEach(row -> tell(file.name(), row));
    }
  }

  private void tell(String file, TokenizedRow row) {
    boolean shown = next >= from && next < to;
    next++;
    switch (row) {
      case TokenizedRow.Sound sound ->
          sound.sequences().forEach(each -> view.row(file, sound.line(), each, shown));
      case TokenizedRow.Bad trouble -> {
        if (shown || view.wantsAll()) {
          bad++;
          output
              .err()
              .printf(
                  "bagel: %s, line %d: %s%n",
                  file, trouble.line(), VisibleText.line(trouble.message()));
        }
      }
    }
  }
}
