package dev.bagel.torch.model;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// What all layers of one forward pass share: positions, and who sees whom.
///
/// @param sights of rows one behind the other: neighbours of one length together
record Step(Rotary.Turn turn, List<Sight> sights) {
  static Step of(Rotary.Turn turn, Sight sight) {
    return new Step(turn, List.of(sight));
  }

  /// @param turn of the positions of all rows, `[tokens, 1, size]`
  static Step of(Rotary.Turn turn, LearningBatch batch, ModelConfig config) {
    List<Integer> lengths = batch.lengths();
    List<Sight> sights = new ArrayList<>();
    int from = 0;
    for (int row = 1; row <= lengths.size(); row++) {
      if (row == lengths.size() || !lengths.get(row).equals(lengths.get(from))) {
        sights.add(Sight.of(row - from, new Span(0, lengths.get(from), config.window())));
        from = row;
      }
    }
    return new Step(turn, sights);
  }

  /// What each position sees of its row.
  ///
  /// @param queries `[batch, length, heads, size]`, as is the result, and as are keys and values
  ///   but for the number of heads
  Tensor attend(Tensor queries, Tensor keys, Tensor values) {
    if (sights.size() == 1) {
      return sights.getFirst().attend(queries, keys, values);
    }
    // Cut in one go: going back through many single cuts would fill up each to the whole.
    TensorVector ofQueries = queries.split_with_sizes(sizes(), 1);
    TensorVector ofKeys = keys.split_with_sizes(sizes(), 1);
    TensorVector ofValues = values.split_with_sizes(sizes(), 1);
    TensorVector seen = new TensorVector();
    for (int i = 0; i < sights.size(); i++) {
      seen.push_back(sights.get(i).attend(ofQueries.get(i), ofKeys.get(i), ofValues.get(i)));
    }
    return torch.cat(seen, 1);
  }

  private long[] sizes() {
    return sights.stream()
        .mapToLong(sight -> (long) sight.rows() * sight.span().length())
        .toArray();
  }
}
