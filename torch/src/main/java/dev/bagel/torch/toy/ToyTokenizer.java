package dev.bagel.torch.toy;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A tokenizer of 256 bytes, BOS and EOS, as `tokenizer.json` and `tokenizer_config.json` have it:
/// byte-level BPE without a merge. It knows every text, at a token a byte.
final class ToyTokenizer {
  static final String BOS = "<s>";
  static final String EOS = "</s>";
  static final int BYTES = 256;
  static final int BOS_ID = BYTES;
  static final int EOS_ID = BYTES + 1;
  static final int SIZE = BYTES + 2;

  private ToyTokenizer() {}

  static ObjectNode json() {
    ObjectNode json = JsonMapper.shared().createObjectNode().put("version", "1.0");
    json.putNull("truncation").putNull("padding");
    ArrayNode added = json.putArray("added_tokens");
    added.add(special(BOS_ID, BOS)).add(special(EOS_ID, EOS));
    json.putNull("normalizer");
    byteLevel(json.putObject("pre_tokenizer"));
    ObjectNode processor = json.putObject("post_processor").put("type", "TemplateProcessing");
    ArrayNode single = processor.putArray("single");
    bos(single);
    sequence(single, "A", 0);
    ArrayNode pair = processor.putArray("pair");
    bos(pair);
    sequence(pair, "A", 0);
    sequence(pair, "B", 1);
    ObjectNode bos = processor.putObject("special_tokens").putObject(BOS).put("id", BOS);
    bos.putArray("ids").add(BOS_ID);
    bos.putArray("tokens").add(BOS);
    byteLevel(json.putObject("decoder"));
    ObjectNode model = json.putObject("model").put("type", "BPE");
    model.putNull("dropout").putNull("unk_token");
    model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    model.put("fuse_unk", false).put("byte_fallback", false);
    ObjectNode vocabulary = model.putObject("vocab");
    for (int value = 0; value < BYTES; value++) {
      vocabulary.put(letter(value), value);
    }
    model.putArray("merges");
    return json;
  }

  static ObjectNode config(int positions) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("tokenizer_class", "PreTrainedTokenizerFast")
        .put("bos_token", BOS)
        .put("eos_token", EOS)
        .put("model_max_length", positions)
        .put("clean_up_tokenization_spaces", false);
  }

  private static ObjectNode special(int id, String name) {
    ObjectNode token = JsonMapper.shared().createObjectNode().put("id", id).put("content", name);
    List.of("single_word", "lstrip", "rstrip", "normalized")
        .forEach(field -> token.put(field, false));
    return token.put("special", true);
  }

  private static void byteLevel(ObjectNode step) {
    step.put("type", "ByteLevel").put("add_prefix_space", false);
    step.put("trim_offsets", true).put("use_regex", false);
  }

  private static void bos(ArrayNode parts) {
    parts.addObject().putObject("SpecialToken").put("id", BOS).put("type_id", 0);
  }

  private static void sequence(ArrayNode parts, String id, int type) {
    parts.addObject().putObject("Sequence").put("id", id).put("type_id", type);
  }

  /// How byte-level vocabularies write a byte: those that show as a Latin-1 character as it, the
  /// others, in their order, by the characters from 256 on.
  private static String letter(int value) {
    int unseen = 0;
    for (int before = 0; before < value; before++) {
      unseen += shows(before) ? 0 : 1;
    }
    return Character.toString(shows(value) ? value : BYTES + unseen);
  }

  private static boolean shows(int value) {
    return (value >= '!' && value <= '~')
        || (value >= '¡' && value <= '¬')
        || (value >= '®' && value <= 'ÿ');
  }
}
