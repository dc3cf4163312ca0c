package dev.bagel.torch.model;

/// Chance by numbers: the same seed and place give the same dice, whatever came before. So nothing
/// of it has to be kept in a checkpoint.
public final class Seeds {
  private Seeds() {}

  /// A seed for one place among many (the finaliser of SplitMix64, Steele et al. 2014).
  public static long mix(long seed, long place) {
    long z = seed + (place + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
