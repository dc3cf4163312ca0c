package dev.bagel.prompting.functions;

/// Foreign text as a message quotes it: on one line, not too long.
final class Shown {
  private static final int LONGEST = 60;

  private Shown() {}

  static String of(String text) {
    int end = Math.min(text.length(), LONGEST);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    String start = text.substring(0, end).replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
    return end < text.length() ? start + "…" : start;
  }
}
