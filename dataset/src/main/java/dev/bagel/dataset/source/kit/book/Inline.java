package dev.bagel.dataset.source.kit.book;

import java.util.regex.Pattern;

/// Removes the marks that plain text files make inside a paragraph: italics, footnote anchors, page
/// numbers, doubled spaces. Double hyphens become em dashes. Linear in the text's length.
final class Inline {
  private static final Pattern ANCHOR =
      Pattern.compile(
          " ?(?:\\[(?:\\d{1,4}|[A-Z]|\\*{1,3}|[†‡§])\\](?!\\p{L})|\\{\\d{1,4}[a-z]?\\})");
  private static final Pattern PAGE =
      Pattern.compile(
          "[\\[{](?:pg|pp?\\.|page) ?[\\divxlc]{1,6}[\\]}] ?", Pattern.CASE_INSENSITIVE);
  private static final Pattern STAR =
      Pattern.compile("(?<=[\\p{L}\\p{N}.,;:!?\"”'’)])\\*{1,3}(?![\\p{L}\\p{N}*])");
  private static final Pattern ITALICS =
      Pattern.compile("(?<![\\p{L}\\p{N}_])_(?!_)([^_]*+)_(?!_)");
  private static final Pattern LONE_UNDERSCORE =
      Pattern.compile("(?<![\\p{L}\\p{N}_])_(?!_)|(?<!_)_(?![\\p{L}\\p{N}_])");
  private static final Pattern BOLD =
      Pattern.compile("(?<![\\p{L}\\p{N}=])=(?![=\\s])([^=\\n]*+)=(?![\\p{L}\\p{N}=])");
  private static final Pattern LONG_DASH = Pattern.compile("-{4,}");
  private static final Pattern DASH = Pattern.compile("-{2,3}");
  private static final Pattern SPACES = Pattern.compile("(?<=[^\\s])[ \\t\\u00A0]{2,}");

  private Inline() {}

  static String clean(String paragraph) {
    String text = paragraph;
    text = PAGE.matcher(text).replaceAll("");
    text = ANCHOR.matcher(text).replaceAll("");
    text = STAR.matcher(text).replaceAll("");
    text = ITALICS.matcher(text).replaceAll("$1");
    text = LONE_UNDERSCORE.matcher(text).replaceAll("");
    text = BOLD.matcher(text).replaceAll("$1");
    text = LONG_DASH.matcher(text).replaceAll("——");
    text = DASH.matcher(text).replaceAll("—");
    text = SPACES.matcher(text).replaceAll(" ");
    return text.stripTrailing();
  }
}
