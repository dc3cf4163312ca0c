package dev.bagel.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Training in processes of their own: killed, and several at once.
@Tag("slow")
class KilledTrainingTest {
  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(folder);
  }

  /// With a checkpoint behind every step, the kill falls into its writing.
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void a_run_that_was_killed_goes_on_as_if_it_had_not_been(int saveEvery) throws Exception {
    String[] chance = {"epochs=3", "neftune=5", "save-every=" + saveEvery};
    train("whole", chance);
    for (long step : new long[] {2, 7, 11}) {
      kill(step, "killed", chance);
      assertThat(workshop.out("killed").resolve("config.json")).doesNotExist();
    }
    train("killed", chance);

    sameLosses("killed", "whole", 1e-6);
    assertThat(workshop.out("killed").resolve("model.safetensors"))
        .hasSameBinaryContentAs(workshop.out("whole").resolve("model.safetensors"));
    assertThat(names("killed")).isEqualTo(names("whole"));
  }

  @Test
  void two_processes_learn_what_one_learns() throws Exception {
    String[] all = {"epochs=2", "neftune=5", "micro-batch=1"};
    train("one", all);
    train("two", Stream.concat(Stream.of(all), Stream.of("processes=2")).toArray(String[]::new));
    sameLosses("two", "one", 1e-5);
    assertThat(workshop.metric("two", "eval/loss").getLast())
        .isCloseTo(workshop.metric("one", "eval/loss").getLast(), within(1e-5));
  }

  private void sameLosses(String out, String wanted, double tolerance) {
    List<Double> losses = workshop.metric(out, "train/loss");
    List<Double> whole = workshop.metric(wanted, "train/loss");
    assertThat(losses).hasSameSizeAs(whole).hasSizeGreaterThan(5);
    for (int i = 0; i < losses.size(); i++) {
      assertThat(losses.get(i)).as("step %d", i + 1).isCloseTo(whole.get(i), within(tolerance));
    }
  }

  /// Of all that lies there, but for the times in names of event files.
  private List<String> names(String out) throws IOException {
    Path place = workshop.out(out);
    try (Stream<Path> all = Files.walk(place)) {
      return all.map(path -> place.relativize(path).toString())
          .filter(name -> !name.contains("tfevents"))
          .sorted()
          .toList();
    }
  }

  private void train(String out, String... settings) throws Exception {
    Process process = start(out, settings);
    try {
      assertThat(process.inputReader().lines()).isNotEmpty();
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private void kill(long step, String out, String... settings) throws Exception {
    Process process = start(out, settings);
    BufferedReader said = process.inputReader();
    String line = said.readLine();
    while (line != null && !line.equals("step " + step)) {
      line = said.readLine();
    }
    process.destroyForcibly();
    assertThat(line).as("the run comes to step %d", step).isNotNull();
    process.waitFor();
  }

  private Process start(String out, String... settings) throws IOException {
    return TrainProgram.start(
        Stream.concat(Stream.of(folder.toString(), out), Stream.of(settings))
            .toArray(String[]::new));
  }
}
