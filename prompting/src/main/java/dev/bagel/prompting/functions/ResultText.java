package dev.bagel.prompting.functions;

import java.io.Writer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A result as text, which is never made longer than allowed.
final class ResultText {
  private static final JsonMapper MAPPER = new JsonMapper();

  private ResultText() {}

  /// The result is longer.
  static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super("the result is too long", null, false, false);
    }
  }

  static String of(@Nullable Object result, int limit) {
    if (result == null) {
      return "";
    }
    Limited out = new Limited(limit);
    if (result instanceof CharSequence text) {
      out.write(text.toString());
    } else {
      MAPPER.writeValue(out, result);
    }
    return out.text.toString();
  }

  private static final class Limited extends Writer {
    private final int limit;
    private final StringBuilder text = new StringBuilder();

    Limited(int limit) {
      this.limit = limit;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
      check(length);
      text.append(chars, offset, length);
    }

    @Override
    public void write(String string) {
      check(string.length());
      text.append(string);
    }

    private void check(int more) {
      if (more > limit - text.length()) {
        throw new TooLong();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
