package dev.bagel.dataset.source.kit.book;

import java.util.regex.Pattern;

/// Removes the marks that plain text files make inside a paragraph: italics, footnote anchors, page
/// numbers, doubled spaces. Double hyphens become em dashes. Linear in the text's length.
final class Inline {
  private static final Pattern ANCHOR =
      Pattern.compile(" ?\\[(?:\\d{1,4}|[A-Z]|\\*{1,3}|[†‡§])\\](?!\\p{L})");
  private static final String PAGE_NUMBER =
      "(?:\\{\\d{1,4}[a-z]?\\}|[\\[{](?:pg|pp?\\.|page) ?[\\divxlc]{1,6}[\\]}])";
  private static final Pattern PAGE =
      Pattern.compile("(?<!\\S)" + PAGE_NUMBER + "\\s?|" + PAGE_NUMBER, Pattern.CASE_INSENSITIVE);
  private static final Pattern STAR =
      Pattern.compile("(?<=[\\p{L}\\p{N}.,;:!?\"”'’)])\\*{1,3}(?![\\p{L}\\p{N}*])");
  private static final Pattern ITALICS =
      Pattern.compile("_(?!_)(?<![\\p{L}\\p{N}_]_)([^_]*+)_(?!_)");
  private static final Pattern LONE_UNDERSCORE =
      Pattern.compile("_(?!_)(?:(?<![\\p{L}\\p{N}_]_)|(?<!__)(?![\\p{L}\\p{N}]))");
  private static final Pattern BOLD =
      Pattern.compile("(?<![\\p{L}\\p{N}=])=(?![=\\s])([^=\\n]*+)=(?![\\p{L}\\p{N}=])");
  private static final Pattern LONG_DASH = Pattern.compile("-{4,}");
  private static final Pattern DASH = Pattern.compile("-{2,3}");
  private static final Pattern SPACES = Pattern.compile("(?<=\\S)[ \\t\\u00A0]{2,}");

  private Inline() {}

  static String clean(String paragraph) {
    String text = paragraph;
    if (text.indexOf(']') >= 0 || text.indexOf('}') >= 0) {
      text = PAGE.matcher(text).replaceAll("");
      text = ANCHOR.matcher(text).replaceAll("");
    }
    if (text.indexOf('*') >= 0) {
      text = STAR.matcher(text).replaceAll("");
    }
    if (text.indexOf('_') >= 0) {
      text = ITALICS.matcher(text).replaceAll("$1");
      text = LONE_UNDERSCORE.matcher(text).replaceAll("");
    }
    if (text.indexOf('=') >= 0) {
      text = BOLD.matcher(text).replaceAll("$1");
    }
    if (text.contains("--")) {
      text = LONG_DASH.matcher(text).replaceAll("——");
      text = DASH.matcher(text).replaceAll("—");
    }
    return SPACES.matcher(text).replaceAll(" ").stripTrailing();
  }
}
