package dev.bagel.dataset.tokenizer;

/// What two texts have in common.
final class Texts {
  private Texts() {}

  /// How many letters both begin with.
  static int commonStart(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int common = 0;
    while (common < most && one.charAt(common) == other.charAt(common)) {
      common++;
    }
    return common;
  }

  /// How many letters both end with.
  static int commonEnd(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int common = 0;
    while (common < most
        && one.charAt(one.length() - 1 - common) == other.charAt(other.length() - 1 - common)) {
      common++;
    }
    return common;
  }
}
