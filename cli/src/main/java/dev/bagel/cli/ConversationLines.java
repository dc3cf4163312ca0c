package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.ReadRow;
import dev.bagel.dataset.files.RowCursor;
import dev.bagel.dataset.files.RowFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;

/// The lines of a file of conversations: those with trouble are named on standard error, and the
/// others go on.
record ConversationLines(Path in, Output output) {

  /// @param render prints a row's results, or says in one line what is wrong with it; empty where
  ///   all is well
  /// @throws BagelException USER at the end where anything was wrong
  void each(Function<ReadRow.Row, String> render) {
    long bad = 0;
    try (RowCursor rows = RowFiles.open(new DataFile(in.toString(), in), Set.of())) {
      for (ReadRow row = rows.next(); row != null; row = rows.next()) {
        String trouble =
            switch (row) {
              case ReadRow.BadRow unreadable -> unreadable.message();
              case ReadRow.Row sound -> render.apply(sound);
            };
        if (!trouble.isEmpty()) {
          output.err().printf("bagel: %s, line %d: %s%n", in, row.number(), trouble);
          bad++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bad > 0) {
      throw BagelException.user(
          "%d of the lines of %s cannot be rendered: they are named above".formatted(bad, in));
    }
  }
}
