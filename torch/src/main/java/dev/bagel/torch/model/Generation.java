package dev.bagel.torch.model;

import dev.bagel.BagelException;
import java.util.Arrays;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/// Goes on with a text, each time by the id that the model finds most likely. Keys and values of
/// the text so far are kept, so each position is computed once.
///
/// @param most new ids at most
/// @param ends ids behind which nothing follows; usually [ModelConfig#ends]
public record Generation(int most, Set<Integer> ends) {
  public Generation {
    if (most < 1) {
      throw BagelException.user("there is nothing to generate: at most " + most + " new ids");
    }
    ends = Set.copyOf(ends);
  }

  /// The new ids, with the one that ends them. They also end where the model's positions do.
  ///
  /// @throws BagelException USER when the prompt is empty or longer than the model's positions, or
  ///   an id is outside the vocabulary
  public int[] greedy(CausalModel model, int[] prompt) {
    ModelConfig config = model.config();
    int[][] first = {prompt};
    TokenBatch batch = TokenBatch.of(first, config);
    int room = (int) Math.min((long) prompt.length + most, config.positions());
    int[] fresh = new int[Math.min(most, config.positions() - prompt.length + 1)];
    try (var _ = new NoGradGuard();
        var cache = new KeyValueCache(config, model.precision(), 1, room)) {
      int count = 0;
      int next = next(model, batch, cache);
      fresh[count++] = next;
      while (count < fresh.length && !ends.contains(next)) {
        next = next(model, TokenBatch.single(next), cache);
        fresh[count++] = next;
      }
      return Arrays.copyOf(fresh, count);
    }
  }

  private static int next(CausalModel model, TokenBatch batch, KeyValueCache cache) {
    try (var _ = new PointerScope()) {
      Tensor logits = model.decoder().next(batch.tensor(), cache);
      return best(CausalModel.numbers(logits));
    }
  }

  /// The first of the largest.
  private static int best(float[] logits) {
    int best = 0;
    for (int id = 0; id < logits.length; id++) {
      if (Float.isNaN(logits[id])) {
        throw BagelException.user(
            "the model gives id %d no number (NaN): its weights are damaged, or overflow in this precision"
                .formatted(id));
      }
      best = logits[id] > logits[best] ? id : best;
    }
    return best;
  }
}
