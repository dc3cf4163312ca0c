package dev.bagel.prompting.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Text in, its links out: one a line, as they are written, in the order of the text, none twice.
///
/// A link begins with `http://` or `https://` and is taken as a reader would: without the full
/// stop, comma, quote or bracket after it, but with brackets that it opens itself
/// (`https://en.wikipedia.org/wiki/Java_(island)`). Markdown and HTML may be around it. What no
/// browser would take for an address is left out; two spellings of one address are one link.
public record HyperlinkExtractor() implements Tool {
  private static final Pattern START = Pattern.compile("(?i)https?://");
  private static final String CLOSING = ")]}";
  private static final String OPENING = "([{";
  private static final String SEPARATING = ",;|'" + CLOSING + OPENING;
  private static final String ENDING = ".,;:!?'*_~…" + OPENING;
  private static final String OUTSIDE = "<>\"`|\\^“”„«»‹›、。，．！？；：（）「」『』【】《》〈〉";

  @Override
  public String name() {
    return "HyperlinkExtractor";
  }

  @Override
  public String description() {
    return "finds the links in a text, one a line";
  }

  /// @return `No links.` where there are none
  @Override
  public String call(String input) {
    List<String> links = linksIn(input);
    return links.isEmpty() ? "No links." : String.join("\n", links);
  }

  /// The links of a text, in order.
  public static List<String> linksIn(String text) {
    Map<HttpUrl, String> links = new LinkedHashMap<>();
    Matcher start = START.matcher(text);
    int from = 0;
    while (start.find(from)) {
      String link = linkAt(text, start.start(), start.end());
      from = Math.max(start.end(), start.start() + link.length());
      String plain = link.replace("&amp;", "&"); // an address out of HTML
      HttpUrl url = HttpUrl.parse(plain);
      if (url != null) {
        links.putIfAbsent(url, plain);
      }
    }
    return new ArrayList<>(links.values());
  }

  /// Up to white space, what stands around links, a bracket that closes what the link did not open,
  /// or a separator and the next link (`https://a.example,https://b.example` are two).
  private static String linkAt(String text, int start, int host) {
    int[] open = new int[CLOSING.length()];
    int end = host;
    while (end < text.length() && belongs(text.charAt(end)) && !isNext(text, end)) {
      int opens = OPENING.indexOf(text.charAt(end));
      int closes = CLOSING.indexOf(text.charAt(end));
      if (opens >= 0) {
        open[opens]++;
      } else if (closes >= 0 && --open[closes] < 0) {
        break;
      }
      end++;
    }
    return trimmed(text.substring(start, end));
  }

  private static boolean isNext(String text, int at) {
    return SEPARATING.indexOf(text.charAt(at - 1)) >= 0
        && (text.regionMatches(true, at, "http://", 0, 7)
            || text.regionMatches(true, at, "https://", 0, 8));
  }

  private static boolean belongs(char c) {
    return c > ' '
        && !Character.isWhitespace(c)
        && !Character.isSpaceChar(c)
        && !Character.isISOControl(c)
        && c != '\u200b'
        && c != '\ufeff'
        && OUTSIDE.indexOf(c) < 0;
  }

  private static String trimmed(String run) {
    int end = run.length();
    while (end > 0 && ENDING.indexOf(run.charAt(end - 1)) >= 0) {
      end--;
    }
    return run.substring(0, end);
  }
}
