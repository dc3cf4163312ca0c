package dev.bagel.prompting.context;

import dev.bagel.prompting.context.PromptReading.Read;
import dev.bagel.prompting.context.PromptReading.Unreadable;
import java.util.ArrayList;
import java.util.List;

/// Reads one prompt, line by line. A line ends with a line feed; other line ends belong to texts,
/// but for the carriage return before a fence that has one after it.
final class PromptReader {
  private final String text;
  private int number = 0;
  private int start = 0;
  private int next = 0;
  private String line = "";

  PromptReader(String text) {
    this.text = text;
  }

  PromptReading read() {
    try {
      List<Block> blocks = new ArrayList<>();
      for (String fence = fence(); !fence.equals(Fences.BEGIN_INSTRUCTION); fence = fence()) {
        if (!fence.equals(Fences.BEGIN_INPUT)) {
          throw expected(Fences.BEGIN_INPUT + " or " + Fences.BEGIN_INSTRUCTION);
        }
        blocks.add(block());
      }
      advance();
      String instruction = until(Fences.END_INSTRUCTION);
      while (hasNext()) {
        advance();
        if (!line.isBlank()) {
          throw expected("nothing more");
        }
      }
      return new Read(new ContextPrompt(blocks, instruction));
    } catch (NotAPrompt e) {
      return new Unreadable(number, e.why);
    }
  }

  private Block block() throws NotAPrompt {
    advance();
    List<Field> metadata = new ArrayList<>();
    if (line.equals(Fences.BEGIN_CONTEXT)) {
      for (advance(); !line.equals(Fences.END_CONTEXT); advance()) {
        Field field = line.isBlank() || Fences.isFence(line) ? null : FieldLine.read(line);
        if (field != null) {
          metadata.add(field);
        } else if (!line.isBlank()) {
          throw expected("\"key: value\" or " + Fences.END_CONTEXT);
        }
      }
      advance();
    }
    return new Block(metadata, until(Fences.END_INPUT));
  }

  /// The text from this line to the one before the fence.
  private String until(String fence) throws NotAPrompt {
    int from = start;
    while (!line.equals(fence)) {
      if (Fences.isFence(line)) {
        throw expected(fence);
      }
      advance();
    }
    if (start == from) {
      return "";
    }
    boolean windows = text.startsWith("\r", start + fence.length());
    int end = start - (windows && start - 2 >= from && text.charAt(start - 2) == '\r' ? 2 : 1);
    return Fences.restore(text.substring(from, end));
  }

  private String fence() throws NotAPrompt {
    do {
      advance();
    } while (line.isBlank());
    return line;
  }

  private boolean hasNext() {
    return next <= text.length();
  }

  private void advance() throws NotAPrompt {
    number++;
    if (!hasNext()) {
      line = "";
      throw expected("more lines");
    }
    int end = text.indexOf('\n', next);
    start = next;
    next = (end < 0 ? text.length() : end) + 1;
    String whole = text.substring(start, next - 1);
    line = Fences.isFence(whole) ? whole.stripTrailing() : whole;
  }

  private NotAPrompt expected(String what) {
    String found =
        line.isBlank() ? "the end" : '"' + line.substring(0, Math.min(40, line.length())) + '"';
    return new NotAPrompt("expected " + what + ", found " + found);
  }

  private static final class NotAPrompt extends Exception {
    private static final long serialVersionUID = 1L;
    private final String why;

    NotAPrompt(String why) {
      super(why, null, false, false);
      this.why = why;
    }
  }
}
