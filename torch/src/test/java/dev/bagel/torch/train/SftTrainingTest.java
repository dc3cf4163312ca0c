package dev.bagel.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bagel.BagelException;
import dev.bagel.torch.generate.TinyText;
import dev.bagel.torch.model.CausalModel;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.model.TinyModel;
import dev.bagel.torch.run.RunMetrics;
import dev.bagel.torch.weights.ElementType;
import dev.bagel.torch.weights.WeightFiles;
import dev.bagel.torch.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SftTrainingTest {
  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(folder);
  }

  @Test
  void a_model_learns_and_is_written_as_it_was_read() {
    TrainingResult result = workshop.sft("out", "epochs=6");
    assertThat(result).isEqualTo(new TrainingResult(workshop.out("out"), 30, 30, true));
    List<Double> heldOut = workshop.metric("out", "eval/loss");
    assertThat(heldOut).hasSize(6);
    assertThat(heldOut.getLast()).isLessThan(heldOut.getFirst());
    assertThat(workshop.metric("out", "eval/loss/even")).hasSize(6);
    assertThat(workshop.metric("out", "train/loss").getLast())
        .isLessThan(workshop.metric("out", "train/loss").getFirst() / 2);
    try (CausalModel model = CausalModel.load(result.out(), Precision.F32)) {
      assertThat(model.config().layers()).isEqualTo(2);
    }
    assertThat(result.out().resolve("tokenizer.json")).exists();
    assertThat(result.out().resolve("training/settings.yaml")).exists();
    assertThat(result.out().resolve("training/charts.html")).exists();
    assertThat(result.out().resolve("README.md")).content().contains("base_model");
  }

  @Test
  void a_run_that_was_stopped_goes_on_as_if_it_had_not_been() throws IOException {
    String[] chance = {"epochs=2", "neftune=5", "packing=true", "max-tokens=60"};
    workshop.sft("whole", chance);
    TrainingResult stopped = workshop.sft("broken", new Workshop.Watch(3), chance);
    assertThat(stopped.done()).isFalse();
    assertThat(stopped.step()).isEqualTo(3);
    assertThat(workshop.out("broken").resolve("config.json")).doesNotExist();
    Workshop.Watch watch = new Workshop.Watch(Long.MAX_VALUE);
    assertThat(workshop.sft("broken", watch, chance).done()).isTrue();
    assertThat(watch.notes).contains("going on behind step 3");
    assertThat(workshop.metric("broken", "train/loss"))
        .isEqualTo(workshop.metric("whole", "train/loss"));
    assertThat(workshop.out("broken").resolve("model.safetensors"))
        .hasSameBinaryContentAs(workshop.out("whole").resolve("model.safetensors"));
  }

  @Test
  void a_run_that_is_done_is_not_trained_again() {
    workshop.sft("out", "steps=2");
    Workshop.Watch watch = new Workshop.Watch(Long.MAX_VALUE);
    assertThat(workshop.sft("out", watch, "steps=2").steps()).isEqualTo(2);
    assertThat(watch.notes).containsExactly("this run is done already");
  }

  @Test
  void a_number_written_otherwise_is_no_other_setting() {
    workshop.sft("out", new Workshop.Watch(2), "steps=4", "rate=0.003");
    Workshop.Watch watch = new Workshop.Watch(Long.MAX_VALUE);
    assertThat(workshop.sft("out", watch, "steps=4", "rate=3.0E-03").steps()).isEqualTo(4);
    assertThat(watch.notes).contains("going on behind step 2");
  }

  @Test
  void a_run_of_the_other_method_is_another() throws IOException {
    workshop.write("both.jsonl", Stream.of("{\"input\": \"say\", \"output\": \"no\"}"));
    String[] same = {"steps=1", "data=" + folder.resolve("both.jsonl")};
    workshop.sft("out", same);
    assertThatThrownBy(() -> workshop.dpo("out", same))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("(dpo, and was sft)");
  }

  @Test
  void an_adapter_is_no_model_to_begin_with() {
    Path adapter = workshop.sft("adapter", "steps=1", "tuning=lora").out();
    assertThatThrownBy(() -> workshop.sft("out", "model=" + adapter))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("merge=true");
  }

  @Test
  void who_stops_a_run_that_reads_rows_does_not_wait_for_the_last_of_them() {
    assertThatThrownBy(() -> workshop.sft("out", new Workshop.Watch(0)))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("told to stop before the first step");
    assertThat(workshop.out("out").resolve("training/tokens/sft.tokens")).doesNotExist();
  }

  @Test
  void other_settings_or_rows_need_another_folder() throws IOException {
    workshop.sft("out", new Workshop.Watch(2), "epochs=2");
    assertThatThrownBy(() -> workshop.sft("out", "epochs=2", "rate=1e-4"))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("rate: 1e-4, and was 3e-3");
    workshop.write("sft.jsonl", Stream.of("{\"input\": \"say\", \"output\": \"no\"}"));
    assertThatThrownBy(() -> workshop.sft("out", "epochs=2", "held-out=0"))
        .hasMessageContaining("held-out");
    assertThatThrownBy(() -> workshop.sft("out", "epochs=2"))
        .hasMessageContaining("are not those that the run");
  }

  @Test
  void passes_and_packing_do_not_change_what_a_step_learns() {
    String[] all = {"batch=20", "epochs=2"};
    workshop.sft("apart", all);
    workshop.sft("single", "batch=20", "epochs=2", "micro-batch=1");
    List<Double> losses = workshop.metric("apart", "train/loss");
    List<Double> single = workshop.metric("single", "train/loss");
    for (int step = 0; step < 2; step++) {
      assertThat(single.get(step)).isCloseTo(losses.get(step), within(1e-5));
    }
    workshop.sft("packed", "batch=20", "steps=1", "packing=true", "max-tokens=64");
    assertThat(workshop.metric("packed", "train/loss").getFirst())
        .isCloseTo(losses.getFirst(), within(1e-4));
  }

  @Test
  void a_loss_that_is_no_number_ends_the_run_and_keeps_the_last_checkpoint() {
    assertThatThrownBy(
            () ->
                workshop.sft(
                    "out", "rate=1e30", "clip=0", "warmup=0", "schedule=constant", "save-every=1"))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("at step 2")
        .hasMessageContaining("sft.jsonl, row ")
        .hasMessageContaining("step-000001");
    assertThat(workshop.out("out").resolve("config.json")).doesNotExist();
    assertThat(workshop.out("out").resolve("training/checkpoints/step-000001")).exists();
  }

  @Test
  void the_way_out_of_a_lost_run_that_is_told_is_one() {
    Path checkpoint = workshop.out("out").resolve("training/checkpoints/step-000001");
    String[] wild = {"clip=0", "warmup=0", "schedule=constant", "save-every=1"};
    assertThatThrownBy(() -> workshop.sft("out", with(wild, "rate=1e30")))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("name another out, and a rate below 1e30")
        .hasMessageContaining("model=" + checkpoint + " begins with what was learnt");
    assertThatThrownBy(() -> workshop.sft("out", with(wild, "rate=1e30")))
        .as("the same command comes to it again")
        .hasMessageContaining("at step 2");
    assertThat(workshop.sft("other", with(wild, "rate=1e-3")).done()).isTrue();
  }

  private static String[] with(String[] settings, String... more) {
    return Stream.concat(Stream.of(settings), Stream.of(more)).toArray(String[]::new);
  }

  /// The gradient of the step was a number; the weights that it moved are not.
  @Test
  void no_checkpoint_holds_weights_that_are_no_numbers() {
    assertThatThrownBy(
            () ->
                workshop.sft(
                    "out",
                    "rate=1e30",
                    "weight-decay=1e8",
                    "warmup=0",
                    "schedule=constant",
                    "save-every=1"))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("is no number any more (NaN or infinite) behind step 1")
        .hasMessageContaining("there is no checkpoint yet");
    assertThat(workshop.out("out").resolve("training/checkpoints/step-000001")).doesNotExist();
    assertThat(workshop.out("out").resolve("config.json")).doesNotExist();
  }

  @Test
  void a_model_with_weights_that_are_no_numbers_is_not_trained() throws IOException {
    TinyModel damaged = TinyText.write(workshop.model(), Map.of());
    damaged.values("model.norm.weight")[0] = Float.NaN;
    damaged.rewrite();
    assertThatThrownBy(() -> workshop.sft("out"))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("are no numbers (NaN or infinite) in model.norm.weight");
  }

  @Test
  void a_run_that_needs_more_memory_than_there_is_does_not_begin() {
    assertThatThrownBy(() -> workshop.sft("out", "batch=90000000", "micro-batch=90000000"))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("of memory")
        .hasMessageContaining("ignore-memory=true");
    assertThat(workshop.sft("out", "steps=1").done()).as("the folder is free again").isTrue();
  }

  @Test
  void a_folder_with_a_model_of_somebody_else_is_left_alone() {
    assertThatThrownBy(() -> workshop.sft("model"))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("holds a model already");
  }

  @Test
  void a_folder_called_training_makes_nobody_elses_model_ours() throws IOException {
    Files.createDirectory(workshop.model().resolve("training"));
    assertThatThrownBy(() -> workshop.sft("model"))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("holds a model already");
  }

  @Test
  void a_run_that_was_refused_keeps_nobody_out() {
    assertThatThrownBy(() -> workshop.sft("out", "batch=90000000", "micro-batch=90000000"))
        .hasMessageContaining("of memory");
    assertThat(workshop.sft("out", "steps=1").done()).isTrue();
  }

  @Test
  void a_second_run_is_kept_out() throws IOException {
    RunFolder taken = new RunFolder(workshop.out("out"));
    taken.prepare();
    try (RunLock _ = RunLock.take(taken)) {
      assertThatThrownBy(() -> workshop.sft("out")).hasMessageContaining("another run is training");
    }
  }

  @Test
  void too_many_tokens_for_the_model_are_refused() {
    assertThatThrownBy(() -> workshop.sft("out", "max-tokens=81"))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("the model has 80 positions");
  }

  @Test
  void a_row_of_which_nothing_is_learnt_is_refused_by_its_place() throws IOException {
    workshop.write(
        "sft.jsonl", Stream.of("{\"input_ids\": [5, 6, 7], \"labels\": [-100, -100, -100]}"));
    assertThatThrownBy(() -> workshop.sft("out", "held-out=0"))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("row 0");
  }

  @Test
  void an_adapter_is_learnt_and_merged() {
    TrainingResult result =
        workshop.sft("out", "tuning=lora", "lora-rank=4", "rate=2e-2", "epochs=4", "merge=true");
    assertThat(result.out().resolve("adapter_model.safetensors")).exists();
    assertThat(result.out().resolve("config.json")).doesNotExist();
    List<Double> losses = workshop.metric("out", "train/loss");
    assertThat(losses.getLast()).isLessThan(losses.getFirst());
    int[][] ids = {{1, 5, 9, 260}};
    try (CausalModel adapted = CausalModel.load(result.out(), Precision.F32);
        CausalModel merged = CausalModel.load(result.out().resolve("merged"), Precision.F32)) {
      assertThat(merged.logits(ids)[0][3])
          .containsExactly(adapted.logits(ids)[0][3], within(1e-4f));
    }
  }

  @Test
  void an_adapter_on_four_bits_goes_on_where_it_was_stopped() {
    String[] four = {"tuning=qlora", "lora-rank=4", "rate=2e-2", "lora-dropout=0.1", "steps=6"};
    workshop.sft("whole", four);
    workshop.sft("broken", new Workshop.Watch(2), four);
    workshop.sft("broken", four);
    assertThat(workshop.metric("broken", "train/loss"))
        .isEqualTo(workshop.metric("whole", "train/loss"));
  }

  @Test
  void half_precision_with_everything_switched_on_learns() throws IOException {
    workshop.sft(
        "out",
        "precision=bf16",
        "gradient-checkpointing=true",
        "packing=true",
        "max-tokens=64",
        "neftune=1",
        "freeze=model.embed_tokens.weight",
        "weight-decay=0.1",
        "schedule=linear",
        "save-type=bf16",
        "epochs=15");
    List<Double> losses = workshop.metric("out", "train/loss");
    assertThat(losses.getLast()).isLessThan(losses.getFirst() - 0.5);
    assertThat(Files.readString(workshop.out("out").resolve("config.json"))).contains("bfloat16");
  }

  @Test
  void the_chat_template_that_rows_were_written_with_goes_with_the_model() throws IOException {
    Path template = folder.resolve("other.jinja");
    Files.writeString(template, "{% for m in messages %}{{ m.content }}!{% endfor %}");
    for (String tuning : List.of("full", "lora")) {
      Path out =
          workshop.sft(tuning, "steps=1", "chat-template=" + template, "tuning=" + tuning).out();
      assertThat(out.resolve("chat_template.jinja")).hasSameTextualContentAs(template);
      assertThat(out.resolve("training/checkpoints/step-000001/chat_template.jinja")).exists();
    }
  }

  @Test
  void chat_templates_by_name_go_with_the_model_too() throws IOException {
    for (String templates : List.of("additional_chat_templates", "chat_templates")) {
      Path named = Files.createDirectories(workshop.model().resolve(templates));
      Files.writeString(named.resolve("tool_use.jinja"), "{{ tools }}");
    }
    // As a run leaves it that was killed while it put the model into its place.
    Path left = workshop.out("full").resolve("additional_chat_templates");
    Files.writeString(Files.createDirectories(left).resolve("old.jinja"), "");
    for (String tuning : List.of("full", "lora")) {
      Path out = workshop.sft(tuning, "steps=1", "tuning=" + tuning).out();
      for (String templates : List.of("additional_chat_templates", "chat_templates")) {
        assertThat(out.resolve(templates).toFile().list()).containsExactly("tool_use.jinja");
        assertThat(out.resolve("training/checkpoints/step-000001").resolve(templates)).exists();
      }
    }
  }

  @Test
  void what_is_frozen_is_saved_as_it_was_whatever_is_computed_in() {
    String[] frozen = {"steps=1", "freeze=model.embed_tokens.weight", "save-type=f16"};
    workshop.sft("single", frozen);
    workshop.sft(
        "half",
        Stream.concat(Stream.of(frozen), Stream.of("precision=bf16")).toArray(String[]::new));
    try (Weights single = WeightFiles.open(workshop.out("single"));
        Weights half = WeightFiles.open(workshop.out("half"))) {
      String name = "model.embed_tokens.weight";
      assertThat(half.get(name).data().mismatch(single.get(name).data())).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "lora"})
  void what_half_precision_does_not_hold_is_saved_in_single(String tuning) throws IOException {
    TinyModel model = TinyText.write(workshop.model(), Map.of());
    model.values("model.layers.0.self_attn.o_proj.weight")[0] = 1e5f;
    model.rewrite();
    Workshop.Watch watch = new Workshop.Watch(Long.MAX_VALUE);
    List<String> settings =
        new ArrayList<>(List.of("steps=1", "save-type=f16", "tuning=" + tuning));
    if (tuning.equals("lora")) {
      settings.add("merge=true");
    }
    Path out = workshop.sft("out", watch, settings.toArray(String[]::new)).out();
    Path whole = tuning.equals("lora") ? out.resolve("merged") : out;
    assertThat(watch.notes)
        .anyMatch(note -> note.contains("which f16 does not hold: save it as f32"));
    assertThat(Files.readString(whole.resolve("config.json"))).contains("float32");
    try (Weights saved = WeightFiles.open(whole)) {
      assertThat(saved.names()).allMatch(name -> saved.get(name).type() == ElementType.F32);
    }
  }

  @Test
  void checkpoints_are_models_and_only_the_last_ones_stay() {
    workshop.sft("out", "steps=5", "save-every=1", "keep=2");
    Path checkpoints = workshop.out("out").resolve("training/checkpoints");
    assertThat(checkpoints.toFile().list()).containsExactlyInAnyOrder("step-000004", "step-000005");
    CausalModel.load(checkpoints.resolve("step-000004"), Precision.F32).close();
  }

  @Test
  void a_run_without_held_out_rows_writes_no_empty_line() {
    workshop.sft("out", "steps=2", "held-out=0");
    assertThat(RunMetrics.read(workshop.out("out").resolve("training")).rows())
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.values()).isNotEmpty());
  }

  @Test
  void several_processes_have_to_be_there() {
    assertThatThrownBy(() -> SftTraining.run(workshop.settings(Method.SFT, "out", "processes=2")))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("processes is 2, and there are 1");
  }
}
