package dev.bagel.prompting.context;

import dev.bagel.BagelException;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// How much a prompt may hold.
///
/// @param size of a text: its tokens, as the model's tokenizer counts them, or its characters; a
///   LangChain4j `TokenCountEstimator` fits as `estimator::estimateTokenCountInText`. Called from
///   several threads where summaries are made.
/// @param limit for a whole prompt, in the same unit; leave room for the answer and the chat
///   template
public record Budget(ToIntFunction<String> size, int limit) {
  public Budget {
    if (limit < 1) {
      throw BagelException.user(
          "a budget of " + limit + " holds nothing: give a limit of 1 or more");
    }
  }

  /// So many characters (UTF-16 units).
  public static Budget characters(int limit) {
    return new Budget(String::length, limit);
  }

  public boolean holds(String text) {
    return size.applyAsInt(text) <= limit;
  }

  /// As many of the blocks as there is room for beside the instruction, by their order: the first
  /// is tried first. One without room is left out, and the next is tried.
  public Selection select(List<Block> blocks, String instruction) {
    return select(blocks, IntStream.range(0, blocks.size()).boxed().toList(), instruction);
  }

  /// As many of the blocks as there is room for, the most relevant first, of equals the first. The
  /// selection keeps the order in which they are given.
  public Selection selectByRelevance(List<RankedBlock> ranked, String instruction) {
    List<Integer> order =
        IntStream.range(0, ranked.size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> ranked.get(i).relevance()).reversed())
            .toList();
    return select(ranked.stream().map(RankedBlock::block).toList(), order, instruction);
  }

  private Selection select(List<Block> blocks, List<Integer> order, String instruction) {
    int room = limit - size.applyAsInt(new ContextPrompt(List.of(), instruction).text());
    SortedMap<Integer, Block> chosen = new TreeMap<>();
    SortedMap<Integer, LeftOut> leftOut = new TreeMap<>();
    int left = room;
    for (Integer i : order) {
      int blockSize = sizeOf(blocks.get(i));
      if (blockSize <= left) {
        chosen.put(i, blocks.get(i));
        left -= blockSize;
      } else {
        leftOut.put(i, new LeftOut(i, blocks.get(i), blockSize, reason(blockSize, room)));
      }
    }
    // a whole may have more tokens than its parts
    for (Integer i : order.reversed()) {
      if (chosen.isEmpty() || holds(prompt(chosen, instruction).text())) {
        break;
      }
      Block block = chosen.remove(i);
      if (block != null) {
        leftOut.put(i, new LeftOut(i, block, sizeOf(block), LeftOut.Reason.NO_ROOM));
      }
    }
    return new Selection(prompt(chosen, instruction), List.copyOf(leftOut.values()));
  }

  private static ContextPrompt prompt(SortedMap<Integer, Block> chosen, String instruction) {
    return new ContextPrompt(List.copyOf(chosen.values()), instruction);
  }

  private int sizeOf(Block block) {
    return size.applyAsInt(ContextPrompt.text(block));
  }

  private static LeftOut.Reason reason(int blockSize, int room) {
    return blockSize > room ? LeftOut.Reason.TOO_LARGE : LeftOut.Reason.NO_ROOM;
  }
}
