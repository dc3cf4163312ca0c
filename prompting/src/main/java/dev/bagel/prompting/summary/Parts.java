package dev.bagel.prompting.summary;

import dev.bagel.prompting.context.Block;
import dev.bagel.prompting.context.Budget;
import dev.bagel.prompting.context.ContextPrompt;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Parts blocks into prompts for summaries that a budget holds.
final class Parts {
  private static final Pattern WORD = Pattern.compile("\\S++");

  private final Budget budget;
  private final int words;

  Parts(Budget budget, int words) {
    this.budget = budget;
    this.words = words;
  }

  /// The prompt for all of it.
  ContextPrompt whole(List<Block> blocks) {
    return Summaries.prompt(blocks, words);
  }

  boolean fits(ContextPrompt prompt) {
    return budget.holds(prompt.text());
  }

  /// One prompt a part: neighbours together as long as they fit, blocks cut that do not. None where
  /// the budget is too small for any text. A part is asked for no more words than a third of its
  /// own, so that a round shortens even where the summary may be long.
  List<ContextPrompt> of(List<Block> blocks) {
    int empty = size(whole(List.of()));
    List<ContextPrompt> parts = new ArrayList<>();
    List<Block> open = new ArrayList<>();
    long used = empty;
    for (Block block : blocks) {
      List<String> pieces =
          TextCutter.cut(block.text(), text -> fits(whole(List.of(block.withText(text)))));
      if (pieces.isEmpty()) {
        return List.of();
      }
      for (String text : pieces) {
        Block piece = block.withText(text);
        int more = size(whole(List.of(piece))) - empty;
        if (!open.isEmpty() && used + more > budget.limit()) {
          close(open, parts);
          open.clear();
          used = empty;
        }
        open.add(piece);
        used += more;
      }
    }
    close(open, parts);
    return parts;
  }

  /// Makes a part, or two where a whole has more tokens than its pieces.
  private void close(List<Block> open, List<ContextPrompt> parts) {
    if (open.size() < 2 || fits(whole(open))) {
      parts.add(part(open));
    } else {
      close(open.subList(0, open.size() / 2), parts);
      close(open.subList(open.size() / 2, open.size()), parts);
    }
  }

  private int size(ContextPrompt prompt) {
    return budget.size().applyAsInt(prompt.text());
  }

  /// How much there is to read in blocks, in the unit of the budget.
  long size(List<Block> blocks) {
    return blocks.stream().mapToLong(block -> budget.size().applyAsInt(block.text())).sum();
  }

  private ContextPrompt part(List<Block> blocks) {
    long own =
        blocks.stream().mapToLong(block -> WORD.matcher(block.text()).results().count()).sum();
    return Summaries.prompt(blocks, (int) Math.max(1, Math.min(words, own / 3)));
  }
}
