package dev.bagel.dataset.decontaminate;

/// What the letters of a text say about an item, without a model.
final class Letters {
  /// The share of characters in common, in order, that makes a copy.
  static final double COPIED = 0.85;

  /// The share of the item's words in order, and of its runs of [Wording#RUN] characters, that a
  /// text holds which contains it.
  static final double HELD = 0.90;

  /// An item of fewer words stands in many texts by chance, such as "What do you do?". It must make
  /// up the share [#PART] of the text's words.
  static final int WORDS = 6;

  static final double PART = 0.25;

  private Letters() {}

  /// Lengths that differ more than a ratio of [#COPIED] allows need not be looked at.
  static boolean isCopy(Wording text, Wording item) {
    double shorter = Math.min(text.length(), item.length());
    double both = text.length() + item.length();
    return both > 0 && 2 * shorter / both >= COPIED && text.likeness(item) >= COPIED;
  }

  static boolean contains(Wording text, Wording item) {
    boolean telling = item.words() >= WORDS || item.words() >= PART * text.words();
    return telling && item.runsIn(text) >= HELD && item.wordsIn(text) >= HELD;
  }
}
