package dev.bagel.dataset.sample;

import java.io.Serializable;
import java.util.UUID;

/// Chance without a state: a hash of (seed, id, question), so that an answer depends neither on
/// order nor on threads, and one question's answers tell nothing of another's.
public record Chance(long seed) implements Serializable {

  /// Evenly spread in [0, 1).
  public double of(UUID id, String question) {
    return (bits(id, question) >>> 11) * 0x1.0p-53;
  }

  /// True with the given probability.
  public boolean happens(double probability, UUID id, String question) {
    return of(id, question) < probability;
  }

  /// One of 0 … n-1, evenly.
  public int pick(int n, UUID id, String question) {
    return (int) Math.unsignedMultiplyHigh(bits(id, question), n);
  }

  private long bits(UUID id, String question) {
    long bits = mix(seed);
    bits = mix(bits ^ id.getMostSignificantBits());
    bits = mix(bits ^ id.getLeastSignificantBits());
    for (int i = 0; i < question.length(); i++) {
      bits = mix(bits ^ question.charAt(i));
    }
    return bits;
  }

  /// The finalizer of SplitMix64 (Steele, Lea and Flood 2014) after a step of its sequence: a
  /// bijection whose every output bit depends on every input bit.
  static long mix(long bits) {
    long z = bits + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
