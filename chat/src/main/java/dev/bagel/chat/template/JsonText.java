package dev.bagel.chat.template;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// JSON as Python's `json.dumps` writes it, to the byte.
final class JsonText {
  private static final int DEEPEST = 500;
  private static final String HEX = "0123456789abcdef";

  private final JsonStyle style;
  private final Budget budget;
  private final StringBuilder out = new StringBuilder();
  private int depth;

  private JsonText(JsonStyle style, Budget budget) {
    this.style = style;
    this.budget = budget;
  }

  static String of(Object value, JsonStyle style, Budget budget) {
    JsonText json = new JsonText(style, budget);
    json.write(value);
    budget.spell(json.out.length() >> 3);
    budget.size(json.out.length());
    return json.out.toString();
  }

  private void write(Object value) {
    switch (value) {
      case String text -> quote(text);
      case Map<?, ?> dict -> writeDict(dict);
      case List<?> list -> writeList(list);
      case Long number -> out.append(number.longValue());
      case Boolean bool -> out.append(bool ? "true" : "false");
      case None none -> out.append("null");
      case Double number -> out.append(number(number));
      case Markup markup -> quote(markup.text());
      case Undefined undefined ->
          throw new TemplateException(
              "cannot write an undefined value as JSON: " + undefined.hint());
      default -> throw new TemplateException("cannot write a " + Types.name(value) + " as JSON");
    }
  }

  private static String number(double number) {
    return Double.isNaN(number)
        ? "NaN"
        : Double.isInfinite(number)
            ? number > 0 ? "Infinity" : "-Infinity"
            : FloatText.repr(number);
  }

  private void writeList(List<?> list) {
    if (list.isEmpty()) {
      out.append("[]");
      return;
    }
    open('[');
    Iterator<?> items = list.iterator();
    while (items.hasNext()) {
      write(items.next());
      separate(items.hasNext());
    }
    close(']');
  }

  private void writeDict(Map<?, ?> dict) {
    if (dict.isEmpty()) {
      out.append("{}");
      return;
    }
    open('{');
    Iterator<? extends Map.Entry<?, ?>> entries = entries(dict).iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      quote(key(entry.getKey()));
      out.append(style.colon());
      write(entry.getValue());
      separate(entries.hasNext());
    }
    close('}');
  }

  private Iterable<? extends Map.Entry<?, ?>> entries(Map<?, ?> dict) {
    if (!style.sortKeys()) {
      return dict.entrySet();
    }
    List<Map.Entry<?, ?>> sorted = new ArrayList<>(dict.entrySet());
    sorted.sort((a, b) -> Comparison.compare(a.getKey(), b.getKey(), budget));
    return sorted;
  }

  private static String key(Object key) {
    return switch (key) {
      case String text -> text;
      case Markup markup -> markup.text();
      case Long number -> number.toString();
      case Double number -> number(number);
      case Boolean bool -> bool ? "true" : "false";
      case None none -> "null";
      default -> throw new TemplateException("a key of JSON cannot be a " + Types.name(key));
    };
  }

  private void open(char bracket) {
    if (++depth > DEEPEST) {
      throw new TemplateException("a value too deep for JSON");
    }
    budget.step();
    out.append(bracket);
    breakLine();
  }

  private void separate(boolean more) {
    if (more) {
      out.append(style.comma());
      breakLine();
      budget.step();
    }
  }

  private void close(char bracket) {
    depth--;
    breakLine();
    out.append(bracket);
  }

  private void breakLine() {
    if (style.indent() != null) {
      out.append('\n');
      out.repeat(style.indent(), depth);
      budget.size(out.length() >> 10);
    }
  }

  private void quote(String text) {
    out.append('"');
    int copied = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || (c > '~' && style.ascii())) {
        out.append(text, copied, i);
        escape(c);
        copied = i + 1;
      }
    }
    out.append(text, copied, text.length()).append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\f' -> out.append("\\f");
      case '\b' -> out.append("\\b");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt(c >> shift & 0xF));
        }
      }
    }
  }
}
