package dev.bagel.torch.weights;

import dev.bagel.BagelException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What is wrong with a file of weights, in one line, whatever the file holds.
final class Damage {
  private static final int NAME_SHOWN = 100;

  private Damage() {}

  /// A file that says what cannot be.
  static BagelException of(Path file, String what) {
    return of(file, what, null);
  }

  static BagelException of(Path file, String what, @Nullable Throwable cause) {
    String message = file + ": " + visible(what) + "; it is cut or damaged, fetch it again";
    return cause == null ? BagelException.user(message) : BagelException.user(message, cause);
  }

  /// A name out of a file, which may be anything.
  static String quoted(String name) {
    String shown = name.length() > NAME_SHOWN ? name.substring(0, NAME_SHOWN) + "…" : name;
    return "\"" + visible(shown) + "\"";
  }

  private static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    text.codePoints().forEach(point -> append(visible, point));
    return visible.toString();
  }

  private static void append(StringBuilder visible, int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          visible.append("\\u%04x".formatted(point));
      default -> visible.appendCodePoint(point);
    }
  }
}
