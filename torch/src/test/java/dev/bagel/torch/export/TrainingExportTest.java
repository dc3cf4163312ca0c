package dev.bagel.torch.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.YamlBlock;
import dev.bagel.dataset.tokenizer.Tokenizer;
import dev.bagel.torch.data.Letters;
import dev.bagel.torch.data.SftData;
import dev.bagel.torch.run.RunProgress;
import dev.bagel.torch.train.Method;
import dev.bagel.torch.train.Setting;
import dev.bagel.torch.train.SettingValues;
import dev.bagel.torch.train.TrainingData;
import dev.bagel.torch.train.TrainingSettings;
import dev.bagel.torch.train.TrainingWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// On a model of letters without weights: an export reads none.
class TrainingExportTest {
  private static final Path GOLDEN = Path.of("src/test/resources/export");

  @TempDir Path folder;
  private Path model = Path.of("");
  private Path rows = Path.of("");
  private Path pairs = Path.of("");

  @BeforeEach
  void model_and_data() throws IOException {
    model = Letters.in(folder.resolve("base"));
    config("LlamaForCausalLM", Map.of());
    Files.createFile(model.resolve("model-00002-of-00002.safetensors"));
    Files.createFile(model.resolve("model-00001-of-00002.safetensors"));
    rows =
        Files.write(
            folder.resolve("rows.jsonl"),
            IntStream.range(0, 8)
                .mapToObj("{\"input\":\"ask %1$d:\",\"output\":\"answer %1$d\"}"::formatted)
                .toList());
    pairs =
        Files.write(
            folder.resolve("pairs.jsonl"),
            List.of(
                "{\"prompt\":\"p:\",\"chosen\":\"yes\",\"rejected\":\"no\"}",
                "{\"prompt\":\"q:\",\"chosen\":\"a</s>\",\"rejected\":\"b\"}"));
  }

  private void config(String architecture, Map<String, Object> more) throws IOException {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("architectures", List.of(architecture));
    config.put("vocab_size", Letters.VOCABULARY);
    config.put("hidden_size", 64);
    config.put("intermediate_size", 172);
    config.put("num_hidden_layers", 3);
    config.put("num_attention_heads", 8);
    config.put("num_key_value_heads", 4);
    config.put("max_position_embeddings", 256);
    config.put("rms_norm_eps", 1e-5);
    config.putAll(more);
    Files.writeString(model.resolve("config.json"), JsonMapper.shared().writeValueAsString(config));
  }

  @ParameterizedTest
  @EnumSource
  void answers_are_exported_with_all_that_tells_how(Trainer trainer) throws IOException {
    Path out =
        export(
            trainer,
            Method.SFT,
            4,
            "held-out=2",
            "batch=8",
            "precision=bf16",
            "packing=true",
            "schedule=linear",
            "neftune=5",
            "gradient-checkpointing=true");
    assertLikeGolden(out, trainer.label() + "-sft");
    assertThat(Files.readString(out.resolve("README.md")))
        .contains(Arrays.stream(Setting.values()).map(one -> "| " + one.label() + " |").toList());
  }

  @ParameterizedTest
  @EnumSource
  void pairs_are_exported(Trainer trainer) throws IOException {
    Path out =
        export(trainer, Method.DPO, 1, "tuning=qlora", "held-out=0", "batch=2", "lora-rank=8");
    assertLikeGolden(out, trainer.label() + "-dpo");
  }

  /// Some write numbers in digits of their own, which no shell reads.
  @ParameterizedTest
  @EnumSource
  void exports_are_the_same_whatever_digits_are_at_home(Trainer trainer) throws IOException {
    Locale home = Locale.getDefault(Locale.Category.FORMAT);
    try {
      Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG-u-nu-arab"));
      pairs_are_exported(trainer);
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, home);
    }
  }

  /// What a tool reads are the tokens and masks of our own run, in the order of the files.
  @Test
  void rows_are_those_that_a_run_reads() throws IOException {
    TrainingSettings settings = settings(Method.SFT, "held-out=2");
    Path out = export(Trainer.AXOLOTL, settings, 1);
    List<JsonNode> exported = lines(out.resolve("train.jsonl"));
    List<JsonNode> heldOut = lines(out.resolve("held-out.jsonl"));
    try (Tokenizer tokenizer = Tokenizer.of(model);
        SftData data =
            TrainingData.sft(settings, tokenizer, folder.resolve("tokens"), new Silence())) {
      assertThat(exported).hasSize(data.size());
      assertThat(heldOut).hasSize(2);
      for (int row = 0; row < data.size(); row++) {
        JsonNode one = exported.get(row);
        assertThat(one.propertyNames()).containsExactly("input_ids", "attention_mask", "labels");
        assertThat(numbers(one.get("input_ids"))).containsExactly(data.row(row).tokens().ids());
        assertThat(numbers(one.get("labels"))).containsExactly(data.row(row).tokens().labels());
        assertThat(numbers(one.get("attention_mask")))
            .containsOnly(1)
            .hasSize(one.get("labels").size());
      }
    }
  }

  @Test
  void pairs_that_text_cannot_give_again_are_counted() throws IOException {
    TrainingSettings settings = settings(Method.DPO, "tuning=lora", "held-out=0");
    ExportCounts counts = TrainingExport.write(settings, Trainer.AXOLOTL, 1, new Silence());
    assertThat(counts.rows()).isEqualTo(2);
    assertThat(counts.exact()).isEqualTo(1); // the other answer spells EOS, as text
    assertThat(Files.readString(settings.out().resolve("README.md")))
        .contains("**1 of 2 are read with the very tokens that Bagel trains on.**");
    assertThat(lines(settings.out().resolve("train.jsonl")).getFirst().get("prompt").asString())
        .isEqualTo("<s>p:");
  }

  @Test
  void numbers_are_numbers_for_every_reader_of_yaml() throws IOException {
    Path out = export(Trainer.AXOLOTL, Method.SFT, 1, "rate=0.00002", "epsilon=1e-8", "clip=0");
    YamlBlock config = YamlBlock.parse("config.yaml", Files.readString(out.resolve("config.yaml")));
    assertThat(config.number("learning_rate")).contains(2e-5);
    assertThat(config.number("adam_epsilon")).contains(1e-8);
    assertThat(config.number("max_grad_norm")).contains(999_999.0);
    assertThat(config.text("base_model")).contains(model.toAbsolutePath().toString());
    // YAML 1.1 takes 1e-8 and 1E8 for texts
    assertThat(Files.readString(out.resolve("config.yaml")))
        .doesNotContainPattern("(?i): [0-9]+e|e[0-9]");
  }

  @Test
  void experts_are_named_one_by_one_and_their_router_is_balanced() throws IOException {
    config("MixtralForCausalLM", Map.of("num_local_experts", 4, "num_experts_per_tok", 2));
    Path out = export(Trainer.AXOLOTL, Method.SFT, 1, "tuning=lora");
    YamlBlock config = YamlBlock.parse("config.yaml", Files.readString(out.resolve("config.yaml")));
    assertThat(config.texts("lora_target_modules"))
        .containsExactly("q_proj", "k_proj", "v_proj", "o_proj", "w1", "w2", "w3");
    assertThat(config.block("overrides_of_model_config").text("output_router_logits"))
        .contains("true");
    refused(Trainer.TORCHTUNE, "has no Mixtral: its decoders have no experts");
  }

  @Test
  void what_torchtune_computes_otherwise_is_refused() throws IOException {
    config("MistralForCausalLM", Map.of("sliding_window", 16));
    refused(Trainer.TORCHTUNE, "torchtune has no sliding window, and this model's is 16");
    config("LlamaForCausalLM", Map.of("tie_word_embeddings", true));
    refused(Trainer.TORCHTUNE, "this model's are tied");
    config("LlamaForCausalLM", Map.of("head_dim", 16));
    refused(Trainer.TORCHTUNE, "this model's heads have 16");
    config(
        "LlamaForCausalLM", Map.of("rope_scaling", Map.of("rope_type", "linear", "factor", 2.0)));
    refused(Trainer.TORCHTUNE, "rope_scaling");
    config("LlamaForCausalLM", Map.of());
    refused(Trainer.TORCHTUNE, "together", "tuning=lora", "lora-targets=q_proj,up_proj");
    refused(Trainer.TORCHTUNE, "epochs", "steps=5", "epochs=2");
  }

  @ParameterizedTest
  @CsvSource({
    "batch=6, 4, set batch to a multiple of 4",
    "freeze=model.embed*, 1, freeze has nothing that is like it"
  })
  void what_no_tool_does_is_refused(String setting, int devices, String message) {
    assertThatThrownBy(() -> export(Trainer.AXOLOTL, Method.SFT, devices, setting))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining(message);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void a_folder_that_is_there_stays_as_it_is() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    assertThatThrownBy(() -> export(Trainer.AXOLOTL, Method.SFT, 1))
        .hasMessageContaining("out exists; name another out, or remove it");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void a_failed_export_leaves_nothing() throws IOException {
    Files.writeString(rows, "{\"input\":1}\n");
    assertThatThrownBy(() -> export(Trainer.AXOLOTL, Method.SFT, 1))
        .isInstanceOf(BagelException.class);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("base", "rows.jsonl", "pairs.jsonl");
    }
  }

  private void refused(Trainer trainer, String message, String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("out=" + folder.resolve("refused"));
    assertThatThrownBy(() -> export(trainer, Method.SFT, 1, all.toArray(String[]::new)))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining(message);
  }

  private Path export(Trainer trainer, Method method, int devices, String... more) {
    return export(trainer, settings(method, more), devices);
  }

  private static Path export(Trainer trainer, TrainingSettings settings, int devices) {
    TrainingExport.write(settings, trainer, devices, new Silence());
    return settings.out();
  }

  private TrainingSettings settings(Method method, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "model=" + model,
                "data=" + (method == Method.SFT ? rows : pairs),
                "out=" + folder.resolve("out"),
                "max-tokens=64",
                "date=2026-01-02"));
    all.addAll(List.of(more));
    return TrainingSettings.of(method, SettingValues.of(Optional.empty(), all));
  }

  /// `-Dgolden.update=true` writes them anew; read them before you commit.
  private void assertLikeGolden(Path out, String name) throws IOException {
    for (String file : List.of("config.yaml", "README.md")) {
      String text =
          Files.readString(out.resolve(file)).replace(folder.toAbsolutePath().toString(), "/home");
      Path golden = GOLDEN.resolve(name).resolve(file);
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(golden.getParent());
        Files.writeString(golden, text);
      }
      assertThat(text).isEqualTo(Files.readString(golden));
    }
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(JsonMapper.shared()::readTree).toList();
  }

  private static int[] numbers(JsonNode array) {
    return array.valueStream().mapToInt(JsonNode::asInt).toArray();
  }

  /// Nobody looks on.
  private static final class Silence implements TrainingWatch {
    @Override
    public void note(String line) {}

    @Override
    public void reading(long rows, double share) {}

    @Override
    public void step(RunProgress progress) {}

    @Override
    public void evaluated(long step, Map<String, Double> values) {}

    @Override
    public void saved(long step, Path checkpoint) {}

    @Override
    public boolean stops() {
      return false;
    }
  }
}
