package dev.bagel.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bagel.BagelException;
import dev.bagel.torch.generate.TinyText;
import dev.bagel.torch.model.TinyModel;
import dev.bagel.torch.peers.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DpoTrainingTest {
  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(folder);
  }

  @Test
  void the_better_answer_comes_to_be_preferred() {
    workshop.dpo("out", "epochs=5", "rate=1e-3");
    List<Double> losses = workshop.metric("out", "train/loss");
    assertThat(losses.getFirst()).isCloseTo(Math.log(2), within(1e-5));
    assertThat(losses.getLast()).isLessThan(0.5);
    assertThat(workshop.metric("out", "train/reward_accuracy").getLast()).isGreaterThan(0.9);
    assertThat(workshop.metric("out", "train/reward_margin").getLast()).isPositive();
    assertThat(workshop.metric("out", "eval/reward_accuracy")).hasSize(5);
    assertThat(workshop.metric("out", "eval/loss").getLast())
        .isCloseTo(workshop.metric("out", "eval/loss/all").getLast(), within(1e-9));
  }

  @Test
  void an_adapter_is_compared_with_the_model_without_it() {
    workshop.dpo("out", "tuning=lora", "lora-rank=4", "epochs=6", "rate=2e-2");
    List<Double> losses = workshop.metric("out", "train/loss");
    assertThat(losses.getFirst()).isCloseTo(Math.log(2), within(1e-5));
    assertThat(losses.getLast()).isLessThan(0.5);
    assertThat(workshop.out("out").resolve("adapter_config.json")).exists();
  }

  @Test
  void what_was_learnt_before_is_measured_against_a_reference_of_its_own() {
    workshop.sft("tuned", "epochs=3");
    TrainingSettings settings =
        workshop.settings(
            Method.DPO,
            "out",
            "model=" + workshop.out("tuned"),
            "reference=" + workshop.model(),
            "steps=1");
    DpoTraining.run(settings, Peers.alone(), new Workshop.Watch(Long.MAX_VALUE));
    assertThat(workshop.metric("out", "train/loss").getFirst())
        .isNotCloseTo(Math.log(2), within(1e-3));
  }

  @Test
  void the_pair_that_the_reference_is_lost_on_is_named() throws IOException {
    TinyModel reference =
        TinyText.write(Files.createDirectory(folder.resolve("reference")), Map.of());
    int width = reference.config().hidden();
    int letter = reference.config().vocabulary() - 1; // z
    float[] embedding = reference.values("model.embed_tokens.weight");
    Arrays.fill(embedding, letter * width, (letter + 1) * width, Float.NaN);
    reference.rewrite();
    workshop.write(
        "dpo.jsonl",
        Stream.of("ab", "cz", "ef", "gh")
            .map(
                better ->
                    "{\"prompt\": \"say\", \"chosen\": \"%s\", \"rejected\": \"no\"}"
                        .formatted(better)));
    assertThatThrownBy(() -> workshop.dpo("out", "reference=" + reference.folder(), "held-out=0"))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("dpo.jsonl, row 1;");
  }
}
