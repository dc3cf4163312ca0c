package dev.bagel.dataset.budget;

import dev.bagel.dataset.files.Column;
import dev.bagel.dataset.tokenizer.TrainingTokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Rows of `sft` as one sequence of tokens of a fixed length, in the columns that trainers read.
///
/// The rows stand one after the other, what is left is filled up with EOS, and each of the first
/// three lists is as long as the sequence. Positions begin with 0 at each row and at the filling,
/// which is how trainers find the borders for block-diagonal attention.
///
/// @param inputIds the tokens
/// @param labels the tokens that are learnt, -100 elsewhere; a model shifts them by one itself
/// @param positionIds from 0 in each row
/// @param sequenceLengths the lengths of the rows; what they lack in the whole is filling
/// @param ids the samples' ids, a row each
/// @param sources what each row's `source` is in `sft`
public record PackedRow(
    @Column("input_ids") List<Integer> inputIds,
    List<Integer> labels,
    @Column("position_ids") List<Integer> positionIds,
    @Column("sequence_lengths") List<Integer> sequenceLengths,
    List<String> ids,
    List<String> sources) {

  /// A row that is packed.
  public record Piece(String id, String source, TrainingTokens tokens) {}

  /// @param length of the sequence
  /// @param padding the token that fills up
  public static PackedRow of(List<Piece> rows, int length, int padding) {
    List<Integer> ids = new ArrayList<>(length);
    List<Integer> labels = new ArrayList<>(length);
    List<Integer> positions = new ArrayList<>(length);
    for (Piece row : rows) {
      for (int id : row.tokens().ids()) {
        ids.add(id);
      }
      for (int label : row.tokens().labels()) {
        labels.add(label);
      }
      count(positions, row.tokens().size());
    }
    int free = length - ids.size();
    count(positions, free);
    ids.addAll(Collections.nCopies(free, padding));
    labels.addAll(Collections.nCopies(free, TrainingTokens.IGNORED));
    return new PackedRow(
        ids,
        labels,
        positions,
        rows.stream().map(row -> row.tokens().size()).toList(),
        rows.stream().map(Piece::id).toList(),
        rows.stream().map(Piece::source).toList());
  }

  private static void count(List<Integer> positions, int size) {
    for (int i = 0; i < size; i++) {
      positions.add(i);
    }
  }
}
