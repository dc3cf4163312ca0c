package dev.bagel.torch.model;

import dev.bagel.BagelException;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/// A text that a model goes on with, id by id. Keys and values of the text so far are kept, so each
/// position is computed once. Another text may begin like the one before it, and then what is the
/// same is not computed again either.
///
/// For one thread at a time. Close it before the model.
public final class Continuation implements AutoCloseable {
  private final CausalModel model;
  private final KeyValueCache cache;

  /// Those in the cache, and room for more.
  private int[] ids;

  private float[] logits = new float[0];

  private Continuation(CausalModel model, KeyValueCache cache, int[] prompt) {
    this.model = model;
    this.cache = cache;
    this.ids = new int[prompt.length];
    this.logits = read(prompt);
  }

  /// Reads the prompt.
  ///
  /// @param most ids that may follow it; the model's positions bound it, too
  /// @throws BagelException USER when the prompt is empty or longer than the model's positions, an
  ///   id is outside the vocabulary, or the model gives no numbers
  public static Continuation open(CausalModel model, int[] prompt, int most) {
    TokenBatch _ = batch(prompt, model);
    int room = room(model, prompt, most);
    KeyValueCache cache = new KeyValueCache(model.config(), model.precision(), 1, room);
    try {
      return new Continuation(model, cache, prompt);
    } catch (RuntimeException | Error e) {
      cache.close();
      throw e;
    }
  }

  private static TokenBatch batch(int[] ids, CausalModel model) {
    return TokenBatch.of(new int[][] {ids}, model.config());
  }

  private static int room(CausalModel model, int[] prompt, int most) {
    return (int) Math.min((long) prompt.length + most, model.config().positions());
  }

  /// Begins another text. Of its prompt, the ids with which this text begins too are not read
  /// again: the logits are those of a new one, but for rounding.
  ///
  /// @param most ids that may follow it; the model's positions bound it, too
  /// @return how many ids were read
  /// @throws BagelException USER as [#open]; then this text is as it was, or can begin another
  public int begin(int[] prompt, int most) {
    TokenBatch _ = batch(prompt, model);
    // The last is read in any case: logits are of the last that is read.
    int same = Arrays.mismatch(ids, 0, cache.length(), prompt, 0, prompt.length - 1);
    int kept = same < 0 ? prompt.length - 1 : same;
    cache.keep(kept, room(model, prompt, most));
    logits = read(Arrays.copyOfRange(prompt, kept, prompt.length));
    return prompt.length - kept;
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
    logits = read(new int[] {id});
  }

  private float[] read(int[] fresh) {
    TokenBatch batch = batch(fresh, model);
    int before = cache.length();
    float[] read;
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor next = model.decoder().next(batch.tensor(), cache);
      read = CausalModel.numbers(next);
    }
    if (before + fresh.length > ids.length) {
      ids = Arrays.copyOf(ids, Math.max(2 * ids.length, before + fresh.length));
    }
    System.arraycopy(fresh, 0, ids, before, fresh.length);
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
