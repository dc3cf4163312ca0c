package dev.bagel.cli;

import dev.bagel.prompting.context.Block;
import dev.bagel.prompting.context.Field;
import java.util.LinkedHashMap;
import java.util.Map;

/// A block and where it comes from.
///
/// @param from the file, and its line where a file has several blocks
record SourceBlock(String from, Block block) {
  /// For `--json`. No key comes twice: a file gives one field, a line's object each key once.
  Map<String, Object> facts() {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Field field : block.metadata()) {
      metadata.put(field.key(), field.value());
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("from", from);
    facts.put("metadata", metadata);
    return facts;
  }
}
