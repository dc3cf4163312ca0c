package dev.bagel.cli;

import dev.bagel.prompting.context.Block;
import dev.bagel.prompting.context.Selection;
import java.util.List;

/// The blocks that were given to a question, and those that its prompt has.
record AskedBlocks(List<SourceBlock> blocks, Selection selection) {
  AskedBlocks {
    blocks = List.copyOf(blocks);
  }

  /// Where blocks come from; of equal ones, all.
  List<SourceBlock> sources(List<Block> cited) {
    return blocks.stream().filter(block -> cited.contains(block.block())).toList();
  }

  SourceBlock source(Block cited) {
    return sources(List.of(cited)).getFirst();
  }
}
