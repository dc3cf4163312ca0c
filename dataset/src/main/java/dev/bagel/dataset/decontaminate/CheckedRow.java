package dev.bagel.dataset.decontaminate;

import dev.bagel.dataset.files.DataFile;
import org.jspecify.annotations.Nullable;

/// What became of a row of a file that was compared with benchmarks.
public sealed interface CheckedRow {
  DataFile file();

  /// From 0.
  long number();

  /// No benchmark asks it.
  ///
  /// @param empty whether there was no text to compare
  record Clean(DataFile file, long number, boolean empty) implements CheckedRow {}

  /// @param id as the row has it; its number where it has none
  record Flagged(DataFile file, long number, Object id, Finding finding) implements CheckedRow {}

  /// It could not be compared.
  ///
  /// @param message what is wrong with it
  /// @param foreign whether it has none of the columns with text
  record Bad(DataFile file, long number, String message, boolean foreign) implements CheckedRow {
    Bad(DataFile file, long number, @Nullable String message) {
      this(file, number, String.valueOf(message), false);
    }
  }
}
