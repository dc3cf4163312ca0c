package dev.bagel.dataset.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A tokenizer with one token for each letter of ASCII, so that a mask can be read like the text,
/// and special tokens of a test's choice.
public final class Letters {
  private static final int FIRST_SPECIAL = 128;

  private Letters() {}

  /// @param bos null for a tokenizer without one, which adds none
  /// @param adds whether the tokenizer puts BOS in front by itself
  /// @param others special tokens beside BOS and EOS
  public static Tokenizer open(
      Path folder, @Nullable String bos, @Nullable String eos, boolean adds, String... others)
      throws IOException {
    List<String> specials = new ArrayList<>(List.of(others));
    ObjectNode config = JsonMapper.shared().createObjectNode().put("add_bos_token", adds);
    if (bos != null) {
      config.put("bos_token", bos);
      specials.add(bos);
    }
    if (eos != null) {
      config.put("eos_token", eos);
      specials.add(eos);
    }
    Files.writeString(folder.resolve("tokenizer.json"), json(specials).toString());
    Files.writeString(folder.resolve("tokenizer_config.json"), config.toString());
    return Tokenizer.of(folder);
  }

  private static ObjectNode json(List<String> specials) {
    ObjectNode json = JsonMapper.shared().createObjectNode().put("version", "1.0");
    ArrayNode added = json.putArray("added_tokens");
    for (int i = 0; i < specials.size(); i++) {
      added
          .addObject()
          .put("id", specials.get(i).length() == 1 ? specials.get(i).charAt(0) : FIRST_SPECIAL + i)
          .put("content", specials.get(i))
          .put("special", true)
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false);
    }
    json.putObject("decoder").put("type", "Fuse");
    ObjectNode model = json.putObject("model").put("type", "BPE").put("unk_token", "\0");
    ObjectNode vocabulary = model.putObject("vocab");
    for (int c = 0; c < FIRST_SPECIAL; c++) {
      vocabulary.put(Character.toString(c), c);
    }
    model.putArray("merges");
    return json;
  }

  /// The tokens with what is learnt in `⟦⟧`, and special tokens in `‹›`.
  public static String read(Tokenizer tokenizer, TrainingTokens tokens) {
    StringBuilder read = new StringBuilder();
    int[] ids = tokens.ids();
    int[] labels = tokens.labels();
    boolean learnt = false;
    for (int i = 0; i < ids.length; i++) {
      if (learnt != (labels[i] == ids[i])) {
        read.append(learnt ? '⟧' : '⟦');
        learnt = !learnt;
      }
      String text = tokenizer.decode(ids[i]);
      read.append(tokenizer.specials().containsValue(ids[i]) ? "‹" + text + "›" : text);
    }
    return read.append(learnt ? "⟧" : "").toString();
  }
}
