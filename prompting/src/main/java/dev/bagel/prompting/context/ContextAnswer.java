package dev.bagel.prompting.context;

import dev.bagel.prompting.model.Thinking;
import java.util.List;

/// A model's answer to a question about blocks: what it says, and on which of them it says so.
///
/// Whether the block that is cited says what the answer says is not looked at.
///
/// @param text the answer without its citations
/// @param citations each once, in the answer's order
public record ContextAnswer(String text, List<Citation> citations, Support support) {
  public ContextAnswer {
    citations = List.copyOf(citations);
  }

  /// What an answer says, without its [Thinking], held against the blocks of its prompt. Any text
  /// is an answer; the time is linear in its length. docs/reference/context-format.md has what is
  /// read as a citation.
  public static ContextAnswer read(String answer, List<Block> blocks) {
    return new AnswerReader(new GivenMetadata(blocks)).read(Thinking.passed(answer));
  }

  /// Whether a given block is cited and the model does not decline. What is not supported may be
  /// right, but nothing here shows it.
  public boolean supported() {
    return switch (support) {
      case CITED, PARTLY_CITED -> true;
      case MISCITED, UNCITED, DECLINED, EMPTY -> false;
    };
  }

  /// The blocks that are cited with their metadata, each once.
  public List<Block> sources() {
    return citations.stream()
        .<Block>mapMulti(
            (citation, blocks) -> {
              switch (citation) {
                case Citation.Given given -> given.blocks().forEach(blocks);
                case Citation.Altered _, Citation.Invented _ -> {}
              }
            })
        .distinct()
        .toList();
  }
}
