package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.prompting.context.Block;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// One line of a file of blocks: `{"metadata": {"key": "value"}, "text": "…"}`, metadata or not.
/// Numbers and truth values become the text that they are written as.
final class BlockLine {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private BlockLine() {}

  /// A block for each line that is not blank.
  ///
  /// @throws BagelException USER that names the line, counted from 1
  static List<SourceBlock> all(Path file, String text) {
    List<SourceBlock> blocks = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        String where = "%s, line %d".formatted(file, number);
        blocks.add(new SourceBlock(where, block(where, line)));
      }
    }
    return blocks;
  }

  private static Block block(String where, String line) {
    JsonNode fields;
    try {
      fields = JSON.readTree(line);
    } catch (JacksonException e) {
      throw BagelException.user(where + " is not JSON: " + JsonTrouble.reason(e), e);
    }
    if (!fields.isObject() || !fields.path("text").isString()) {
      throw BagelException.user(
          where + " is no block: write {\"metadata\": {\"key\": \"value\"}, \"text\": \"…\"}");
    }
    for (String name : fields.propertyNames()) {
      if (!name.equals("text") && !name.equals("metadata")) {
        throw BagelException.user(
            "%s: '%s' is not known here; what a text is cited by goes into metadata"
                .formatted(where, VisibleText.line(name)));
      }
    }
    Block block = Block.of(fields.path("text").stringValue());
    JsonNode metadata = fields.path("metadata");
    if (!(metadata.isObject() || metadata.isMissingNode() || metadata.isNull())) {
      throw BagelException.user(where + ": metadata is no object of keys and values");
    }
    for (Map.Entry<String, JsonNode> field : metadata.properties()) {
      block = block.with(field.getKey(), value(where, field.getKey(), field.getValue()));
    }
    return block;
  }

  private static String value(String where, String key, JsonNode value) {
    if (!value.isString() && !value.isNumber() && !value.isBoolean()) {
      throw BagelException.user(
          "%s: '%s' of metadata is neither text nor a number"
              .formatted(where, VisibleText.line(key)));
    }
    return value.asString();
  }
}
