package dev.bagel.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.dataset.write.Manifest;
import dev.bagel.torch.generate.TinyText;
import dev.bagel.torch.model.TinyModel;
import dev.bagel.torch.peers.NativeMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a run that goes on, or is done, relies on, and what becomes of it when that has changed.
class GoingOnTest {
  private static final String[] THREE = {"steps=3", "save-every=1"};

  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(folder);
  }

  @Test
  void a_run_that_is_done_is_not_that_of_other_rows() throws IOException {
    workshop.sft("out", THREE);
    Path rows = folder.resolve("sft.jsonl");
    List<String> before = Files.readAllLines(rows);
    workshop.write("sft.jsonl", before.stream().skip(1));
    refused("the rows in " + rows, "sft.jsonl has changed", "name another out");
    Files.write(rows, before);
    assertThat(notes(THREE)).containsExactly("this run is done already");
    Files.delete(rows);
    assertThat(notes(THREE).getFirst()).contains("cannot be told: there is no " + rows);
  }

  @Test
  void files_that_came_and_went_are_named() throws IOException {
    Path data = Files.createDirectory(folder.resolve("rows"));
    Files.copy(folder.resolve("sft.jsonl"), data.resolve("a.jsonl"));
    String[] settings = {"steps=3", "data=" + data};
    workshop.sft("out", settings);
    Files.move(data.resolve("a.jsonl"), data.resolve("b.jsonl"));
    // As long as the rows are the same, in the same order, so are the tokens.
    assertThat(notes(settings)).containsExactly("this run is done already");
    Files.copy(folder.resolve("sft.jsonl"), data.resolve("c.jsonl"));
    assertThatThrownBy(() -> workshop.sft("out", settings))
        .hasMessageContainingAll("b.jsonl is new", "c.jsonl is new", "a.jsonl is gone");
  }

  @Test
  void another_tokenizer_is_noticed() throws IOException {
    workshop.sft("out", THREE);
    Path file = workshop.model().resolve("tokenizer_config.json");
    Files.writeString(file, Files.readString(file).replace("true", "false"));
    refused("the tokenizer or the chat template has changed");
  }

  @ParameterizedTest
  @ValueSource(longs = {2, Long.MAX_VALUE})
  void a_model_that_has_changed_is_noticed(long last) throws IOException {
    workshop.sft("out", new Workshop.Watch(last), THREE);
    TinyModel other = TinyText.write(workshop.model(), Map.of());
    other.values("model.layers.0.self_attn.q_proj.weight")[0] += 1;
    other.rewrite();
    refused("the model " + workshop.model() + " has changed", "(its weights)", "put back");
    TinyText.write(workshop.model(), Map.of("rms_norm_eps", 1e-6));
    refused("(its config)");
    TinyText.write(workshop.model(), Map.of());
    assertThat(workshop.sft("out", THREE).done()).isTrue();
  }

  @Test
  void so_is_another_reference() throws IOException {
    TinyModel reference =
        TinyText.write(Files.createDirectory(folder.resolve("reference")), Map.of());
    String[] settings = {"steps=2", "reference=" + reference.folder()};
    workshop.dpo("out", settings);
    reference.values("model.norm.weight")[0] += 1;
    reference.rewrite();
    assertThatThrownBy(() -> workshop.dpo("out", settings))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("the reference " + reference.folder() + " has changed");
  }

  @Test
  void a_model_is_known_by_what_is_in_it() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    for (String file : List.of("config.json", "model.safetensors")) {
      Files.copy(workshop.model().resolve(file), other.resolve(file));
    }
    assertThat(ModelDigest.of(other)).isEqualTo(ModelDigest.of(workshop.model()));
  }

  /// Both ends of a tensor too large to be looked at whole.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void large_weights_are_looked_at_from_end_to_end(boolean first) throws IOException {
    TinyModel model = TinyText.write(workshop.model(), Map.of("vocab_size", 2000));
    ModelDigest before = ModelDigest.of(workshop.model());
    float[] embedding = model.values("model.embed_tokens.weight");
    assertThat(embedding.length * 4).isGreaterThan(8 * 4096);
    embedding[first ? 0 : embedding.length - 1] += 1;
    model.rewrite();
    assertThat(ModelDigest.of(workshop.model())).isNotEqualTo(before);
  }

  @Test
  void settings_are_compared_with_those_that_the_run_had() throws IOException {
    workshop.sft("out", new Workshop.Watch(2), THREE);
    Path file = workshop.out("out").resolve("training/settings.yaml");
    Files.writeString(file, Files.readString(file).replace("rate: 3e-3", "rate: 1e-4"));
    refused(new String[] {"steps=3", "save-every=1", "rate=1e-4"}, "rate: 1e-4, and was 3e-3");
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "2, 20", "9, 0", "9, 20"})
  void a_damaged_record_is_named(long last, int bytes) throws IOException {
    boolean done = workshop.sft("out", new Workshop.Watch(last), THREE).done();
    Path training = workshop.out("out").resolve("training");
    Path record = training.resolve("run.json");
    cut(record, bytes);
    refused(record + ", which says what the run is about, cannot be read", "name another out")
        .hasMessageContaining(
            done ? "the model beside it is whole" : "remove " + training + " to begin again")
        .hasMessageNotContaining("\n");
    if (!done) {
      RunFolder.delete(training);
      assertThat(workshop.sft("out", THREE).done()).isTrue();
    }
  }

  @Test
  void a_record_that_is_gone_is_named() throws IOException {
    workshop.sft("out", new Workshop.Watch(2), THREE);
    Path record = workshop.out("out").resolve("training/run.json");
    Files.delete(record);
    refused(record.toString(), "cannot be read");
  }

  @ParameterizedTest
  @CsvSource({
    "optimiser.safetensors, 0",
    "optimiser.safetensors, 100",
    "model.safetensors, 0",
    "model.safetensors, 1000"
  })
  void a_damaged_checkpoint_is_named_and_can_be_left_out(String name, int bytes)
      throws IOException {
    workshop.sft("whole", THREE);
    workshop.sft("out", new Workshop.Watch(2), THREE);
    Path checkpoint = workshop.out("out").resolve("training/checkpoints/step-000002");
    cut(checkpoint.resolve(name), bytes);
    refused("the checkpoint " + checkpoint + " cannot be gone on from", name, "remove that folder");
    RunFolder.delete(checkpoint);
    assertThat(notes(THREE)).contains("going on behind step 1");
    assertThat(workshop.metric("out", "train/loss"))
        .isEqualTo(workshop.metric("whole", "train/loss"));
  }

  @Test
  void a_run_that_cannot_go_on_keeps_no_memory() throws Throwable {
    TinyModel model = TinyText.write(workshop.model(), Map.of("vocab_size", 40_000));
    long bytes = 2L * 4 * model.values("lm_head.weight").length;
    workshop.sft("out", new Workshop.Watch(2), THREE);
    cut(workshop.out("out").resolve("training/checkpoints/step-000002/optimiser.safetensors"), 0);
    refused("cannot be gone on from");
    long before = NativeMemory.allocated();
    for (int i = 0; i < 4; i++) {
      refused("cannot be gone on from");
    }
    // Half of what the optimisers would be; the JVM itself takes some.
    assertThat(NativeMemory.allocated() - before).isLessThan(4 * bytes);
  }

  /// Some write numbers in digits of their own.
  @Test
  void checkpoints_are_found_whatever_digits_are_at_home() {
    Locale home = Locale.getDefault(Locale.Category.FORMAT);
    try {
      Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG-u-nu-arab"));
      workshop.sft("out", new Workshop.Watch(2), THREE);
      assertThat(notes(THREE)).contains("going on behind step 2");
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, home);
    }
    assertThat(workshop.out("out").resolve("training/checkpoints/step-000003")).exists();
  }

  @Test
  void a_card_knows_the_licences_of_data_that_have_moved() throws IOException {
    Path build = Files.createDirectory(folder.resolve("build"));
    Files.copy(folder.resolve("sft.jsonl"), build.resolve("rows.jsonl"));
    Files.writeString(build.resolve("manifest.json"), manifest().toJson());
    String[] settings = {"steps=3", "data=" + build.resolve("rows.jsonl")};
    workshop.sft("out", new Workshop.Watch(2), settings);
    Files.delete(build.resolve("manifest.json"));
    workshop.sft("out", settings);
    assertThat(workshop.out("out").resolve("README.md"))
        .content()
        .contains("| even | some/even | CC-BY-NC-4.0 |", "**Not for commercial use**: even.");
  }

  private static Manifest manifest() {
    Manifest.SourceEntry even =
        new Manifest.SourceEntry(
            "some/even",
            "unstated",
            "CC-BY-NC-4.0",
            List.of(),
            "",
            "",
            List.of(),
            List.of(),
            12,
            12,
            12,
            Map.of());
    return new Manifest(
        "1",
        Map.of(),
        "mine",
        1,
        Map.of(),
        "brief",
        Map.of("even", even),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of());
  }

  private List<String> notes(String... settings) {
    Workshop.Watch watch = new Workshop.Watch(Long.MAX_VALUE);
    TrainingResult _ = workshop.sft("out", watch, settings);
    return watch.notes;
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(String... parts) {
    return refused(THREE, parts);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(
      String[] settings, String... parts) {
    return assertThatThrownBy(() -> workshop.sft("out", settings))
        .isInstanceOfSatisfying(
            BagelException.class, e -> assertThat(e.kind()).isEqualTo(BagelException.Kind.USER))
        .hasMessageContainingAll(parts);
  }

  private static void cut(Path file, int bytes) throws IOException {
    byte[] all = Files.readAllBytes(file);
    Path part = file.resolveSibling("part");
    Files.write(part, Arrays.copyOf(all, bytes));
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
