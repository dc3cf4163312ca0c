package dev.bagel.torch.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.YamlBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// On folders as a run and a build leave them, written by hand.
class ModelCardTest {
  private static final Path GOLDEN = Path.of("src/test/resources/card/README.md");

  @TempDir Path folder;
  private Path base = Path.of("");
  private Path data = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void folders() throws IOException {
    base = Files.createDirectory(folder.resolve("base"));
    data = Files.createDirectory(folder.resolve("build"));
    out = Files.createDirectory(folder.resolve("tuned"));
  }

  @Test
  void a_card_says_all_that_is_known() throws IOException {
    json(base.resolve("config.json"), Map.of("_name_or_path", "somebody/small-model"));
    Files.writeString(
        base.resolve("README.md"), "---\nlicense: apache-2.0\nlanguage:\n- en\n---\n# Small\n");
    build(
        Map.of(
            "boolq", source("google/boolq", "CC-BY-SA-3.0"),
            "airoboros", source("unalignment/spicy-3.1", "CC-BY-4.0", "X"),
            "cinematika", source("jondurbin/cinematika-v0.1", "CC-BY-NC-4.0"),
            "mine", source("", "")));
    run("sft", "lora", List.of("boolq", "airoboros_joke", "cinematika", "mine"));
    metrics(
        "{\"step\":1,\"time\":\"2026-01-02T00:00:00Z\",\"train/loss\":2.5}",
        "{\"step\":2,\"time\":\"2026-01-02T00:00:01Z\",\"train/loss\":2.25,\"eval/loss\":2.4,\"eval/loss/boolq\":2.125}");
    Path card = ModelCard.write(out);
    String text = Files.readString(card);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, text);
    }
    assertThat(text).isEqualTo(Files.readString(GOLDEN));
    YamlBlock front = front(text);
    assertThat(front.text("base_model")).contains("somebody/small-model");
    assertThat(front.text("license")).contains("apache-2.0");
    assertThat(front.text("library_name")).contains("peft");
    assertThat(front.texts("tags"))
        .containsExactly("bagel", "sft", "lora", "not-for-all-audiences");
    assertThat(front.texts("datasets"))
        .containsExactly("google/boolq", "jondurbin/cinematika-v0.1", "unalignment/spicy-3.1");
    assertThat(Files.readString(out.resolve("training/card/loss.svg"))).startsWith("<svg");
  }

  @Test
  void what_is_not_known_is_asked_for() throws IOException {
    run("dpo", "full", List.of("pairs"));
    String text = ModelCard.of(out).text();
    assertThat(text)
        .contains("# base_model: set it, as owner/name on the hub\n")
        .contains("# license: set it: that of the base is not known\n")
        .contains("| pairs | not known | not known | 10 | 80 | 2 |")
        .contains("in what form their prompts were is not known here")
        .contains("Not known: no rows were held out, or their losses are not there any more.")
        .contains("- The base's own licence holds, and is not known here.\n")
        .contains("- **Licence not known: it may allow nothing**: pairs.\n");
    YamlBlock front = front(text);
    assertThat(front.keys()).containsExactly("library_name", "pipeline_tag", "tags");
    assertThat(front.text("library_name")).contains("transformers");
  }

  /// What was learnt before DPO binds too.
  @Test
  void the_data_of_the_runs_before_count() throws IOException {
    build(Map.of("cinematika", source("jondurbin/cinematika-v0.1", "CC-BY-NC-4.0")));
    run("sft", "full", List.of("cinematika"));
    Path sft = out;
    Path second = Files.createDirectory(folder.resolve("better"));
    run(second, "dpo", "full", List.of("pairs"), sft, folder.resolve("nowhere"));
    String text = ModelCard.of(second).text();
    assertThat(text)
        .contains("### The sft before, of tuned")
        .contains("- **Not for commercial use**: cinematika.\n");
    assertThat(front(text).texts("datasets")).containsExactly("jondurbin/cinematika-v0.1");
  }

  @Test
  void data_that_are_gone_are_known_all_the_same() throws IOException {
    build(Map.of("boolq", source("google/boolq", "CC-BY-SA-3.0")));
    run("sft", "full", List.of("boolq"));
    Files.delete(data.resolve("manifest.json"));
    assertThat(ModelCard.of(out).text())
        .contains("| boolq | google/boolq | CC-BY-SA-3.0 |")
        .contains("are written in four prompt formats");
  }

  @Test
  void hostile_names_stay_text() throws IOException {
    String name = "a|b <script>alert(1)</script> [x](http://evil) `c`\n# d ![i](u) *e* _f_ \u202e";
    build(Map.of(name, source("evil/<b>\n- x: y", "x | <i>\n---", "X")));
    run("sft", "full", List.of(name));
    metrics(
        JsonMapper.shared()
            .writeValueAsString(
                Map.of("step", 1, "time", "2026-01-02T00:00:00Z", "eval/loss/" + name, 1.5)));
    String text = ModelCard.of(out).text();
    String body = text.substring(text.indexOf("\n---\n", 4) + 5);
    assertThat(body).doesNotContain("<script", "<i>", "<b>", "http://", "\u202e", "\n# d");
    assertThat(body).doesNotContainPattern("(?<!\\\\)(\\[x|\\]\\(http|`c|\\*e)");
    assertThat(body.lines().filter(line -> line.startsWith("| a\\|b")))
        .allSatisfy(
            line -> assertThat(line.replace("\\|", "").chars().filter(c -> c == '|')).hasSize(7));
    assertThat(front(text).keys()).doesNotContain("x");
  }

  @Test
  void a_card_that_somebody_wrote_stays() throws IOException {
    run("sft", "full", List.of("mine"));
    Files.writeString(out.resolve("README.md"), "mine");
    ModelCard.writeWhereNone(out);
    assertThat(out.resolve("README.md")).hasContent("mine");
    Files.delete(out.resolve("README.md"));
    ModelCard.writeWhereNone(out);
    assertThat(Files.readString(out.resolve("README.md"))).contains("# tuned\n");
  }

  @Test
  void places_on_a_machine_are_not_told() throws IOException {
    run("sft", "full", List.of("mine"));
    assertThat(ModelCard.of(out).text()).doesNotContain(folder.toString());
  }

  @Test
  void a_folder_without_a_run_is_refused() {
    assertThatThrownBy(() -> ModelCard.of(base))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("name a folder that bagel train or bagel build made");
  }

  private static Map<String, Object> source(String dataset, String licence, String... flags) {
    return Map.of("dataset", dataset, "licence", licence, "flags", List.of(flags));
  }

  private void build(Map<String, Object> sources) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("style", "card");
    settings.put("bos", "<s>");
    settings.put("eos", "</s>");
    settings.put("chatml-markers", "bos-eos");
    json(data.resolve("manifest.json"), Map.of("settings", settings, "sources", sources));
  }

  private void run(String method, String tuning, List<String> sources) throws IOException {
    run(out, method, tuning, sources, base, data);
  }

  private static void run(
      Path out, String method, String tuning, List<String> sources, Path model, Path data)
      throws IOException {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("model", model.toString());
    settings.put("data", data.toString());
    settings.put("out", out.toString());
    settings.put("tuning", tuning);
    settings.put("rate", "2e-5");
    Map<String, Object> facts = new LinkedHashMap<>();
    sources.forEach(
        name -> facts.put(name, Map.of("rows", 10, "tokens", 100, "learnt", 80, "heldOut", 2)));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("method", method);
    all.put("settings", settings);
    all.put("data", Map.of("sources", facts));
    all.put("provenance", Provenance.of(data, sources));
    all.put("done", true);
    all.put("steps", 1234);
    Files.createDirectories(out.resolve("training"));
    json(out.resolve("training/run.json"), all);
  }

  private void metrics(String... lines) throws IOException {
    Files.write(out.resolve("training/metrics.jsonl"), List.of(lines));
  }

  private static void json(Path file, Object value) {
    try {
      Files.write(file, JsonMapper.shared().writeValueAsBytes(value));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static YamlBlock front(String card) {
    assertThat(card).startsWith("---\n");
    return YamlBlock.parse("card", card.substring(4, card.indexOf("\n---\n", 4) + 1));
  }
}
