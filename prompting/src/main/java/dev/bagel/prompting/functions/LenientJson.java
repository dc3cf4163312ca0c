package dev.bagel.prompting.functions;

import dev.bagel.prompting.functions.Value.Fields;
import dev.bagel.prompting.functions.Value.Items;
import dev.bagel.prompting.functions.Value.Nothing;
import dev.bagel.prompting.functions.Value.Numeral;
import dev.bagel.prompting.functions.Value.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// JSON as models write it, from a position in a text: also with single quotes, trailing commas,
/// comments, Python's `True`, `False` and `None`, and keys without quotes.
///
/// What could be meant in two ways is [Unclear]: a key twice, an escape that JSON lacks, a number
/// with a leading zero, a word that is no literal. Each character is looked at a few times at most.
final class LenientJson {
  static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 100;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

  private final String text;
  private final QuotedText quoted;
  private int at;
  private boolean keyed;

  LenientJson(String text, int start) {
    this.text = text;
    this.at = start;
    this.quoted = new QuotedText(text);
  }

  /// The whole text as one value, but for white space around it.
  static Value whole(String text) throws Unclear {
    LenientJson json = new LenientJson(text, 0);
    json.skip();
    Value value = json.value(0);
    json.skip();
    if (json.at < text.length()) {
      throw Unclear.at(text, json.at, "more text follows after the end of the JSON");
    }
    return value;
  }

  /// Where reading stopped, be it for an error.
  int position() {
    return Math.max(at, quoted.end());
  }

  /// Whether a key and its colon were read: from there on it is meant as an object, before it may
  /// have been a brace in prose.
  boolean sawKey() {
    return keyed;
  }

  Value value(int depth) throws Unclear {
    if (depth > DEEPEST) {
      throw Unclear.at(text, at, "the JSON is nested more than %d deep".formatted(DEEPEST));
    }
    return switch (peek()) {
      case '{' -> fields(depth);
      case '[' -> items(depth);
      case '"', '\'' -> new Value.Text(text());
      default -> word();
    };
  }

  private Value fields(int depth) throws Unclear {
    int open = at++;
    Map<String, Value> values = new LinkedHashMap<>();
    skip();
    while (peek() != '}') {
      int start = at;
      String key = key();
      skip();
      expect(':', "expected a colon after the key '%s'", key);
      keyed = true;
      skip();
      if (values.put(key, value(depth + 1)) != null) {
        throw Unclear.at(text, start, "the key '%s' stands twice".formatted(Shown.of(key)));
      }
      separate('}', open, "object");
    }
    at++;
    return new Fields(values);
  }

  private Value items(int depth) throws Unclear {
    int open = at++;
    List<Value> values = new ArrayList<>();
    skip();
    while (peek() != ']') {
      values.add(value(depth + 1));
      separate(']', open, "list");
    }
    at++;
    return new Items(values);
  }

  private void separate(char close, int open, String what) throws Unclear {
    skip();
    if (peek() == ',') {
      at++;
      skip();
    } else if (peek() != close) {
      throw Unclear.at(
          text,
          at,
          "expected ',' or '%s' in the %s that begins with '%s', and found '%s'"
              .formatted(close, what, around(open), around(at)));
    }
  }

  private String key() throws Unclear {
    char first = peek();
    if (first == '"' || first == '\'') {
      return text();
    }
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw Unclear.at(text, at, "expected a key and found '%s'".formatted(around(at)));
    }
    return text.substring(start, at);
  }

  private String text() throws Unclear {
    String read = quoted.read(at);
    at = quoted.end();
    return read;
  }

  private Value word() throws Unclear {
    int start = at;
    while (at < text.length() && (isWord(text.charAt(at)) || "+.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    peek(); // a word that ends with the text may be half a word
    String word = text.substring(start, at);
    return switch (word) {
      case "true", "True" -> new Truth(true);
      case "false", "False" -> new Truth(false);
      case "null", "None" -> new Nothing();
      default -> {
        if (word.length() > LONGEST_NUMBER || !NUMBER.matcher(word).matches()) {
          throw Unclear.at(
              text,
              start,
              "expected a value and found '%s': texts need double quotes".formatted(around(start)));
        }
        yield new Numeral(word);
      }
    };
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '$';
  }

  /// White space, `//`, `#` and `/* */`.
  private void skip() throws Unclear {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#' || text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else if (Character.isWhitespace(c) || c == '\u00A0' || c == '\uFEFF') {
        at++;
      } else {
        return;
      }
    }
  }

  private void expect(char c, String what, String name) throws Unclear {
    if (peek() != c) {
      throw Unclear.at(
          text, at, what.formatted(Shown.of(name)) + " and found '%s'".formatted(around(at)));
    }
    at++;
  }

  private char peek() throws Unclear {
    if (at >= text.length() || text.startsWith("```", at)) {
      throw Unclear.truncated("the JSON stops before its end: send all of it, and shorter");
    }
    return text.charAt(at);
  }

  private String around(int position) {
    return Shown.of(text.substring(position, Math.min(text.length(), position + 20)));
  }
}
