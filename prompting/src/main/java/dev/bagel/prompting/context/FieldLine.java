package dev.bagel.prompting.context;

import org.jspecify.annotations.Nullable;

/// A field on one line: `key: value`.
///
/// What would not read back the same is written as a JSON string: a key or value with a line end or
/// another control character, with white space around it, empty, or in quotes itself; a key that
/// holds `: ` or begins with a quote. Fence words are neutralised in the line as a whole.
final class FieldLine {
  private FieldLine() {}

  static String write(Field field) {
    String key = field.key();
    boolean open = !key.contains(": ") && !key.startsWith("\"") && Quoted.isPlain(key);
    String value = field.value();
    return Fences.neutralise(
        (open ? key : Quoted.write(key))
            + ": "
            + (Quoted.isPlain(value) ? value : Quoted.write(value)));
  }

  /// The field, or null where the line has no colon. `key:value` is read too.
  static @Nullable Field read(String written) {
    String line = Fences.restore(written).strip();
    int quote = Quoted.end(line);
    if (quote > 0 && line.startsWith(":", quote)) {
      String key = Quoted.read(line.substring(0, quote));
      if (key != null) {
        return new Field(key, value(line.substring(quote + 1)));
      }
    }
    int colon = line.indexOf(": ");
    if (colon < 0) {
      colon = line.endsWith(":") ? line.length() - 1 : line.indexOf(':');
    }
    return colon < 0
        ? null
        : new Field(line.substring(0, colon).strip(), value(line.substring(colon + 1)));
  }

  private static String value(String written) {
    String stripped = written.strip();
    String quoted = Quoted.read(stripped);
    return quoted == null ? stripped : quoted;
  }
}
