package dev.bagel.prompting.model;

/// What reasoning models write before they answer: a block `<think>…</think>` at the beginning. It
/// has drafts and doubts that they do not mean, and names sources that they then leave out.
public final class Thinking {
  private static final String BEGIN = "<think>";
  private static final String END = "</think>";

  private Thinking() {}

  /// An answer without the block; as it is, where there is none or the block has no end.
  public static String passed(String answer) {
    String text = answer.stripLeading();
    int end = text.startsWith(BEGIN) ? text.indexOf(END) : -1;
    return end < 0 ? answer : text.substring(end + END.length()).stripLeading();
  }
}
