package dev.bagel.chat.template;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Python's `str` and `repr`.
final class Spelling {
  private static final int LONGEST = 1 << 23;

  private final StringBuilder out = new StringBuilder();

  private Spelling() {}

  static String str(Object value) {
    return switch (value) {
      case String text -> text;
      case Markup markup -> markup.text();
      case Long number -> Long.toString(number);
      case Undefined undefined -> "";
      default -> repr(value);
    };
  }

  static String repr(Object value) {
    Spelling spelling = new Spelling();
    spelling.write(value);
    return spelling.out.toString();
  }

  private void write(Object value) {
    if (out.length() > LONGEST) {
      throw new TemplateException("a value too large to print");
    }
    switch (value) {
      case None none -> out.append("None");
      case Boolean bool -> out.append(bool ? "True" : "False");
      case Long number -> out.append(number.longValue());
      case Double number -> out.append(FloatText.repr(number));
      case String text -> quote(text, out);
      case Markup markup -> {
        out.append("Markup(");
        quote(markup.text(), out);
        out.append(')');
      }
      case Tuple tuple -> writeTuple(tuple);
      case List<?> list -> writeItems("[", list.iterator(), "]");
      case Map<?, ?> dict -> writeDict(dict);
      case DictView view -> writeItems(Types.name(view) + "([", view.iterator(), "])");
      case Range range -> writeRange(range);
      case Undefined undefined -> out.append("Undefined");
      case Namespace namespace -> {
        out.append("<Namespace ");
        writeDict(namespace.values());
        out.append('>');
      }
      case LoopState loop -> out.append(loop);
      case Macro macro -> out.append(macro);
      default -> out.append('<').append(Types.name(value)).append('>');
    }
  }

  private void writeItems(String open, Iterator<?> items, String close) {
    out.append(open);
    while (items.hasNext()) {
      write(items.next());
      if (items.hasNext()) {
        out.append(", ");
      }
    }
    out.append(close);
  }

  private void writeTuple(Tuple tuple) {
    writeItems("(", tuple.iterator(), tuple.size() == 1 ? ",)" : ")");
  }

  private void writeDict(Map<?, ?> dict) {
    out.append('{');
    String comma = "";
    for (Map.Entry<?, ?> entry : dict.entrySet()) {
      out.append(comma);
      write(entry.getKey());
      out.append(": ");
      write(entry.getValue());
      comma = ", ";
    }
    out.append('}');
  }

  private void writeRange(Range range) {
    out.append("range(").append(range.start()).append(", ").append(range.stop());
    if (range.step() != 1) {
      out.append(", ").append(range.step());
    }
    out.append(')');
  }

  /// In single quotes, or in double ones where that saves escapes.
  private static void quote(String text, StringBuilder out) {
    if (text.length() > LONGEST) {
      throw new TemplateException("a value too large to print");
    }
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    int copied = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      if (c == quote || c == '\\' || !CharacterKinds.isPrintable(c)) {
        out.append(text, copied, i);
        escapeQuoted(c, out);
        copied = next;
      }
      i = next;
    }
    out.append(text, copied, text.length()).append(quote);
  }

  private static void escapeQuoted(int c, StringBuilder out) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\', '\'', '"' -> out.append('\\').append((char) c);
      default -> escape(c, out);
    }
  }

  private static void escape(int c, StringBuilder out) {
    int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    out.append('\\').append(digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      out.append(Character.forDigit(c >> shift & 0xF, 16));
    }
  }

  /// Python's `ascii`: `repr` with nothing beyond ASCII in it.
  static String ascii(Object value) {
    StringBuilder out = new StringBuilder();
    repr(value)
        .codePoints()
        .forEach(
            c -> {
              if (c < 0x80) {
                out.append((char) c);
              } else {
                escape(c, out);
              }
            });
    return out.toString();
  }
}
