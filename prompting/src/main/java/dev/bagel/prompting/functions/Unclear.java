package dev.bagel.prompting.functions;

/// What a model wrote cannot be read, or not in one way only. The message is for the model.
final class Unclear extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient CharSequence text;
  private final int position;
  private final boolean truncated;

  private Unclear(CharSequence text, int position, String message, boolean truncated) {
    super(message, null, false, false); // it never leaves this package
    this.text = text;
    this.position = position;
    this.truncated = truncated;
  }

  static Unclear at(CharSequence text, int position, String message) {
    return new Unclear(text, position, message, false);
  }

  static Unclear of(String message) {
    return new Unclear("", -1, message, false);
  }

  static Unclear truncated(String message) {
    return new Unclear("", -1, message, true);
  }

  /// Whether the text stops too early.
  boolean isTruncated() {
    return truncated;
  }

  /// With the line, which is only counted here: most faults are braces in prose, passed over.
  String message() {
    String message = String.valueOf(getMessage());
    return position < 0 ? message : "line %d: %s".formatted(line(), message);
  }

  private int line() {
    int line = 1;
    for (int i = 0; i < position; i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return line;
  }
}
