package dev.bagel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A model's folder whose tokenizer has one token a letter (of ASCII), and `<s>` and `</s>`.
final class LetterTokenizer {
  private LetterTokenizer() {}

  static Path in(Path folder) throws IOException {
    ObjectNode tokenizer = JsonMapper.shared().createObjectNode().put("version", "1.0");
    ArrayNode added = tokenizer.putArray("added_tokens");
    for (String name : List.of("<s>", "</s>")) {
      ObjectNode token = added.addObject().put("content", name).put("id", 128 + added.size() - 1);
      for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
        token.put(flag, false);
      }
      token.put("special", true);
    }
    tokenizer.putObject("decoder").put("type", "Fuse");
    ObjectNode letters =
        tokenizer.putObject("model").put("type", "BPE").put("unk_token", "?").putObject("vocab");
    for (int c = 0; c < 128; c++) {
      letters.put(Character.toString(c), c);
    }
    ((ObjectNode) tokenizer.get("model")).putArray("merges");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer.toString());
    return folder;
  }
}
