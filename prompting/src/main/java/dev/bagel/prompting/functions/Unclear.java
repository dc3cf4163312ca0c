package dev.bagel.prompting.functions;

/// What a model wrote cannot be read, or not in one way only. The message is for the model.
final class Unclear extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean truncated;

  private Unclear(String message, boolean truncated) {
    super(message, null, false, false); // it never leaves this package
    this.truncated = truncated;
  }

  static Unclear at(CharSequence text, int position, String message) {
    return new Unclear("line %d: %s".formatted(line(text, position), message), false);
  }

  static Unclear of(String message) {
    return new Unclear(message, false);
  }

  static Unclear truncated(String message) {
    return new Unclear(message, true);
  }

  /// Whether the text stops too early.
  boolean isTruncated() {
    return truncated;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  private static int line(CharSequence text, int position) {
    return 1 + (int) text.chars().limit(position).filter(c -> c == '\n').count();
  }
}
