package dev.bagel.torch.card;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Text of unknown origin within Markdown: it stays the text that it is, whatever it spells.
public final class Markdown {
  private static final Pattern BACKTICKS = Pattern.compile("`+");

  private Markdown() {}

  /// As part of a line or of a table's cell. Nothing in it becomes a link either.
  public static String text(String text) {
    return line(text)
        .replaceAll(
            "[\\\\`*\\[\\]|~$@]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=//)|(?<=(?i:www))\\.",
            "\\\\$0")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  /// As code within a cell of a table; nothing where it is empty.
  public static String code(String text) {
    String line = line(text);
    if (line.isBlank()) {
      return "";
    }
    String fence = "`".repeat(longestBackticks(line) + 1);
    String room = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return fence + room + line.replace("|", "\\|") + room + fence;
  }

  /// As a block of code of its own.
  ///
  /// @param language as fences name it; may be empty
  public static String block(String language, String text) {
    String fence = "`".repeat(Math.max(3, longestBackticks(text) + 1));
    String end = text.endsWith("\n") ? "" : "\n";
    return fence + language + "\n" + text + end + fence + "\n";
  }

  private static int longestBackticks(String text) {
    return BACKTICKS.matcher(text).results().mapToInt(Markdown::length).max().orElse(0);
  }

  private static int length(MatchResult run) {
    return run.end() - run.start();
  }

  /// What ends a line, or cannot be seen, is a space.
  private static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]", " ");
  }
}
