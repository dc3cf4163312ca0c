package dev.bagel.torch.data;

import java.util.Arrays;

/// Chance without a state: hashes by the finalizer of SplitMix64 (Steele, Lea and Flood 2014), a
/// bijection whose every output bit depends on every input bit.
final class Hash {
  private Hash() {}

  static long mix(long bits) {
    long z = bits + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /// Of another number after `hash`.
  static long then(long hash, long number) {
    return mix(hash ^ number);
  }

  static long of(String text) {
    long hash = mix(text.length());
    for (int i = 0; i < text.length(); i++) {
      hash = then(hash, text.charAt(i));
    }
    return hash;
  }

  static long of(int[] numbers) {
    long hash = mix(numbers.length);
    for (int number : numbers) {
      hash = then(hash, number);
    }
    return hash;
  }

  /// The numbers 0 … size-1 in an order that the seed picks.
  static int[] shuffled(long seed, int size) {
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = (then(seed, i) & 0xFFFF_FFFF_0000_0000L) | i;
    }
    Arrays.sort(keys);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }
}
