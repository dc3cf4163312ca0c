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
          entry("xmlattr(autospace?)", MarkupFilters::attributes),
          entry("urlencode()", MarkupFilters::encodeUrl));

  private static final String HEX = "0123456789ABCDEF";
  private static final String UNRESERVED = "_.-~";

  private MarkupFilters() {}

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
