package dev.bagel.prompting.context;

import java.util.List;

/// A prompt that asks about given blocks, in the context-obedient format of the airoboros and bagel
/// model cards.
///
/// Each block stands between `BEGININPUT` and `ENDINPUT`, its metadata between `BEGINCONTEXT` and
/// `ENDCONTEXT` before its text; the instruction comes last. Text that spells a fence is written
/// with a backslash in it (see docs/reference/context-format.md), so [#read] gives back exactly
/// what was put in, whatever the blocks hold.
///
/// @param instruction the question, or several, on as many lines as they need
public record ContextPrompt(List<Block> blocks, String instruction) {
  public ContextPrompt {
    blocks = List.copyOf(blocks);
  }

  /// The prompt's text, without a line end after it.
  public String text() {
    StringBuilder text = new StringBuilder();
    blocks.forEach(block -> text.append(text(block)));
    return text.append(Fences.BEGIN_INSTRUCTION)
        .append('\n')
        .append(Fences.neutralise(instruction))
        .append('\n')
        .append(Fences.END_INSTRUCTION)
        .toString();
  }

  /// The lines of one block, each with its line end.
  static String text(Block block) {
    StringBuilder text = new StringBuilder(Fences.BEGIN_INPUT).append('\n');
    if (!block.metadata().isEmpty()) {
      text.append(Fences.BEGIN_CONTEXT).append('\n');
      block.metadata().forEach(field -> text.append(FieldLine.write(field)).append('\n'));
      text.append(Fences.END_CONTEXT).append('\n');
    }
    return text.append(Fences.neutralise(block.text()))
        .append('\n')
        .append(Fences.END_INPUT)
        .append('\n')
        .toString();
  }

  /// A prompt in this format, also one that was written by hand: white space after a fence and
  /// blank lines between blocks do not matter.
  public static PromptReading read(String text) {
    return new PromptReader(text).read();
  }
}
