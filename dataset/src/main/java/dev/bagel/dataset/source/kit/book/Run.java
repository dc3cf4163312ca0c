package dev.bagel.dataset.source.kit.book;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Lines that belong together. Rejoined where they were wrapped, kept apart where they are verse.
///
/// @param inset whether they are indented, as verse, letters and quotations are
/// @param width where lines were wrapped, in chars
record Run(List<String> lines, boolean inset, int width) {
  /// An unindented line ended on purpose if it ends before this part of the width, though the next
  /// word would have fit.
  private static final double EARLY = 0.8;

  /// Wrapped lines, too, leave room now and then.
  private static final int ROOMY = 3;

  String text() {
    boolean verse = inset ? insetVerse() : openVerse();
    int margin = lines.stream().mapToInt(Block::indent).min().orElse(0);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      boolean apart = i > 0 && apart(i - 1, verse);
      String line =
          verse && (apart || i == 0) ? lines.get(i).substring(margin) : lines.get(i).strip();
      text.append(apart ? "\n" : separator(text, line)).append(line);
    }
    String clean = Inline.clean(text.toString());
    return verse ? clean : clean.strip();
  }

  private boolean apart(int line, boolean verse) {
    if (inset) {
      // the signature under a letter
      return verse || (roomy(line) && !small(line + 1));
    }
    return verse && early(line);
  }

  /// Whether most lines end though there was plenty of room for the next word.
  private boolean openVerse() {
    return 2 * breaks(this::early) > lines.size() - 1;
  }

  /// Not running on from line to line in small letters, or not filling the lines.
  private boolean insetVerse() {
    int all = lines.size() - 1;
    return 2 * breaks(i -> small(i + 1)) < all || 2 * breaks(this::roomy) > all;
  }

  private boolean roomy(int line) {
    return withNext(line) + ROOMY <= width;
  }

  private int breaks(IntPredicate counted) {
    return (int) IntStream.range(0, lines.size() - 1).filter(counted).count();
  }

  private boolean early(int line) {
    return withNext(line) <= EARLY * width;
  }

  private boolean small(int line) {
    String text = lines.get(line);
    return Character.isLowerCase(text.charAt(Block.indent(text)));
  }

  /// The line's length, were the next line's first word still on it.
  private int withNext(int line) {
    String next = lines.get(line + 1);
    int start = Block.indent(next);
    int end = next.indexOf(' ', start);
    return lines.get(line).length() + 1 + (end < 0 ? next.length() : end) - start;
  }

  /// A line that was broken at a hyphen or dash goes on without a space.
  private static String separator(CharSequence text, String next) {
    if (text.isEmpty()) {
      return "";
    }
    int last = text.length() - 1;
    boolean spaced = last > 0 && text.charAt(last - 1) == ' ';
    boolean joined = !spaced && "-—".indexOf(text.charAt(last)) >= 0;
    return joined || next.startsWith("--") || next.startsWith("—") ? "" : " ";
  }
}
