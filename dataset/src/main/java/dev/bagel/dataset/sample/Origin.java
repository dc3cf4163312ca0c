package dev.bagel.dataset.sample;

/// Where a candidate was read.
///
/// @param file the path in its data set's repository, or as the user gave it
/// @param row from 0: the line of a JSONL file, the element of a JSON array, the record of a table;
///   0 for a text file
/// @param part from 0, where one row makes several candidates: the chapter of a book
public record Origin(String file, long row, int part) implements Comparable<Origin> {
  @Override
  public int compareTo(Origin other) {
    int byFile = file.compareTo(other.file);
    int byRow = byFile != 0 ? byFile : Long.compare(row, other.row);
    return byRow != 0 ? byRow : Integer.compare(part, other.part);
  }

  /// `file:row`, and `:part` for all but a row's first candidate.
  @Override
  public String toString() {
    return part == 0 ? file + ":" + row : file + ":" + row + ":" + part;
  }
}
