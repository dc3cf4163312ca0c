package dev.bagel.chat.template;

import dev.bagel.chat.PythonText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts a template into words, as Jinja does with `trim_blocks` and `lstrip_blocks` on, line
/// statements off and the last line end dropped.
final class Lexer {
  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Character> open = new ArrayDeque<>();
  private int position;

  private Lexer(String source) {
    this.source = source;
  }

  /// The text that positions count in: line ends are `\n`, and the last one is gone.
  static String normalized(String source) {
    String lines = lineEnds(source);
    return lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines;
  }

  /// @param source normalized
  static List<Token> tokens(String source) {
    Lexer lexer = new Lexer(source);
    while (lexer.position < source.length()) {
      lexer.outside();
    }
    lexer.add(Token.Kind.END, "", source.length());
    return lexer.tokens;
  }

  static String lineEnds(String text) {
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /// Text up to the next tag, and that tag.
  private void outside() {
    int tag = nextTag(position);
    if (tag < 0) {
      add(Token.Kind.DATA, source.substring(position), position);
      position = source.length();
      return;
    }
    char kind = source.charAt(tag + 1);
    data(tag, sign(tag + 2), kind != '{');
    int inside = tag + 2 + (sign(tag + 2) == 0 ? 0 : 1);
    int raw = kind == '%' ? rawContent(inside) : -1;
    if (raw >= 0) {
      position = raw;
      raw(tag);
    } else if (kind == '#') {
      comment(tag, inside);
    } else {
      position = inside;
      tag(kind == '%', tag);
    }
  }

  private int nextTag(int from) {
    for (int at = source.indexOf('{', from); at >= 0; at = source.indexOf('{', at + 1)) {
      char next = at + 1 < source.length() ? source.charAt(at + 1) : 0;
      if (next == '{' || next == '%' || next == '#') {
        return at;
      }
    }
    return -1;
  }

  private char sign(int at) {
    char c = at < source.length() ? source.charAt(at) : 0;
    return c == '-' || c == '+' ? c : 0;
  }

  /// Adds the text from here to a tag, less what the tag strips.
  private void data(int end, char sign, boolean block) {
    String text = source.substring(position, end);
    if (sign == '-') {
      text = PythonText.stripRight(text);
    } else if (sign == 0 && block) {
      int line = text.lastIndexOf('\n') + 1;
      boolean startsLine = position == 0 || source.charAt(position - 1) == '\n';
      if ((line > 0 || startsLine) && PythonText.isBlank(text.substring(line))) {
        text = text.substring(0, line);
      }
    }
    if (!text.isEmpty()) {
      add(Token.Kind.DATA, text, position);
    }
  }

  /// Where the text of a raw block begins; -1 when the tag is another one.
  private int rawContent(int inside) {
    int at = spaces(inside);
    if (!source.startsWith("raw", at)) {
      return -1;
    }
    at = spaces(at + 3);
    if (source.startsWith("-%}", at)) {
      return spaces(at + 3);
    }
    return source.startsWith("%}", at) ? at + 2 : -1;
  }

  private void raw(int begin) {
    for (int at = source.indexOf("{%", position); at >= 0; at = source.indexOf("{%", at + 2)) {
      int word = spaces(at + 2 + (sign(at + 2) == 0 ? 0 : 1));
      int end = source.startsWith("endraw", word) ? blockEnd(spaces(word + 6)) : -1;
      if (end >= 0) {
        data(at, sign(at + 2), true);
        position = end;
        return;
      }
    }
    if (position < source.length()) {
      throw new TemplateException("this raw block has no endraw", begin);
    }
  }

  private void comment(int begin, int inside) {
    int end = source.indexOf("#}", inside);
    if (end < 0 && inside == source.length()) {
      position = inside; // Jinja takes a tag that the template ends with for nothing.
      return;
    }
    if (end < 0) {
      throw new TemplateException("this comment has no end: '#}' is missing", begin);
    }
    char sign = end > inside ? sign(end - 1) : 0;
    position = sign == '-' ? spaces(end + 2) : sign == '+' ? end + 2 : lineEnd(end + 2);
  }

  private int spaces(int at) {
    int end = at;
    while (end < source.length() && PythonText.isSpace(source.charAt(end))) {
      end++;
    }
    return end;
  }

  private int lineEnd(int at) {
    return at < source.length() && source.charAt(at) == '\n' ? at + 1 : at;
  }

  /// Behind the end of a block and what that strips; -1 when there is none here.
  private int blockEnd(int at) {
    if (source.startsWith("%}", at)) {
      return lineEnd(at + 2);
    }
    if (source.startsWith("-%}", at)) {
      return spaces(at + 3);
    }
    return source.startsWith("+%}", at) ? at + 3 : -1;
  }

  private int variableEnd(int at) {
    if (source.startsWith("}}", at)) {
      return at + 2;
    }
    return source.startsWith("-}}", at) ? spaces(at + 3) : -1;
  }

  /// The words of one tag, from behind its sign.
  private void tag(boolean block, int begin) {
    add(block ? Token.Kind.BLOCK_BEGIN : Token.Kind.VARIABLE_BEGIN, "", begin);
    open.clear();
    while (true) {
      int end = !open.isEmpty() ? -1 : block ? blockEnd(position) : variableEnd(position);
      if (end >= 0) {
        add(block ? Token.Kind.BLOCK_END : Token.Kind.VARIABLE_END, "", position);
        position = end;
        return;
      }
      if (position >= source.length()) {
        throw new TemplateException(
            "this tag has no end: '" + (block ? "%}" : "}}") + "' is missing", begin);
      }
      word();
    }
  }

  private void word() {
    char c = source.charAt(position);
    if (PythonText.isSpace(c)) {
      position = spaces(position);
    } else if (c >= '0' && c <= '9') {
      literal(Literals.number(source, position));
    } else if (c == '\'' || c == '"') {
      literal(Literals.string(source, position));
    } else if (c == '_' || Character.isUnicodeIdentifierStart(source.codePointAt(position))) {
      name();
    } else {
      operator(c);
    }
  }

  private void literal(Literals.Literal literal) {
    tokens.add(
        new Token(
            literal.value() instanceof String ? Token.Kind.STRING : Token.Kind.NUMBER,
            source.substring(position, literal.end()),
            literal.value(),
            position));
    position = literal.end();
  }

  private void name() {
    int end = position;
    while (end < source.length()
        && (source.charAt(end) == '_'
            || Character.isUnicodeIdentifierPart(source.codePointAt(end)))) {
      end += Character.charCount(source.codePointAt(end));
    }
    add(Token.Kind.NAME, source.substring(position, end), position);
    position = end;
  }

  private void operator(char c) {
    String operator = operatorAt(c);
    if (operator == null) {
      throw new TemplateException(
          "unexpected character '" + Character.toString(source.codePointAt(position)) + "'",
          position);
    }
    switch (c) {
      case '(' -> open.push(')');
      case '[' -> open.push(']');
      case '{' -> open.push('}');
      case ')', ']', '}' -> close(c);
      default -> {}
    }
    add(Token.Kind.OPERATOR, operator, position);
    position += operator.length();
  }

  private @Nullable String operatorAt(char c) {
    for (String two : new String[] {"//", "**", "==", "!=", ">=", "<="}) {
      if (source.startsWith(two, position)) {
        return two;
      }
    }
    return "+-/*%~[](){}><=.:|,;".indexOf(c) >= 0 ? String.valueOf(c) : null;
  }

  private void close(char c) {
    Character expected = open.poll();
    if (expected == null || expected != c) {
      throw new TemplateException(
          "unexpected '" + c + "'" + (expected == null ? "" : ", expected '" + expected + "'"),
          position);
    }
  }

  private void add(Token.Kind kind, String text, int at) {
    tokens.add(new Token(kind, text, text, at));
  }
}
