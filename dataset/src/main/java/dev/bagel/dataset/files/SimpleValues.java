package dev.bagel.dataset.files;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text, numbers and truth values as a component's type wants them.
final class SimpleValues {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  /// The largest double below which every whole number is exact.
  private static final double EXACT = 1L << 53;

  private SimpleValues() {}

  /// Throws a [BadValue] where the value is of another type.
  static Object read(ValueShape.Simple type, Object found, String path, boolean fromText) {
    Object value = fromText && found instanceof String text ? parsed(type, text) : found;
    return switch (type) {
      case ANY -> value;
      case TEXT -> expect(String.class, value, "text", found, path);
      case BOOLEAN -> expect(Boolean.class, value, "true or false", found, path);
      case DOUBLE -> expect(Number.class, value, "a number", found, path).doubleValue();
      case LONG -> whole(value, found, path);
      case INT -> {
        long whole = whole(value, found, path);
        if (whole != (int) whole) {
          throw BadValue.wrong(path, "a whole number of 32 bits", found);
        }
        yield (int) whole;
      }
    };
  }

  private static <T> T expect(
      Class<T> type, Object value, String expected, Object found, String path) {
    if (!type.isInstance(value)) {
      throw BadValue.wrong(path, expected, found);
    }
    return type.cast(value);
  }

  private static long whole(Object value, Object found, String path) {
    return switch (value) {
      case Long whole -> whole;
      case Double number when number == Math.rint(number) && Math.abs(number) <= EXACT ->
          number.longValue();
      default -> throw BadValue.wrong(path, "a whole number", found);
    };
  }

  private static Object parsed(ValueShape.Simple type, String text) {
    String trimmed = text.strip();
    @Nullable Object value =
        switch (type) {
          case ANY, TEXT -> text;
          case INT, LONG, DOUBLE -> number(trimmed);
          case BOOLEAN -> truth(trimmed);
        };
    return value == null ? text : value;
  }

  private static @Nullable Object number(String text) {
    if (WHOLE.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : null;
  }

  private static @Nullable Object truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }
}
