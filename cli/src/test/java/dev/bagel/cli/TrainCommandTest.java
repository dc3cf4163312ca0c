package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.torch.run.RunProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path temp;
  private Path model;
  private Path rows;

  @BeforeEach
  void files() throws IOException {
    model = TinyCheckpoint.in(temp.resolve("model"));
    rows =
        Files.writeString(
            temp.resolve("rows.jsonl"),
            IntStream.range(0, 9)
                .mapToObj("{\"input\": \"say %1$d\", \"output\": \"%1$d\"}"::formatted)
                .collect(Collectors.joining("\n")));
  }

  private Run train(Object... more) {
    return Run.of(
        Stream.concat(
                Stream.of(
                    "train", "sft", "--model", model, "--data", rows, "--out", temp.resolve("out")),
                Stream.of(more))
            .toArray());
  }

  @Test
  void what_would_run_is_printed_and_can_be_read() throws IOException {
    String yaml = train("epochs=3", "date=2026-01-31", "--print-config").result();
    assertThat(yaml).contains("epochs: 3\n", "rate: 2e-5\n", "max-tokens: 96\n");
    Path config = Files.writeString(temp.resolve("my.yaml"), yaml);
    assertThat(Run.of("train", "sft", "--config", config, "--print-config").result())
        .isEqualTo(yaml);
    assertThat(
            Run.of("train", "sft", "--config", config, "epochs=4", "--print-config", "--json")
                .json()
                .path("epochs")
                .asString())
        .isEqualTo("4");
    assertThat(temp.resolve("out")).doesNotExist();
  }

  @Test
  void what_is_missing_or_unknown_is_said() {
    assertThat(Run.of("train", "sft").failure(2)).contains("model is not set");
    assertThat(Run.of("train", "sft", "--model", model, "--out", temp.resolve("o")).failure(2))
        .contains("data is not set");
    assertThat(Run.of("train", "sft", "--model", model, "--data", rows).failure(2))
        .contains("out is not set");
    assertThat(train("epocs=2").failure(2)).contains("there is no setting 'epocs'");
    assertThat(train("epochs=two").failure(2)).contains("epochs is 'two'");
    assertThat(Run.of("train", "rlhf").failure(2)).contains("sft", "dpo");
  }

  @Test
  void models_that_cannot_be_trained_are_one_line() throws IOException {
    Path weights = model.resolve("model.safetensors");
    byte[] whole = Files.readAllBytes(weights);
    byte[] lying = whole.clone();
    lying[2] = 127;
    Files.write(weights, lying);
    assertThat(train().failure(2)).contains("model.safetensors");
    Files.delete(weights);
    assertThat(train().failure(2)).contains("safetensors");
    Files.writeString(
        model.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"model.norm.weight\": \"model-00001-of-00002.safetensors\"}}");
    assertThat(train().failure(2)).contains("model-00001-of-00002.safetensors");
    Files.delete(model.resolve("model.safetensors.index.json"));
    Files.write(weights, whole);
    Path config = model.resolve("config.json");
    String right = Files.readString(config);
    Files.writeString(config, right.replace("\"vocab_size\": 130", "\"vocab_size\": 100"));
    assertThat(train().failure(2)).contains("130", "100");
    Files.writeString(config, right.replace("\"hidden_size\": 8", "\"hidden_size\": 16"));
    assertThat(train().failure(2)).contains("model.embed_tokens.weight");
    assertThat(temp.resolve("out/config.json")).doesNotExist();
  }

  @Test
  void a_run_says_what_it_does_and_what_came_of_it() {
    Run run = train("batch=4", "held-out=1", "save-every=1");
    Path out = temp.resolve("out");
    assertThat(run.result()).isEqualTo(out + ": trained, 2 steps\n");
    assertThat(run.err())
        .containsSubsequence(
            "saved " + out.resolve("training/checkpoints/step-000001"),
            "held-out rows at step 2: loss ",
            "saved " + out.resolve("training/checkpoints/step-000002"))
        .doesNotContain("\u001b");
    Run again = train("batch=4", "held-out=1", "--json");
    assertThat(again.json().path("steps").asInt()).isEqualTo(2);
    assertThat(again.json().path("done").asBoolean()).isTrue();
    assertThat(again.err()).isEqualTo("note: this run is done already\n");
    assertThat(train("batch=4", "held-out=2").failure(2)).contains("held-out: 2, and was 1");
  }

  @Test
  void on_a_terminal_steps_are_one_line_and_elsewhere_one_in_ten_seconds() {
    assertThat(new Screen(9, 80).after(shown(true)))
        .isEqualTo("held-out rows at step 2: loss 1.500\nsaved there");
    assertThat(new Screen(9, 80).after(steps(true)))
        .isEqualTo("step 12/1,000 · loss 1.234 · 5,400 tokens/s · 3 min 5 s left");
    assertThat(shown(false))
        .isEqualTo(
            """
            step 11/1,000 · loss 1.234 · 5,400 tokens/s · 3 min 5 s left
            held-out rows at step 2: loss 1.500
            saved there
            """);
  }

  private static String steps(boolean terminal) {
    StringWriter printed = new StringWriter();
    long[] now = {0};
    TrainProgress progress =
        new TrainProgress(new PrintWriter(printed, true), terminal, () -> now[0]);
    for (int step = 1; step <= 12; step++) {
      progress.step(new RunProgress(step, 1000, 1.234, 5400, Duration.ofSeconds(185)));
      now[0] += SECOND;
    }
    return printed.toString();
  }

  private static String shown(boolean terminal) {
    StringWriter printed = new StringWriter();
    long[] now = {0};
    try (TrainProgress progress =
        new TrainProgress(new PrintWriter(printed, true), terminal, () -> now[0])) {
      for (int step = 1; step <= 12; step++) {
        progress.step(new RunProgress(step, 1000, 1.234, 5400, Duration.ofSeconds(185)));
        now[0] += SECOND;
      }
      progress.evaluated(2, Map.of("eval/loss", 1.5));
      progress.saved(2, Path.of("there"));
    }
    return printed.toString();
  }
}
