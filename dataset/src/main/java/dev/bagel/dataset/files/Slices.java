package dev.bagel.dataset.files;

/// Cuts a file's bytes into those of its rows, without understanding the rows.
interface Slices {
  /// Whether there is another row; then `into` holds its bytes and [#number] is its number.
  boolean next(RowBytes into);

  long number();
}
