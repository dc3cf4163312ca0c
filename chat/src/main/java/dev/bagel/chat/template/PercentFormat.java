package dev.bagel.chat.template;

import java.util.Locale;
import java.util.Map;

/// Python's `format % values`, the formatting of `printf`.
final class PercentFormat {
  private final String format;
  private final Object values;
  private final boolean markup;
  private final Budget budget;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int used;
  private boolean keyed;

  /// What stands between `%` and the letter.
  private record Directive(String flags, int width, int precision) {
    boolean has(char flag) {
      return flags.indexOf(flag) >= 0;
    }
  }

  private PercentFormat(String format, Object values, boolean markup, Budget budget) {
    this.format = format;
    this.values = values;
    this.markup = markup;
    this.budget = budget;
  }

  /// @param format a string, or markup that what is put into it is escaped for
  /// @param values a tuple of values, a mapping for `%(key)s`, or the only value
  static Object format(Object format, Object values, Budget budget) {
    boolean markup = format instanceof Markup;
    PercentFormat work = new PercentFormat(format.toString(), values, markup, budget);
    work.run();
    return markup ? new Markup(work.out.toString()) : work.out.toString();
  }

  private void run() {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      int end = percent < 0 ? format.length() : percent;
      budget.size(end - at);
      out.append(format, at, end);
      at = end + 1;
      if (percent >= 0) {
        budget.step();
        directive();
        budget.length(out.length());
      }
    }
    int given = values instanceof Tuple tuple ? tuple.size() : 1;
    boolean spare =
        values instanceof Map
            || values instanceof Undefined
            || (Sequences.isIndexed(values) && !Text.is(values) && !(values instanceof Tuple));
    if (used < given && !spare && !keyed) {
      throw new TemplateException("not all values are used by the format");
    }
  }

  private void directive() {
    Object value = null;
    if (peek() == '(') {
      value = keyed();
    }
    int start = at;
    while ("-+ #0".indexOf(peek()) >= 0) {
      at++;
    }
    String flags = format.substring(start, at);
    int width = number();
    int precision = -1;
    if (peek() == '.') {
      at++;
      precision = Math.max(number(), 0);
    }
    while ("hlL".indexOf(peek()) >= 0) {
      at++;
    }
    char letter = peek();
    at++;
    if (letter == '%') {
      out.append('%');
      return;
    }
    if (width < -1) {
      flags += "-";
      width = -width;
    }
    Object subject = value == null ? next() : value;
    append(letter, subject, new Directive(flags, width, precision));
  }

  private void append(char letter, Object value, Directive directive) {
    String sign = "";
    String body;
    switch (letter) {
      case 's', 'r', 'a' -> {
        body = text(letter, value);
        int precision = directive.precision();
        if (precision >= 0 && Text.length(body) > precision) {
          body = body.substring(0, Text.offset(body, precision));
        }
      }
      case 'c' -> body = character(value);
      case 'd', 'i', 'u', 'x', 'X', 'o' -> {
        long number = whole(letter, value);
        sign = sign(number < 0, directive);
        body = integer(letter, number, directive);
      }
      case 'e', 'E', 'f', 'F', 'g', 'G' -> {
        double number = NumberFormat.real(value);
        sign = sign(Math.copySign(1, number) < 0 && !Double.isNaN(number), directive);
        body = real(letter, number, directive);
      }
      default -> throw new TemplateException("unknown format character '" + letter + "'");
    }
    boolean numeric = "sra c".indexOf(letter) < 0;
    pad(sign, body, directive, numeric);
  }

  private void pad(String sign, String body, Directive directive, boolean numeric) {
    int missing = directive.width() - Text.length(sign) - Text.length(body);
    budget.size((long) body.length() + Math.max(missing, 0));
    if (missing <= 0) {
      out.append(sign).append(body);
    } else if (directive.has('-')) {
      out.append(sign).append(body).repeat(' ', missing);
    } else if (directive.has('0') && numeric) {
      out.append(sign).repeat('0', missing).append(body);
    } else {
      out.repeat(' ', missing).append(sign).append(body);
    }
  }

  private String text(char letter, Object value) {
    String text =
        switch (letter) {
          case 's' -> Python.str(value);
          case 'r' -> Python.repr(value);
          default -> Spelling.ascii(value);
        };
    if (!markup) {
      return text;
    }
    return letter == 's' ? Markup.escape(value).text() : Markup.escape(text).text();
  }

  private static String character(Object value) {
    if (Numbers.isInteger(value)) {
      long c = Numbers.integer(value);
      if (c < 0 || c > Character.MAX_CODE_POINT) {
        throw new TemplateException("what 'c' formats is one character");
      }
      return Text.character((int) c);
    }
    if (!Text.is(value) || Text.length(value.toString()) != 1) {
      throw new TemplateException("what 'c' formats is one character");
    }
    return value.toString();
  }

  private static long whole(char letter, Object value) {
    if (value instanceof Double number && "diu".indexOf(letter) >= 0) {
      return Numbers.truncate(number);
    }
    if (!Numbers.isInteger(value)) {
      throw Types.wrong("the value for %" + letter, "a number", value);
    }
    return Numbers.integer(value);
  }

  private static String integer(char letter, long number, Directive directive) {
    String digits =
        switch (letter) {
          case 'x' -> digits(number, 16);
          case 'X' -> digits(number, 16).toUpperCase(Locale.ROOT);
          case 'o' -> digits(number, 8);
          default -> digits(number, 10);
        };
    String prefix = directive.has('#') && "xXo".indexOf(letter) >= 0 ? "0" + letter : "";
    int zeros = Math.min(directive.precision(), NumberLayout.MOST_DIGITS) - digits.length();
    return prefix + "0".repeat(Math.max(zeros, 0)) + digits;
  }

  static String digits(long number, int radix) {
    String digits = Long.toString(number, radix);
    return number < 0 ? digits.substring(1) : digits;
  }

  private static String real(char letter, double number, Directive directive) {
    int precision = directive.precision() < 0 ? 6 : directive.precision();
    return NumberFormat.real(letter, number, precision, directive.has('#'));
  }

  private static String sign(boolean negative, Directive directive) {
    return negative ? "-" : directive.has('+') ? "+" : directive.has(' ') ? " " : "";
  }

  private Object keyed() {
    int depth = 1;
    int start = ++at;
    while (depth > 0) {
      char c = peek();
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      at++;
    }
    if (!(values instanceof Map<?, ?> dict)) {
      throw new TemplateException("the format needs a mapping");
    }
    keyed = true;
    String key = format.substring(start, at - 1);
    Object value = Dicts.find(dict, key);
    if (value == null) {
      throw new TemplateException("the format has no value for '" + key + "'");
    }
    return value;
  }

  /// A number that stands there, or the next value for `*`; -1 where there is none.
  private int number() {
    if (peek() == '*') {
      at++;
      return Numbers.index(next());
    }
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (start == at) {
      return -1;
    }
    if (at - start > 9) {
      throw new TemplateException("too large a width in the format");
    }
    return Integer.parseInt(format.substring(start, at));
  }

  private Object next() {
    if (values instanceof Tuple tuple && used < tuple.size()) {
      return tuple.get(used++);
    }
    if (values instanceof Tuple || used++ > 0) {
      throw new TemplateException("not enough values for the format");
    }
    return values;
  }

  private char peek() {
    if (at >= format.length()) {
      throw new TemplateException("the format ends within a directive");
    }
    return format.charAt(at);
  }
}
