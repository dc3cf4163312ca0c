package dev.bagel.torch.model;

import dev.bagel.BagelException;
import java.util.Arrays;
import java.util.Set;

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
    try (Continuation text = Continuation.open(model, prompt, most)) {
      // The last id needs no place: nothing is asked behind it.
      int[] fresh = new int[Math.min(most, model.config().positions() - prompt.length + 1)];
      fresh[0] = text.best();
      int count = 1;
      while (count < fresh.length && !ends.contains(fresh[count - 1])) {
        text.advance(fresh[count - 1]);
        fresh[count++] = text.best();
      }
      return Arrays.copyOf(fresh, count);
    }
  }
}
