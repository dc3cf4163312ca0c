package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bagel.BagelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceModelTest {
  private static final Offset<Float> EXACT = within(1e-6f);

  @TempDir Path folder;

  @Test
  void the_mean_is_over_special_tokens_too() {
    // <s> red blue </s>
    assertThat(embed(TinyModel.in(folder), "red blue")).containsExactly(unit(1, 2, 2), EXACT);
  }

  @Test
  void the_first_token_alone_is_pooled_where_the_folder_says_so() {
    assertThat(embed(TinyModel.in(folder).pooling("cls_token"), "red blue"))
        .containsExactly(unit(0, 0, 1), EXACT);
  }

  @Test
  void a_graph_that_pools_itself_gives_the_same_as_the_mean() {
    TinyModel tiny = TinyModel.in(folder);
    float[] mean = embed(tiny, "red blue green");
    assertThat(embed(tiny.weights(List.of("input_ids"), "sentence_embedding"), "red blue green"))
        .containsExactly(mean, EXACT);
  }

  @Test
  void token_vectors_go_before_what_the_graph_pooled() {
    TinyModel tiny =
        TinyModel.in(folder).pooling("cls_token").weights(List.of("input_ids"), "token_embeddings");
    assertThat(embed(tiny, "blue")).containsExactly(unit(0, 0, 1), EXACT);
  }

  @Test
  void layers_behind_the_pooling_are_taken_from_the_graph() {
    TinyModel tiny =
        TinyModel.in(folder)
            .with(
                "modules.json",
                modules("models.Transformer", "models.Pooling", "models.Dense", "models.Normalize"))
            .with("2_Dense/config.json", "{\"in_features\": 3, \"out_features\": 3}");
    assertThatThrownBy(() -> embed(tiny, "red"))
        .hasMessageContaining("last_hidden_state, and no sentence_embedding")
        .hasMessageContaining("Dense");
    tiny.weights(List.of("input_ids"), "sentence_embedding");
    assertThat(tiny.model().pooling()).isEqualTo(Pooling.OWN);
    assertThat(embed(tiny, "red")).containsExactly(unit(1, 0, 0), EXACT);
  }

  @Test
  void a_normalize_module_changes_nothing() {
    TinyModel tiny = TinyModel.in(folder);
    float[] without = embed(tiny, "red blue");
    tiny.with("modules.json", modules("base.Transformer", "modules.Pooling", "modules.Normalize"));
    assertThat(embed(tiny, "red blue")).isEqualTo(without);
  }

  @Test
  void the_default_prompt_goes_before_every_window() {
    TinyModel tiny =
        TinyModel.in(folder)
            .with(
                "config_sentence_transformers.json",
                """
                {"prompts": {"query": "query: ", "passage": "red "},
                 "default_prompt_name": "query"}
                """);
    assertThat(tiny.model().prefix()).isEqualTo("query: ");
    // <s> query : red </s>
    assertThat(embed(tiny, "red")).containsExactly(unit(6, 5, 0), EXACT);
    // Eight tokens hold four words: a second window with <s> query : red </s>
    assertThat(embed(tiny, "red ".repeat(5))).containsExactly(unit(15, 10, 0), EXACT);
  }

  @Test
  void prompts_that_are_not_the_default_are_not_used() {
    TinyModel tiny =
        TinyModel.in(folder)
            .with(
                "config_sentence_transformers.json",
                "{\"prompts\": {\"query\": \"query: \"}, \"default_prompt_name\": null}");
    assertThat(tiny.model().prefix()).isEmpty();
  }

  @Test
  void windows_of_a_long_text_count_by_their_tokens() {
    // Six words and then one, each with <s> and </s>.
    assertThat(embed(TinyModel.in(folder), "red ".repeat(6) + "green"))
        .containsExactly(unit(6, 1, 0), EXACT);
    assertThat(embed(TinyModel.in(folder).pooling("cls_token"), "red ".repeat(600)))
        .containsExactly(unit(0, 0, 1), EXACT);
    assertThat(
            embed(
                TinyModel.in(folder).weights(List.of("input_ids"), "sentence_embedding"),
                "red ".repeat(6) + "green"))
        .containsExactly(unit(6, 1, 0), EXACT);
  }

  @ParameterizedTest
  @CsvSource({
    "{\"max_seq_length\": 4},{},{},4",
    "{\"max_seq_length\": null},{\"model_max_length\": 7},{\"max_position_embeddings\": 9},7",
    "{},{\"model_max_length\": 1e30},{\"max_position_embeddings\": 9},9",
  })
  void the_longest_text_is_as_the_files_say(
      String sentences, String tokenizer, String config, int most) {
    TinyModel tiny =
        TinyModel.in(folder)
            .with("sentence_bert_config.json", sentences)
            .with("tokenizer_config.json", tokenizer)
            .with("config.json", config);
    assertThat(tiny.model().maxTokens()).isEqualTo(most);
  }

  @Test
  void texts_are_put_into_lower_case_where_the_folder_says_so() {
    TinyModel tiny = TinyModel.in(folder);
    assertThat(embed(tiny, "RED")).isNotEqualTo(embed(tiny, "red"));
    tiny.with("sentence_bert_config.json", "{\"max_seq_length\": 8, \"do_lower_case\": true}");
    assertThat(embed(tiny, "RED")).isEqualTo(embed(tiny, "red"));
  }

  @Test
  void an_empty_text_is_its_special_tokens() {
    assertThat(embed(TinyModel.in(folder).pooling("cls_token"), "")).isEqualTo(unit(0, 0, 1));
  }

  @Test
  void a_vector_without_direction_is_an_error_and_no_vector() {
    // <s> and </s> cancel each other.
    assertThatThrownBy(() -> embed(TinyModel.in(folder), ""))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("a vector of length 0.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          modules.json              | no folder of Sentence Transformers
          1_Pooling/config.json     | does not say how token vectors become one vector
          tokenizer.json            | has no tokenizer.json
          onnx/model.onnx           | has no ONNX weights
          sentence_bert_config.json | does not say how long texts may be
          """)
  void a_file_that_is_missing_is_named(String missing, String message) {
    TinyModel tiny = TinyModel.in(folder).without(missing);
    assertUser(tiny, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          modules.json              | []                               | here stands: nothing
          modules.json              | not JSON                         | modules.json is not JSON
          1_Pooling/config.json     | {"word_embedding_dimension": 3, "pooling_mode_max_tokens": true} | asks for max_tokens
          1_Pooling/config.json     | {"word_embedding_dimension": 3, "pooling_mode_cls_token": true, "pooling_mode_mean_tokens": true} | asks for cls_token and mean_tokens
          1_Pooling/config.json     | {"word_embedding_dimension": 3}  | asks for nothing
          1_Pooling/config.json     | {"pooling_mode": "mean"}         | word_embedding_dimension must be
          1_Pooling/config.json     | {"word_embedding_dimension": 4, "pooling_mode": "mean"} | shape [1, 3, 3] where the folder's files promise [1, 3, 4]
          sentence_bert_config.json | {"max_seq_length": 2}            | leave no room for text
          tokenizer.json            | {"model": 1}                     | is no tokenizer
          onnx/model.onnx           | weights                          | cannot be run by ONNX Runtime
          config_sentence_transformers.json | {"default_prompt_name": "q"} | default prompt 'q' is not among
          """)
  void a_file_that_makes_no_sense_is_named(String name, String text, String message) {
    assertUser(TinyModel.in(folder).with(name, text), message);
  }

  @Test
  void weights_that_need_or_give_something_else_are_refused() {
    TinyModel tiny = TinyModel.in(folder);
    assertUser(
        tiny.weights(List.of("input_ids", "position_ids"), "last_hidden_state"),
        "need an input 'position_ids'");
    assertUser(tiny.weights(List.of("input_ids"), "logits"), "give logits, and no");
  }

  @Test
  void a_folder_that_is_not_there_is_named() {
    assertUser(TinyModel.in(folder.resolve("x")).folder().resolve("y"), "there is no folder");
  }

  @Test
  void models_differ_where_weights_tokenizer_or_settings_do() {
    TinyModel tiny = TinyModel.in(folder);
    SentenceModel first = tiny.model();
    assertThat(tiny.model()).isEqualTo(first);
    assertThat(first.id()).contains(first.name(), first.hash(), "onnxruntime 1.");
    assertThat(tiny.pooling("cls_token").model().hash()).isNotEqualTo(first.hash());
    tiny.pooling("mean_tokens").with("onnx/model.onnx_data", "numbers beside the graph");
    assertThat(tiny.model().hash()).isNotEqualTo(first.hash());
  }

  @Test
  void it_travels() throws IOException, ClassNotFoundException {
    SentenceModel model = TinyModel.in(folder).model();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(model);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(model);
    }
  }

  @Test
  void the_bundled_model_has_the_hash_of_its_weights() throws IOException {
    SentenceModel model = SentenceModel.bundled();
    try (DigestInputStream in = new DigestInputStream(resource(model.weights()), Sha256.start())) {
      in.transferTo(OutputStream.nullOutputStream());
      assertThat(model.hash()).isEqualTo(HexFormat.of().formatHex(in.getMessageDigest().digest()));
    }
  }

  @Test
  void the_bundled_model_in_a_folder_gives_the_same_numbers() throws IOException {
    TinyModel.in(folder)
        .with(
            "1_Pooling/config.json",
            "{\"word_embedding_dimension\": 384, \"pooling_mode_mean_tokens\": true}")
        .with("sentence_bert_config.json", "{\"max_seq_length\": 256, \"do_lower_case\": false}");
    SentenceModel bundled = SentenceModel.bundled();
    copy(bundled.weights(), "onnx/model.onnx");
    copy(bundled.tokenizer(), "tokenizer.json");
    try (Embedder one = bundled.open();
        Embedder other = SentenceModel.folder(folder).open()) {
      for (String text :
          List.of("", "a", "Why is the sky blue?", "太阳为什么发光", "word and word ".repeat(200))) {
        assertThat(other.embed(text)).isEqualTo(one.embed(text));
      }
    }
  }

  private void copy(String resource, String name) throws IOException {
    try (InputStream in = resource(resource)) {
      Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(SentenceModel.class.getResourceAsStream(name), name);
  }

  private static void assertUser(TinyModel tiny, String message) {
    assertUser(tiny.folder(), message);
  }

  private static void assertUser(Path folder, String message) {
    assertThatThrownBy(() -> SentenceModel.folder(folder).open().close())
        .isInstanceOfSatisfying(
            BagelException.class, e -> assertThat(e.kind()).isEqualTo(BagelException.Kind.USER))
        .hasMessageContaining(message)
        .hasMessageContaining(folder.getFileName().toString());
  }

  private static String modules(String... types) {
    StringBuilder list = new StringBuilder();
    String[] paths = {"", "1_Pooling", "2_Dense", "3_Normalize"};
    for (int i = 0; i < types.length; i++) {
      list.append(i == 0 ? "" : ",")
          .append(
              "{\"path\": \"%s\", \"type\": \"sentence_transformers.%s\"}"
                  .formatted(paths[i], types[i]));
    }
    return "[" + list + "]";
  }

  private static float[] embed(TinyModel tiny, String text) {
    try (Embedder embedder = tiny.model().open()) {
      return embedder.embed(text);
    }
  }

  private static float[] unit(double... numbers) {
    double squares = 0;
    for (double number : numbers) {
      squares += number * number;
    }
    float[] unit = new float[numbers.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (numbers[i] / Math.sqrt(squares));
    }
    return unit;
  }
}
