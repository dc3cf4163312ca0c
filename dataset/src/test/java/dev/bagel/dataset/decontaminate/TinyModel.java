package dev.bagel.dataset.decontaminate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A folder of Sentence Transformers whose model looks up three numbers a token. Texts stand
/// between `<s>` and `</s>`; words are `red`, `green`, `blue`, `query` and `:`.
final class TinyModel {
  /// By token id.
  static final float[][] TABLE = {
    {0, 0, 1}, {0, 0, -1}, {1, 1, 1}, {1, 0, 0}, {0, 1, 0}, {0, 2, 2}, {5, 0, 0}, {0, 5, 0}
  };

  static final String MODULES =
      """
      [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
       {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}]
      """;

  private static final String TOKENIZER =
      """
      {"version": "1.0",
       "truncation": {"direction": "Right", "max_length": 4, "strategy": "LongestFirst",
         "stride": 0},
       "added_tokens": [
         {"id": 0, "content": "<s>", "single_word": false, "lstrip": false, "rstrip": false,
          "normalized": false, "special": true},
         {"id": 1, "content": "</s>", "single_word": false, "lstrip": false, "rstrip": false,
          "normalized": false, "special": true}],
       "pre_tokenizer": {"type": "Whitespace"},
       "post_processor": {"type": "TemplateProcessing",
         "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}},
           {"Sequence": {"id": "A", "type_id": 0}},
           {"SpecialToken": {"id": "</s>", "type_id": 0}}],
         "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
         "special_tokens": {"<s>": {"id": "<s>", "ids": [0], "tokens": ["<s>"]},
           "</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
       "model": {"type": "WordLevel", "unk_token": "<unk>",
         "vocab": {"<s>": 0, "</s>": 1, "<unk>": 2, "red": 3, "green": 4, "blue": 5, "query": 6,
           ":": 7}}}
      """;

  private final Path folder;

  private TinyModel(Path folder) {
    this.folder = folder;
  }

  /// Pools by mean and reads eight tokens at once; weights without `token_type_ids`.
  static TinyModel in(Path folder) {
    return new TinyModel(folder)
        .with("modules.json", MODULES)
        .pooling("mean_tokens")
        .with("sentence_bert_config.json", "{\"max_seq_length\": 8, \"do_lower_case\": false}")
        .with("tokenizer.json", TOKENIZER)
        .weights(List.of("input_ids", "attention_mask"), "last_hidden_state");
  }

  Path folder() {
    return folder;
  }

  TinyModel pooling(String mode) {
    return with(
        "1_Pooling/config.json",
        """
        {"word_embedding_dimension": 3, "pooling_mode_cls_token": false,
         "pooling_mode_mean_tokens": false, "pooling_mode_max_tokens": false,
         "pooling_mode_%s": true}
        """
            .replace("\"pooling_mode_%s\": false,".formatted(mode), "")
            .formatted(mode));
  }

  TinyModel weights(List<String> inputs, String output) {
    return with("onnx/model.onnx", TinyOnnx.lookUp(TABLE, inputs, output));
  }

  TinyModel with(String name, String text) {
    return with(name, text.getBytes(UTF_8));
  }

  TinyModel with(String name, byte[] bytes) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TinyModel without(String name) {
    try {
      Files.delete(folder.resolve(name));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SentenceModel model() {
    return SentenceModel.folder(folder);
  }
}
