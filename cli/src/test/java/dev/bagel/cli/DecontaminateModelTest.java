package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `decontaminate` with another sentence model, or another threshold.
class DecontaminateModelTest {
  private static final String MOON = "Why does the moon look larger when it is near the horizon?";

  @TempDir private Path temp;

  @BeforeEach
  void write_the_benchmark() throws IOException {
    Files.writeString(temp.resolve("exam.jsonl"), "{\"text\": \"%s\"}\n".formatted(MOON));
  }

  @Test
  void another_cosine_finds_more_or_less() throws IOException {
    String text = MOON.replace("look", "seem");
    train(text);
    JsonNode strict = decontaminate("--json", "--cosine", "0.9").json();
    assertThat(strict.get("flagged").asInt()).isEqualTo(1);
    assertThat(strict.get("rule").asString()).isEqualTo("strict");
    assertThat(strict.get("cosine").asDouble()).isEqualTo(0.9);
    assertThat(strict.get("model").asString()).contains("all-MiniLM-L6-v2");
    assertThat(flagged().get("rule").asString()).isEqualTo("strict");
    assertThat(decontaminate("--json", "--cosine", "1").json().get("flagged").asInt()).isZero();
    for (String none : List.of("0", "1.5", "NaN")) {
      assertThat(decontaminate("--cosine", none).failure(2)).contains("--cosine takes a number");
    }
    assertThat(decontaminate("--cosine", "high").failure(2))
        .contains("--cosine takes a number, not 'high'");
  }

  @Test
  void a_model_folder_is_used_or_says_what_it_lacks() throws IOException {
    train(MOON);
    Path model = modelFolder();
    Run run = decontaminate("--model", model, "--json");
    assertThat(run.json().get("flagged").asInt()).isEqualTo(1);
    assertThat(run.json().get("model").asString()).isEqualTo("model");
    assertThat(run.json().get("model-sha256").asString()).hasSize(64);
    assertThat(run.err()).contains("note: the cosine 0.975 was chosen for");
    assertThat(decontaminate("--model", model, "--cosine", "0.9").err()).doesNotContain("note");

    Files.delete(model.resolve("tokenizer.json"));
    assertThat(decontaminate("--model", model).failure(2)).contains("has no tokenizer.json");
    assertThat(decontaminate("--model", temp.resolve("none")).failure(2))
        .contains("there is no folder");
  }

  /// The model inside Bagel, as its makers give it out.
  private Path modelFolder() throws IOException {
    Path folder = temp.resolve("model");
    Files.createDirectories(folder.resolve("1_Pooling"));
    Files.writeString(
        folder.resolve("modules.json"),
        """
        [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
         {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}]
        """);
    Files.writeString(
        folder.resolve("1_Pooling/config.json"),
        "{\"word_embedding_dimension\": 384, \"pooling_mode_mean_tokens\": true}");
    Files.writeString(folder.resolve("sentence_bert_config.json"), "{\"max_seq_length\": 256}");
    copy("/all-minilm-l6-v2.onnx", folder.resolve("model.onnx"));
    copy("/all-minilm-l6-v2-tokenizer.json", folder.resolve("tokenizer.json"));
    return folder;
  }

  private static void copy(String resource, Path file) throws IOException {
    try (InputStream in = DecontaminateModelTest.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(in, resource), file);
    }
  }

  private void train(String text) throws IOException {
    Files.writeString(temp.resolve("train.jsonl"), "{\"text\": \"%s\"}\n".formatted(text));
  }

  private Run decontaminate(Object... options) {
    List<Object> all =
        new ArrayList<>(List.of("decontaminate", "--in", temp.resolve("train.jsonl")));
    all.addAll(List.of("--against", temp.resolve("exam.jsonl")));
    all.addAll(List.of("--out", temp.resolve("flagged.jsonl")));
    all.addAll(Arrays.asList(options));
    return Run.of(all.toArray());
  }

  private JsonNode flagged() throws IOException {
    List<String> lines = Files.readAllLines(temp.resolve("flagged.jsonl"));
    assertThat(lines).hasSize(1);
    return JsonMapper.shared().readTree(lines.getFirst());
  }
}
