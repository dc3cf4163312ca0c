package dev.bagel.dataset.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The beginning of a row or value, for people to recognise it by.
final class Excerpt {
  private static final int LONGEST = 200;

  private Excerpt() {}

  /// Bytes that are not UTF-8 become replacement characters.
  static String of(byte[] bytes, int length) {
    return of(new String(bytes, 0, Math.min(length, 4 * LONGEST), UTF_8));
  }

  static String of(String text) {
    return cut(text, LONGEST);
  }

  static String of(Map<String, ? extends @Nullable Object> row) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, ? extends @Nullable Object> column : row.entrySet()) {
      if (text.length() >= LONGEST) {
        break;
      }
      text.append(text.isEmpty() ? "" : ", ").append(column.getKey()).append(": ");
      text.append(shown(column.getValue()));
    }
    return of(text.toString());
  }

  /// At most `longest` characters and no half of a surrogate pair.
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, splits ? longest - 1 : longest);
  }

  private static String shown(@Nullable Object value) {
    return switch (value) {
      case String text -> of(text);
      case List<?> _ -> "[…]";
      case Map<?, ?> _ -> "{…}";
      case null, default -> String.valueOf(value);
    };
  }
}
