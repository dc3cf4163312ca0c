package dev.bagel.prompting.model;

/// What reasoning models write before they answer: a block `<think>…</think>` at the beginning. It
/// has drafts and doubts that they do not mean, and names sources that they then leave out.
public final class Thinking {
  private static final String BEGIN = "<think>";
  private static final String END = "</think>";

  private Thinking() {}

  /// An answer without the block. Its first mark may be missing, as some servers keep it to
  /// themselves; then the last one must stand on a line of its own. Where the block has no end,
  /// nothing is answered.
  public static String passed(String answer) {
    String text = answer.stripLeading();
    boolean begun = text.startsWith(BEGIN);
    int end = begun ? text.indexOf(END) : text.indexOf("\n" + END + "\n");
    if (end < 0) {
      return begun ? "" : answer;
    }
    return text.substring(text.indexOf(END, end) + END.length()).stripLeading();
  }
}
