package dev.bagel.dataset.decontaminate;

import java.util.ArrayList;
import java.util.List;

/// The parts of a long text in which items are looked for that it may contain. The words of a short
/// question stand somewhere in every book, in their order too.
///
/// Stretches of [#SHORTEST] characters, then of four times as many, and so on, each overlapping the
/// next by half: an item is looked for in those of the first length that is twice its own or more.
/// What the text has nowhere longer than an item stands whole in one of them.
///
/// @param text the stretch
/// @param from items of more characters
/// @param to and of no more
record Stretch(String text, int from, int to) {
  /// A text of no more is one stretch.
  static final int SHORTEST = 4_000;

  private static final int TIMES = 4;

  /// The whole text is the last, for items that are longer than half of all others.
  static List<Stretch> of(String text) {
    List<Stretch> stretches = new ArrayList<>();
    int from = 0;
    for (long length = SHORTEST; length < text.length(); length *= TIMES) {
      int half = (int) (length / 2);
      for (String part : parts(text, (int) length)) {
        stretches.add(new Stretch(part, from, half));
      }
      from = half;
    }
    stretches.add(new Stretch(text, from, Integer.MAX_VALUE));
    return stretches;
  }

  /// The parts of so many characters, each of which overlaps the next by half; the last may be
  /// shorter.
  static List<String> parts(String text, int length) {
    List<String> parts = new ArrayList<>();
    int half = Math.max(1, length / 2);
    for (int begin = 0; begin == 0 || begin + half < text.length(); begin += half) {
      parts.add(text.substring(begin, Math.min(text.length(), begin + length)));
    }
    return parts;
  }

  boolean isWhole() {
    return to == Integer.MAX_VALUE;
  }

  boolean seeks(int length) {
    return from < length && length <= to;
  }
}
