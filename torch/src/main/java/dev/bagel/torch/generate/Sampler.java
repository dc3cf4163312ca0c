package dev.bagel.torch.generate;

import dev.bagel.BagelException;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Chooses the tokens of one text, one after the other.
final class Sampler {
  private final Sampling sampling;
  private final SplittableRandom chance;

  Sampler(Sampling sampling) {
    this.sampling = sampling;
    this.chance = new SplittableRandom(sampling.seed());
  }

  /// @param logits one for each id; negative infinity for those that cannot be
  int next(float[] logits) {
    int best = best(logits);
    if (sampling.temperature() == 0) {
      return best;
    }
    if (Float.isInfinite(logits[best])) {
      throw BagelException.user(
          "the model gives id %d the logit %s: its weights are damaged, or overflow in this precision"
              .formatted(best, logits[best]));
    }
    return sampling.topK() == 0 && sampling.topP() == 1
        ? draw(all(logits.length), weights(logits, all(logits.length), logits[best]))
        : drawFromBest(logits, logits[best]);
  }

  private static int best(float[] logits) {
    int best = 0;
    for (int id = 1; id < logits.length; id++) {
      best = logits[id] > logits[best] ? id : best;
    }
    return best;
  }

  private int drawFromBest(float[] logits, float highest) {
    int[] ids = descending(logits);
    int kept = withinTopK(logits, ids);
    double[] weights = weights(logits, Arrays.copyOf(ids, kept), highest);
    return draw(ids, Arrays.copyOf(weights, withinTopP(weights)));
  }

  private int withinTopK(float[] logits, int[] ids) {
    if (sampling.topK() == 0 || sampling.topK() >= ids.length) {
      return ids.length;
    }
    float last = logits[ids[sampling.topK() - 1]];
    int kept = sampling.topK();
    while (kept < ids.length && logits[ids[kept]] == last) {
      kept++;
    }
    return kept;
  }

  /// How many there are before their probabilities add up to top-p; one at least.
  private int withinTopP(double[] weights) {
    double most = sampling.topP() * Arrays.stream(weights).sum();
    double before = weights[0];
    int kept = 1;
    while (kept < weights.length && (before < most || sampling.topP() == 1)) {
      before += weights[kept++];
    }
    return kept;
  }

  /// Probabilities, but for a factor.
  private double[] weights(float[] logits, int[] ids, float highest) {
    double[] weights = new double[ids.length];
    for (int i = 0; i < ids.length; i++) {
      weights[i] = Math.exp(((double) logits[ids[i]] - highest) / sampling.temperature());
    }
    return weights;
  }

  private int draw(int[] ids, double[] weights) {
    double left = chance.nextDouble() * Arrays.stream(weights).sum();
    int last = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        last = i;
        left -= weights[i];
        if (left < 0) {
          break;
        }
      }
    }
    return ids[last];
  }

  private static int[] all(int count) {
    int[] ids = new int[count];
    Arrays.setAll(ids, id -> id);
    return ids;
  }

  /// Ids from the highest logit to the lowest; of equal ones the first first.
  private static int[] descending(float[] logits) {
    long[] keys = new long[logits.length];
    for (int id = 0; id < keys.length; id++) {
      int bits = Float.floatToIntBits(logits[id] + 0f); // -0 becomes 0
      int ascending = bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
      keys[id] = ((long) ~ascending << Integer.SIZE) | id;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }
}
