package dev.bagel.dataset.files;

import dev.bagel.dataset.sample.DropReason;
import org.jspecify.annotations.Nullable;

/// A value that does not fit the component that reads it: ends the reading of its row.
final class BadValue extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 40;

  private final DropReason reason;
  private final String text;

  private BadValue(DropReason reason, String text) {
    super(text, null, false, false);
    this.reason = reason;
    this.text = text;
  }

  static BadValue missing(String path) {
    return new BadValue(DropReason.MISSING_VALUE, path + ": no value");
  }

  static BadValue wrong(String path, String expected, @Nullable Object found) {
    return new BadValue(
        DropReason.WRONG_TYPE,
        "%s: expected %s, found %s".formatted(path, expected, described(found)));
  }

  DropReason reason() {
    return reason;
  }

  String text() {
    return text;
  }

  private static String described(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text when text.length() > SHOWN -> "text \"" + Excerpt.cut(text, SHOWN) + "…\"";
      case String text -> "text \"" + text + "\"";
      case Number number -> "the number " + number;
      case Boolean truth -> truth.toString();
      case Iterable<?> _ -> "a list";
      default -> "an object";
    };
  }
}
