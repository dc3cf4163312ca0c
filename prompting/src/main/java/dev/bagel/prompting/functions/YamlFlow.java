package dev.bagel.prompting.functions;

import dev.bagel.prompting.functions.Value.Fields;
import dev.bagel.prompting.functions.Value.Items;
import dev.bagel.prompting.functions.Value.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lists in `[]` and mappings in `{}` within YAML, over as many lines as they need.
final class YamlFlow {
  private final String text;
  private int at;

  YamlFlow(String text, int start) {
    this.text = text;
    this.at = start;
  }

  int position() {
    return at;
  }

  Value value(int depth) throws Unclear {
    if (depth > LenientJson.DEEPEST) {
      throw here("the YAML is nested more than %d deep".formatted(LenientJson.DEEPEST));
    }
    return switch (peek()) {
      case '{' -> fields(depth);
      case '[' -> items(depth);
      case '"', '\'' -> new Text(quoted());
      default -> {
        int start = at;
        yield YamlScalars.plain(text, start, plain());
      }
    };
  }

  private Fields fields(int depth) throws Unclear {
    at++;
    Map<String, Value> values = new LinkedHashMap<>();
    while (skip() != '}') {
      boolean quoted = peek() == '"' || peek() == '\'';
      String key = quoted ? quoted() : plain();
      if (skip() != ':') {
        throw here("expected a colon after the key '%s'".formatted(Shown.of(key)));
      }
      at++;
      if (!quoted && !Character.isWhitespace(peek())) {
        throw here("expected a space after the colon of '%s'".formatted(Shown.of(key)));
      }
      skip();
      if (values.containsKey(key)) {
        throw here("the key '%s' stands twice".formatted(Shown.of(key)));
      }
      values.put(key, value(depth + 1));
      separate('}');
    }
    at++;
    return new Fields(values);
  }

  private Items items(int depth) throws Unclear {
    at++;
    List<Value> values = new ArrayList<>();
    while (skip() != ']') {
      values.add(value(depth + 1));
      separate(']');
    }
    at++;
    return new Items(values);
  }

  private void separate(char close) throws Unclear {
    char next = skip();
    if (next == ',') {
      at++;
    } else if (next != close) {
      throw here("expected ',' or '%s'".formatted(close));
    }
  }

  private String quoted() throws Unclear {
    YamlQuoted quoted = YamlQuoted.read(text, at);
    at = quoted.end();
    return quoted.text();
  }

  /// Up to what separates values; not over the end of a line.
  private String plain() throws Unclear {
    int start = at;
    while (",[]{}\n".indexOf(peek()) < 0 && !isColon()) {
      at++;
    }
    String plain = text.substring(start, at).strip();
    if (plain.isEmpty() || plain.startsWith("`") || plain.equals("-")) {
      throw here("expected a value");
    }
    return plain;
  }

  private boolean isColon() {
    return text.charAt(at) == ':'
        && (at + 1 == text.length() || " \t\n,[]{}".indexOf(text.charAt(at + 1)) >= 0);
  }

  /// The next character that is not white space.
  private char skip() throws Unclear {
    while (Character.isWhitespace(peek())) {
      at++;
    }
    return peek();
  }

  private char peek() throws Unclear {
    if (at >= text.length()) {
      throw Unclear.truncated("the YAML stops before its end: send all of it, and shorter");
    }
    return text.charAt(at);
  }

  private Unclear here(String what) {
    return Unclear.at(
        text,
        at,
        what
            + " at '%s'".formatted(Shown.of(text.substring(at, Math.min(text.length(), at + 20)))));
  }
}
