package dev.bagel.torch.generate;

import dev.bagel.dataset.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A tokenizer as Llama's: letters, with the space before a word as `▁`, and bytes for all else.
final class TinyTokenizer {
  /// `<unk>`, `<s>`, `</s>`, 256 bytes, `▁` and letters.
  static final int SIZE = 3 + 256 + 1 + 26;

  static final int BYTES = 3;
  private static final int SPACE = BYTES + 256;

  private TinyTokenizer() {}

  static Tokenizer open(Path folder) throws IOException {
    write(folder);
    return Tokenizer.of(folder);
  }

  static void write(Path folder) throws IOException {
    ObjectNode json = JsonMapper.shared().createObjectNode().put("version", "1.0");
    specials(json.putArray("added_tokens"));
    ArrayNode normalizers =
        json.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
    normalizers.addObject().put("type", "Prepend").put("prepend", "▁");
    replace(normalizers, " ", "▁");
    ArrayNode decoders = json.putObject("decoder").put("type", "Sequence").putArray("decoders");
    replace(decoders, "▁", " ");
    decoders.addObject().put("type", "ByteFallback");
    decoders.addObject().put("type", "Fuse");
    decoders.addObject().put("type", "Strip").put("content", " ").put("start", 1).put("stop", 0);
    ObjectNode model = json.putObject("model").put("type", "BPE").put("unk_token", "<unk>");
    model.put("byte_fallback", true).put("fuse_unk", true).putArray("merges");
    vocabulary(model.putObject("vocab"));
    Files.writeString(folder.resolve("tokenizer.json"), json.toString());
    configure(folder, true);
  }

  /// @param bos whether it puts BOS in front
  static void configure(Path folder, boolean bos) throws IOException {
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        """
        {"add_bos_token": %s, "bos_token": "<s>", "eos_token": "</s>"}
        """
            .formatted(bos));
  }

  private static void specials(ArrayNode added) {
    for (String name : List.of("<unk>", "<s>", "</s>")) {
      ObjectNode token = added.addObject().put("id", added.size() - 1).put("content", name);
      token.put("special", true).put("single_word", false).put("lstrip", false);
      token.put("rstrip", false).put("normalized", false);
    }
  }

  private static void replace(ArrayNode steps, String from, String to) {
    ObjectNode step = steps.addObject().put("type", "Replace").put("content", to);
    step.putObject("pattern").put("String", from);
  }

  private static void vocabulary(ObjectNode vocabulary) {
    vocabulary.put("<unk>", 0).put("<s>", 1).put("</s>", 2);
    for (int i = 0; i < 256; i++) {
      vocabulary.put("<0x%02X>".formatted(i), BYTES + i);
    }
    vocabulary.put("▁", SPACE);
    for (char letter = 'a'; letter <= 'z'; letter++) {
      vocabulary.put(String.valueOf(letter), SPACE + 1 + letter - 'a');
    }
  }
}
