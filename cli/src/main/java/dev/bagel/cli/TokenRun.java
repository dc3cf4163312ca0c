package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.ReadRow;
import dev.bagel.dataset.files.RowCursor;
import dev.bagel.dataset.files.RowFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Goes through files row by row: some rows at a time, made tokens of on all processors, told in
/// their order.
final class TokenRun {
  private static final int ROWS = 256;
  private static final long BYTES = 8 << 20;

  private final TokenFiles files;
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
      TokenFiles files, RowTokens tokens, TokenView view, Output output, long from, long shown) {
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
      try (RowCursor rows = RowFiles.open(file, Set.of())) {
        run(file, rows);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    view.end();
    return bad;
  }

  private void run(DataFile file, RowCursor rows) {
    Map<String, @Nullable Object> columns = new HashMap<>();
    rows.columns().forEach(column -> columns.put(column, ""));
    check(file, columns);
    boolean known = !columns.isEmpty();
    while (view.wantsAll() || next < to) {
      List<ReadRow> some = some(rows);
      if (some.isEmpty()) {
        return;
      }
      for (ReadRow row : some) {
        if (row instanceof ReadRow.Row sound) {
          if (!known) {
            check(file, sound.values());
            known = true;
          }
          tokens.prepare(sound.values());
        }
      }
      some.parallelStream().map(tokens::of).toList().forEach(row -> tell(file.name(), row));
    }
  }

  /// A file of another kind is one error, and not one for each row.
  private static void check(DataFile file, Map<String, ? extends @Nullable Object> columns) {
    if (!columns.isEmpty() && RowKind.of(columns).isEmpty()) {
      throw BagelException.user(file.name() + ": " + RowKind.unknown(columns));
    }
  }

  /// The next rows, none at the end.
  private static List<ReadRow> some(RowCursor rows) {
    List<ReadRow> some = new ArrayList<>();
    long start = rows.position();
    while (some.size() < ROWS && rows.position() - start < BYTES) {
      ReadRow row = rows.next();
      if (row == null) {
        break;
      }
      some.add(row);
    }
    return some;
  }

  private void tell(String file, TokenRow row) {
    boolean shown = next >= from && next < to;
    next++;
    switch (row) {
      case TokenRow.Sound sound ->
          sound.sequences().forEach(each -> view.row(file, sound.line(), each, shown));
      case TokenRow.Bad trouble -> {
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
