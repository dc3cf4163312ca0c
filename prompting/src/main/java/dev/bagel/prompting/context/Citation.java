package dev.bagel.prompting.context;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an answer names as a source, held against the blocks that the model was given.
public sealed interface Citation {
  /// The metadata as the answer has it, in its order. A key is empty where the answer names a bare
  /// value, such as an address.
  List<Field> quoted();

  /// All that is quoted stands in the metadata of a block.
  ///
  /// @param blocks that block; several where what is quoted does not tell them apart
  record Given(List<Field> quoted, List<Block> blocks) implements Citation {
    public Given {
      quoted = List.copyOf(quoted);
      blocks = List.copyOf(blocks);
    }
  }

  /// Some of what is quoted stands in the metadata of a block, some does not.
  ///
  /// @param block the one that most of it fits, the first of equals
  record Altered(List<Field> quoted, Block block, List<Difference> differences)
      implements Citation {
    public Altered {
      quoted = List.copyOf(quoted);
      differences = List.copyOf(differences);
    }
  }

  /// None of what is quoted stands in the metadata of any block.
  record Invented(List<Field> quoted) implements Citation {
    public Invented {
      quoted = List.copyOf(quoted);
    }
  }

  /// @param given what the block has under that key, null where it has none
  record Difference(Field quoted, @Nullable String given) {}
}
