package dev.bagel.torch.model;

import dev.bagel.BagelException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/// A text that a model goes on with, id by id. Keys and values of the text so far are kept, so each
/// position is computed once.
///
/// For one thread at a time. Close it before the model.
public final class Continuation implements AutoCloseable {
  private final CausalModel model;
  private final KeyValueCache cache;
  private float[] logits;

  private Continuation(CausalModel model, KeyValueCache cache, TokenBatch prompt) {
    this.model = model;
    this.cache = cache;
    this.logits = read(prompt);
  }

  /// Reads the prompt.
  ///
  /// @param most ids that may follow it; the model's positions bound it, too
  /// @throws BagelException USER when the prompt is empty or longer than the model's positions, an
  ///   id is outside the vocabulary, or the model gives no numbers
  public static Continuation open(CausalModel model, int[] prompt, int most) {
    ModelConfig config = model.config();
    TokenBatch batch = TokenBatch.of(new int[][] {prompt}, config);
    int room = (int) Math.min((long) prompt.length + most, config.positions());
    KeyValueCache cache = new KeyValueCache(config, model.precision(), 1, room);
    try {
      return new Continuation(model, cache, batch);
    } catch (RuntimeException | Error e) {
      cache.close();
      throw e;
    }
  }

  /// What the model gives each id of the vocabulary as the next, unnormalised. A copy; never NaN.
  public float[] logits() {
    return logits.clone();
  }

  /// The first of those that the model finds most likely as the next.
  public int best() {
    int best = 0;
    for (int id = 1; id < logits.length; id++) {
      best = logits[id] > logits[best] ? id : best;
    }
    return best;
  }

  /// How many more ids it takes.
  public int room() {
    return cache.room();
  }

  /// Goes on by one id.
  ///
  /// @throws BagelException USER when the id is outside the vocabulary, or the model gives no
  ///   numbers
  /// @throws IllegalStateException when there is no [#room]
  public void advance(int id) {
    if (cache.room() < 1) {
      throw new IllegalStateException("the text has its full length of " + cache.length());
    }
    logits = read(TokenBatch.of(new int[][] {{id}}, model.config()));
  }

  private float[] read(TokenBatch batch) {
    float[] read;
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor next = model.decoder().next(batch.tensor(), cache);
      read = CausalModel.numbers(next);
    }
    for (int id = 0; id < read.length; id++) {
      if (Float.isNaN(read[id])) {
        throw BagelException.user(
            "the model gives id %d no number (NaN): its weights are damaged, or overflow in this precision"
                .formatted(id));
      }
    }
    return read;
  }

  @Override
  public void close() {
    cache.close();
  }
}
