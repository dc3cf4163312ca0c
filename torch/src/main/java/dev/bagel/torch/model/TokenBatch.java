package dev.bagel.torch.model;

import dev.bagel.BagelException;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/// Ids of texts of one length, for a tensor `[batch, length]`.
final class TokenBatch {
  private final long[] ids;
  private final int batch;

  private TokenBatch(long[] ids, int batch) {
    this.ids = ids;
    this.batch = batch;
  }

  /// @throws BagelException USER when a model of this config cannot read them
  static TokenBatch of(int[][] rows, ModelConfig config) {
    int length = rows.length == 0 ? 0 : rows[0].length;
    if (length == 0 || Arrays.stream(rows).anyMatch(row -> row.length != length)) {
      throw BagelException.user(
          "a batch needs rows of one length, with an id at least: pad or sort them");
    }
    if (length > config.positions()) {
      throw BagelException.user(
          "%d ids are more than the model's %d positions: cut the text"
              .formatted(length, config.positions()));
    }
    Arrays.stream(rows).flatMapToInt(Arrays::stream).forEach(id -> check(id, config));
    long[] ids =
        Arrays.stream(rows).flatMapToLong(row -> Arrays.stream(row).asLongStream()).toArray();
    return new TokenBatch(ids, rows.length);
  }

  static void check(int id, ModelConfig config) {
    if (id < 0 || id >= config.vocabulary()) {
      throw BagelException.user(
          "the id %d is outside the model's vocabulary of %d: take the model's own tokenizer"
              .formatted(id, config.vocabulary()));
    }
  }

  /// @throws BagelException USER when so many numbers for each id are more than an array holds
  void requireRoom(int each) {
    if ((long) ids.length * each > Integer.MAX_VALUE - 8) {
      throw BagelException.user(
          "logits of %d ids in a vocabulary of %d are more than an array holds: take fewer rows"
              .formatted(ids.length, each));
    }
  }

  int batch() {
    return batch;
  }

  int length() {
    return ids.length / batch;
  }

  Tensor tensor() {
    return Tensor.create(ids, batch, length());
  }
}
