package dev.bagel.prompting.context;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Text as a JSON string (RFC 8259, section 7), with every line end escaped.
final class Quoted {
  private static final HexFormat HEX = HexFormat.of();

  private Quoted() {}

  /// Whether text may stand on a line as it is.
  static boolean isPlain(String text) {
    return !text.isEmpty()
        && text.equals(text.strip())
        && text.chars().noneMatch(Quoted::breaks)
        && read(text) == null;
  }

  static String write(String text) {
    StringBuilder written = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> written.append('\\').append(c);
        case '\n' -> written.append("\\n");
        case '\r' -> written.append("\\r");
        default -> {
          if (breaks(c)) {
            written.append("\\u").append(HEX.toHexDigits(c));
          } else {
            written.append(c);
          }
        }
      }
    }
    return written.append('"').toString();
  }

  /// The text, or null where this is no JSON string.
  static @Nullable String read(String written) {
    if (end(written) != written.length()) {
      return null;
    }
    StringBuilder text = new StringBuilder(written.length());
    for (int i = 1; i < written.length() - 1; i++) {
      char c = written.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escape = written.charAt(++i);
      if (escape == 'u') {
        int code = code(written, i + 1);
        if (code < 0) {
          return null;
        }
        text.append((char) code);
        i += 4;
      } else {
        int at = "\"\\/bfnrt".indexOf(escape);
        if (at < 0) {
          return null;
        }
        text.append("\"\\/\b\f\n\r\t".charAt(at));
      }
    }
    return text.toString();
  }

  /// The place after the closing quote of a string that begins here, or -1.
  static int end(String text) {
    if (!text.startsWith("\"")) {
      return -1;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        return i + 1;
      }
      if (c == '\\') {
        i++;
      }
    }
    return -1;
  }

  private static int code(String text, int at) {
    if (at + 4 >= text.length()) {
      return -1;
    }
    for (int i = at; i < at + 4; i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return -1;
      }
    }
    return HexFormat.fromHexDigits(text, at, at + 4);
  }

  private static boolean breaks(int c) {
    return (c != '\t' && Character.isISOControl(c)) || c == '\u2028' || c == '\u2029';
  }
}
