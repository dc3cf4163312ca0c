package dev.bagel.chat.template;

import static dev.bagel.chat.template.Signature.entry;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Filters for HTML and addresses. Nothing is escaped unless a template asks for it.
final class MarkupFilters {
  static final Map<String, Filter> TABLE =
      Map.ofEntries(
          entry("safe()", (value, arguments) -> new Markup(Python.str(value))),
          entry("escape()", (value, arguments) -> Markup.escape(value)),
          entry("e()", (value, arguments) -> Markup.escape(value)),
          entry("forceescape()", (value, arguments) -> Markup.escape(Python.str(value))),
          entry("striptags()", MarkupFilters::withoutTags),
          entry("xmlattr(autospace?)", MarkupFilters::attributes),
          entry("urlencode()", MarkupFilters::encodeUrl));

  /// What escaping makes, undone; the ampersand last.
  private static final String[][] ENTITIES = {
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&#34;", "\""},
    {"&quot;", "\""},
    {"&#39;", "'"},
    {"&apos;", "'"},
    {"&nbsp;", "\u00A0"},
    {"&amp;", "&"}
  };

  private static final String HEX = "0123456789ABCDEF";
  private static final String UNRESERVED = "_.-~";

  private MarkupFilters() {}

  /// Without comments, then without tags; white space becomes single spaces.
  private static Object withoutTags(Object value, Arguments arguments) {
    String text = without(without(Python.str(value), "<!--", "-->"), "<", ">");
    StringBuilder out = new StringBuilder();
    for (Object word : (List<?>) method(text, "split", arguments)) {
      out.append(out.isEmpty() ? "" : " ").append(word);
    }
    return unescaped(out.toString());
  }

  private static Object method(String text, String name, Arguments arguments) {
    return TextFilters.method(
        text, name, new Call(arguments.call().runtime(), List.of(), Map.of()));
  }

  /// Up to an opening that nothing closes.
  private static String without(String text, String open, String close) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    int start = text.indexOf(open);
    while (start >= 0) {
      int end = text.indexOf(close, start);
      if (end < 0) {
        break;
      }
      out.append(text, from, start);
      from = end + close.length();
      start = text.indexOf(open, from);
    }
    return out.append(text, from, text.length()).toString();
  }

  private static String unescaped(String text) {
    String plain = text;
    for (String[] entity : ENTITIES) {
      plain = plain.replace(entity[0], entity[1]);
    }
    return plain;
  }

  private static Object attributes(Object value, Arguments arguments) {
    if (!(value instanceof Map<?, ?> dict)) {
      throw Types.wrong("what attributes are made of", "a mapping", value);
    }
    StringBuilder out = new StringBuilder();
    dict.forEach(
        (key, one) -> {
          if (one == None.NONE || one instanceof Undefined) {
            return;
          }
          String name = Text.of(key, "the name of an attribute");
          if (name.chars().anyMatch(c -> " \t\n\r\f\u000B/>=".indexOf(c) >= 0)) {
            throw new TemplateException("not a name of an attribute: " + Python.repr(name));
          }
          out.append(out.isEmpty() ? "" : " ").append(Markup.escape(name));
          out.append("=\"").append(Markup.escape(one)).append('"');
        });
    return !out.isEmpty() && arguments.truth(0, true) ? " " + out : out.toString();
  }

  private static Object encodeUrl(Object value, Arguments arguments) {
    if (Text.is(value) || !Sequences.isIterable(value)) {
      return quote(Python.str(value), false);
    }
    Object pairs = value instanceof Map ? DictMethods.view(DictView.Kind.ITEMS, value) : value;
    StringBuilder out = new StringBuilder();
    for (Object pair : Python.iterate(pairs)) {
      List<Object> both = Sequences.list(pair, arguments.budget());
      if (both.size() != 2) {
        throw new TemplateException("urlencode takes a string, a mapping or pairs");
      }
      out.append(out.isEmpty() ? "" : "&").append(quote(Python.str(both.get(0)), true));
      out.append('=').append(quote(Python.str(both.get(1)), true));
    }
    return out.toString();
  }

  private static String quote(String text, boolean query) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || UNRESERVED.indexOf(c) >= 0
              || (c == '/' && !query);
      if (plain) {
        out.append(c);
      } else {
        out.append(c == ' ' && query ? "+" : "%");
        if (c != ' ' || !query) {
          out.append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
        }
      }
    }
    return out.toString();
  }
}
