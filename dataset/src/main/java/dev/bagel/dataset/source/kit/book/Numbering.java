package dev.bagel.dataset.source.kit.book;

import dev.bagel.dataset.source.kit.book.Heading.Level;
import org.jspecify.annotations.Nullable;

/// Decides whether numbers that stand alone are headings: not where chapters are called chapters,
/// and only as far as they count up from one.
final class Numbering {
  /// A number may be missing here and there.
  private static final int STRIDE = 3;

  private Numbering() {}

  static void keepRows(@Nullable Heading[] headings, Contents contents) {
    boolean called = count(headings, contents, true) > 1;
    int last = 0;
    for (int i = 0; i < headings.length; i++) {
      Heading heading = headings[i];
      if (heading == null || heading.level() != Level.NUMBER || contents.lists(i)) {
        continue;
      }
      int number = heading.number();
      if (!called && (number == 1 || (last > 0 && number > last && number <= last + STRIDE))) {
        last = number;
      } else {
        headings[i] = null;
      }
    }
    if (count(headings, contents, false) < 2) {
      for (int i = 0; i < headings.length; i++) {
        Heading heading = headings[i];
        if (heading != null && heading.level() == Level.NUMBER) {
          headings[i] = null;
        }
      }
    }
  }

  private static int count(@Nullable Heading[] headings, Contents contents, boolean called) {
    int count = 0;
    for (int i = 0; i < headings.length; i++) {
      Heading heading = headings[i];
      if (heading != null && !contents.lists(i) && heading.number() > 0) {
        Level level = called ? Level.CHAPTER : Level.NUMBER;
        count += heading.level() == level ? 1 : 0;
      }
    }
    return count;
  }
}
