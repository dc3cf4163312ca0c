package dev.bagel.prompting.tool;

import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/// What a reader would read of an HTML page.
///
/// Paragraphs are kept, with a blank line between; list items are lines that begin with `- `, the
/// cells of a table row are joined by ` | `, `pre` keeps its lines. Without [Boilerplate].
final class ReadableText implements NodeFilter {
  private static final Set<String> LINES =
      Set.of("li", "tr", "dt", "dd", "br", "option", "summary", "figcaption");
  private static final Set<String> TEXT = Set.of("main", "article");

  private final Boilerplate boilerplate;
  private final StringBuilder text = new StringBuilder();
  private int breaks;
  private boolean space;
  private int inText;
  private int inItem;
  private int inPre;

  private ReadableText(Boilerplate boilerplate) {
    this.boilerplate = boilerplate;
  }

  /// The text of the page's main part, or else of all of it; empty where there is none.
  static String of(Document page) {
    Boilerplate boilerplate = new Boilerplate(page);
    Element main = page.selectFirst("main, [role=main]");
    if (main == null && page.select("article").size() == 1) {
      main = page.selectFirst("article");
    }
    String text = main == null ? "" : of(main, boilerplate);
    return text.isEmpty() ? of(page.body(), boilerplate) : text;
  }

  private static String of(Element part, Boilerplate boilerplate) {
    ReadableText reader = new ReadableText(boilerplate);
    NodeTraversor.filter(reader, part);
    return reader.text.toString().strip();
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode words) {
      if (inPre > 0) {
        raw(words.getWholeText());
      } else {
        flow(words.getWholeText());
      }
      return FilterResult.CONTINUE;
    }
    if (!(node instanceof Element element)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    if (boilerplate.is(element, inText > 0)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    enter(element);
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      inItem -= element.nameIs("li") ? 1 : 0;
      separate(element);
      inText -= TEXT.contains(element.normalName()) ? 1 : 0;
      inPre -= element.nameIs("pre") ? 1 : 0;
    }
    return FilterResult.CONTINUE;
  }

  private void enter(Element element) {
    separate(element);
    inText += TEXT.contains(element.normalName()) ? 1 : 0;
    inPre += element.nameIs("pre") ? 1 : 0;
    if (element.nameIs("li")) {
      inItem++;
      raw("- ");
    } else if ((element.nameIs("td") || element.nameIs("th")) && breaks == 0) {
      space = false;
      raw(" | ");
    }
  }

  private void separate(Element element) {
    String name = element.normalName();
    if (LINES.contains(name)) {
      breaks = Math.max(breaks, 1);
    } else if (!name.equals("td") && !name.equals("th") && element.isBlock()) {
      int own = inItem > 0 ? 1 : 2;
      breaks = Math.max(breaks, endsWithBullet() ? 0 : own);
    }
  }

  /// A paragraph in a list item goes on after its bullet.
  private boolean endsWithBullet() {
    int length = text.length();
    return breaks == 0
        && length >= 2
        && text.charAt(length - 1) == ' '
        && text.charAt(length - 2) == '-'
        && (length == 2 || text.charAt(length - 3) == '\n');
  }

  private void flow(String words) {
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (Character.isWhitespace(c) || c == '\u00a0') {
        space = true;
      } else if (c != '\u00ad' && c != '\u200b') {
        flush();
        text.append(c);
      }
    }
  }

  private void raw(String words) {
    if (!words.isEmpty()) {
      flush();
      text.append(words);
    }
  }

  private void flush() {
    boolean bullet = endsWithBullet();
    if (breaks > 0 && !text.isEmpty()) {
      text.append("\n".repeat(breaks));
    } else if (space && !text.isEmpty() && !bullet) {
      text.append(' ');
    }
    breaks = 0;
    space = false;
  }
}
