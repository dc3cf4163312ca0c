package dev.bagel.torch.data;

/// Where a row stands.
///
/// @param row from 0, as [dev.bagel.dataset.files.ReadRow] counts
public record Place(String file, long row) {
  /// For messages: `sft/part-00000.parquet, row 7`.
  @Override
  public String toString() {
    return file + ", row " + row;
  }
}
