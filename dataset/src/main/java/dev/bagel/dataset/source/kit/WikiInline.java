package dev.bagel.dataset.source.kit;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/// What stands within the lines of MediaWiki markup: templates, links, emphasis, tags, entities.
final class WikiInline {
  private static final Pattern TEMPLATE =
      Pattern.compile("\\{\\{\\s*(:?[A-Za-z][\\w :/-]*)(\\|[^{}]*)?\\}\\}");
  private static final Pattern LINK = Pattern.compile("\\[\\[([^\\[\\]]+)\\]\\]");
  private static final Pattern NO_PAGE = Pattern.compile("[\\d\\s,.;+-]*");
  private static final Pattern UNSEEN = Pattern.compile("(?i)\\s*(?:file|image|category)\\s*:.*");
  private static final Pattern SPACE =
      Pattern.compile("(?i)^:?(?:wp|wikipedia|wikt|oeis|category|template|talk|user)\\s*:\\s*");
  private static final Pattern NAMED_ADDRESS =
      Pattern.compile("\\[((?:https?:|ftp:)?//[^\\s\\[\\]]+)[ \\t]+([^\\[\\]\\n]+)\\]");
  private static final Pattern BARE_ADDRESS =
      Pattern.compile("\\[((?:https?|ftp)://[^\\s\\[\\]]+)\\s*\\]");
  private static final Pattern DATA_FILE = Pattern.compile("(?i).*\\.(?:txt|csv|json|xml|zip|dat)");
  private static final Pattern EMPHASIS = Pattern.compile("'{2,5}");
  private static final Pattern RAISED =
      Pattern.compile("(?is)<(sup|sub)\\b[^<>]*>((?:(?!</?su[pb]\\b).)*?)</\\1\\s*>");
  private static final Pattern ORDINAL = Pattern.compile("(?i)st|nd|rd|th");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+|[*']");
  private static final Pattern FOOTNOTE =
      Pattern.compile("(?is)<ref\\b[^<>]*?(?:/>|>.*?</ref\\s*>)");
  private static final Pattern LINE_BREAK =
      Pattern.compile(
          "(?i)</?(?:br|hr|p|div|blockquote|center|table|tbody|thead|tr|ul|ol|dl)"
              + "\\b[^<>]*>[ \\t]*");
  private static final Pattern ITEM = Pattern.compile("(?i)\\s*<(li|dd|dt)\\b[^<>]*>\\s*");
  private static final Pattern CELL = Pattern.compile("(?i)\\s*<t[dh]\\b[^<>]*>\\s*");
  private static final Pattern HEADING =
      Pattern.compile("(?is)<h([1-6])\\b[^<>]*>(.*?)</h\\1\\s*>");
  private static final Pattern STRUCK = Pattern.compile("(?i)</?(?:s|strike|del)>");
  private static final Pattern STYLE =
      Pattern.compile(
          "(?i)</?(?:big|small|span|b|i|u|em|strong|var|font|cite|li|dd|dt|td|th|su[pb]|noinclude"
              + "|includeonly|samp|kbd)\\b[^<>]*>");
  private static final Pattern CODE = Pattern.compile("(?is)<(code|tt)\\b[^<>]*>(.*?)</\\1\\s*>");
  private static final Pattern CODE_TAG = Pattern.compile("(?i)</?(?:code|tt)\\b[^<>]*>");
  private static final Pattern ENTITY = Pattern.compile("&#?\\w+;");

  private WikiInline() {}

  static String plain(String markup) {
    String text = repeat(TEMPLATE, markup, WikiInline::template);
    text = repeat(LINK, text, WikiInline::link);
    text = each(NAMED_ADDRESS, text, WikiInline::address);
    text = each(BARE_ADDRESS, text, found -> found.group(1));
    text = EMPHASIS.matcher(text).replaceAll("");
    return entities(tags(text));
  }

  /// Entities need their semicolon: without it they would be found in addresses, too.
  static String entities(String text) {
    return each(ENTITY, text, found -> Parser.unescapeEntities(found.group(), false));
  }

  private static String template(MatchResult found) {
    String name = found.group(1).strip().toLowerCase(Locale.ROOT);
    String arguments = found.group(2) == null ? "" : found.group(2);
    String last = arguments.substring(arguments.lastIndexOf('|') + 1).strip();
    return switch (name) {
      case "overline" -> last;
      case "alertbox" -> "\n" + last + "\n";
      case "task heading", "header" -> "\n;" + (last.isEmpty() ? "Task" : last) + "\n";
      case "out" -> "\n;Output\n";
      default -> "";
    };
  }

  private static String link(MatchResult found) {
    String content = found.group(1);
    if (NO_PAGE.matcher(content).matches()) {
      return "\uE002" + content + "\uE003"; // an array in brackets: put back by repeat()
    }
    if (UNSEEN.matcher(content).matches()) {
      return "";
    }
    int bar = content.lastIndexOf('|');
    if (bar >= 0 && bar < content.length() - 1) {
      return content.substring(bar + 1).strip();
    }
    String page = bar < 0 ? content : content.substring(0, bar);
    String title = SPACE.matcher(page.strip()).replaceFirst("");
    return title.replace('_', ' ').replace('#', ' ').strip();
  }

  private static String address(MatchResult found) {
    String words = found.group(2).strip();
    return DATA_FILE.matcher(found.group(1)).matches() && !words.contains("://")
        ? words + " (" + found.group(1) + ")"
        : words;
  }

  private static String tags(String markup) {
    String text = FOOTNOTE.matcher(markup).replaceAll("");
    text = repeat(RAISED, text, WikiInline::raised);
    text = HEADING.matcher(text).replaceAll("\n;$2\n");
    text = CELL.matcher(text).replaceAll(" ");
    text = LINE_BREAK.matcher(text).replaceAll("\n");
    text = ITEM.matcher(text).replaceAll("\n* ");
    text = STRUCK.matcher(text).replaceAll("~~");
    text = STYLE.matcher(text).replaceAll("");
    text = each(CODE, text, WikiInline::code);
    return CODE_TAG.matcher(text).replaceAll("");
  }

  private static String raised(MatchResult found) {
    String content = entities(found.group(2)).replace('\u00A0', ' ').strip();
    if (content.isEmpty() || ORDINAL.matcher(content).matches()) {
      return content;
    }
    String sign = found.group(1).equalsIgnoreCase("sup") ? "^" : "_";
    return sign + (WORD.matcher(content).matches() ? content : "(" + content + ")");
  }

  private static String code(MatchResult found) {
    String content = found.group(2).replace("&nbsp;", " ").strip();
    boolean quotable = !content.isEmpty() && !content.contains("\n") && !content.contains("`");
    return quotable ? "`" + content + "`" : content;
  }

  private static String each(Pattern pattern, String text, Function<MatchResult, String> plain) {
    return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(plain.apply(found)));
  }

  /// From the innermost outwards.
  private static String repeat(Pattern pattern, String text, Function<MatchResult, String> plain) {
    String before = text;
    for (int depth = 0; depth < 5; depth++) {
      String after = each(pattern, before, plain);
      if (after.equals(before)) {
        break;
      }
      before = after;
    }
    return before.replace("\uE002", "[[").replace("\uE003", "]]");
  }
}
