package dev.bagel.torch.data;

import dev.bagel.dataset.tokenizer.Tokenizer;
import dev.bagel.dataset.tokenizer.TrainingTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A model's folder whose tokenizer has one token a letter (of ASCII), `<s>` 128 and `</s>` 129,
/// and whose chat template writes `<s>u:…a:…</s>`.
final class Letters {
  static final int BOS = 128;
  static final int EOS = 129;
  static final int VOCABULARY = 130;

  private Letters() {}

  static Path in(Path folder) throws IOException {
    ObjectNode tokenizer = JsonMapper.shared().createObjectNode().put("version", "1.0");
    ArrayNode added = tokenizer.putArray("added_tokens");
    for (String name : List.of("<s>", "</s>")) {
      ObjectNode token = added.addObject().put("content", name).put("id", 127 + added.size());
      for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
        token.put(flag, false);
      }
      token.put("special", true);
    }
    tokenizer.putObject("decoder").put("type", "Fuse");
    ObjectNode model = tokenizer.putObject("model").put("type", "BPE").put("unk_token", "?");
    ObjectNode letters = model.putObject("vocab");
    for (int c = 0; c < 128; c++) {
      letters.put(Character.toString(c), c);
    }
    model.putArray("merges");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer.toString());
    template(
        folder,
        "{{ bos_token }}{% for m in messages %}{{ m.role[0] }}:{{ m.content }}"
            + "{{ eos_token if m.role == 'assistant' }}{% endfor %}"
            + "{{ 'a:' if add_generation_prompt }}");
    return folder;
  }

  static void template(Path folder, String template) throws IOException {
    ObjectNode config =
        JsonMapper.shared()
            .createObjectNode()
            .put("bos_token", "<s>")
            .put("eos_token", "</s>")
            .put("add_bos_token", true)
            .put("chat_template", template);
    Files.writeString(folder.resolve("tokenizer_config.json"), config.toString());
  }

  /// The texts of tokens, with what is learnt in brackets: `<s>ab[c</s>]`.
  static String show(Tokenizer tokenizer, TrainingTokens tokens) {
    int[] ids = tokens.ids();
    int[] labels = tokens.labels();
    StringBuilder shown = new StringBuilder();
    boolean learnt = false;
    for (int i = 0; i < ids.length; i++) {
      if ((labels[i] >= 0) != learnt) {
        shown.append(learnt ? ']' : '[');
        learnt = !learnt;
      }
      shown.append(tokenizer.decode(ids[i]));
    }
    return shown.append(learnt ? "]" : "").toString();
  }
}
