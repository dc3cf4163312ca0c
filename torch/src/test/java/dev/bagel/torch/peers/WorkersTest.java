package dev.bagel.torch.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bagel.torch.model.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Processes with JVMs of their own.
@Tag("slow")
class WorkersTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void gradients_of_parts_add_up_to_those_of_the_whole(int processes) throws Exception {
    Path model = Files.createDirectory(folder.resolve("model"));
    TinyModel.llama(model);
    float[] whole = PeerProgram.gradients(model, Peers.alone());
    Run run = run(Map.of(), Integer.toString(processes), "60", "gradients", model.toString());
    assertThat(run.err).isEmpty();
    double[] parts =
        Arrays.stream(run.out.strip().replaceAll("[\\[\\]]", "").split(", ", -1))
            .mapToDouble(Double::parseDouble)
            .toArray();
    assertThat(parts).hasSameSizeAs(whole);
    for (int i = 0; i < parts.length; i++) {
      assertThat(parts[i]).isCloseTo(whole[i], within(1e-6));
    }
  }

  @Test
  void one_that_is_killed_is_named() throws Exception {
    Run run = run(Map.of(), "3", "60", "killed");
    assertThat(run.code).isEqualTo(3);
    assertThat(run.err)
        .hasLineCount(1)
        .startsWith("bagel: rank 1 (process ")
        .contains("was ended by signal 9");
  }

  @Test
  void an_error_of_one_is_that_of_all() throws Exception {
    Run run = run(Map.of(), "3", "60", "mistaken");
    assertThat(run.code).isEqualTo(2);
    assertThat(run.err)
        .hasLineCount(1)
        .contains("rank 1 (process ")
        .endsWith(" stopped: row 7 of rows.jsonl has no answer\n");
  }

  @Test
  void a_fault_of_one_is_shown() throws Exception {
    Run run = run(Map.of(), "2", "60", "broken");
    assertThat(run.code).isEqualTo(3);
    assertThat(run.err)
        .contains("[rank 1] Exception in thread \"main\" java.lang.IllegalStateException: a fault")
        .contains("bagel: rank 1 (process ")
        .contains("ended with exit code 1");
  }

  @Test
  void processors_are_shared_out() throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    Run run = run(Map.of(), "2", "60", "threads");
    assertThat(run.out).isEqualTo("[%.1f]\n".formatted(2.0 * Math.max(1, processors / 2)));
    Run set = run(Map.of("OMP_NUM_THREADS", "3"), "2", "60", "threads");
    assertThat(set.out).isEqualTo("[6.0]\n");
  }

  @Test
  void workers_end_with_the_one_that_started_them() throws Exception {
    Process first = start(Map.of(), "3", "60", "forever");
    try {
      assertThat(first.inputReader().readLine()).isEqualTo("running");
      List<ProcessHandle> workers = first.children().toList();
      assertThat(workers).hasSize(2);
      first.destroyForcibly();
      for (ProcessHandle worker : workers) {
        worker.onExit().get(60, TimeUnit.SECONDS);
        assertThat(worker.isAlive()).isFalse();
      }
    } finally {
      first.descendants().forEach(ProcessHandle::destroyForcibly);
      first.destroyForcibly();
    }
  }

  @Test
  void one_that_falls_silent_is_named() throws Exception {
    Process first = start(Map.of(), "2", "600", "forever");
    try {
      assertThat(first.inputReader().readLine()).isEqualTo("running");
      long worker = first.children().findFirst().orElseThrow().pid();
      assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(worker)).start().waitFor())
          .isZero();
      Run run = ended(first);
      assertThat(run.code).isEqualTo(3);
      assertThat(run.err)
          .hasLineCount(1)
          .contains("rank 1 (process " + worker)
          .contains("has not been heard of for 30 s");
    } finally {
      first.descendants().forEach(ProcessHandle::destroyForcibly);
      first.destroyForcibly();
    }
  }

  @Test
  void machines_by_their_environment() throws Exception {
    String port = Integer.toString(Ranks.freePort());
    Process zero = start(environment("0", port), "1", "30", "threads");
    Run one = ended(start(environment("1", port), "1", "30", "threads"));
    Run two = ended(zero);
    assertThat(one.err).isEmpty();
    assertThat(one.out).isEqualTo(two.out).isNotEmpty();
    Run both = run(environment("0", port), "2", "30", "threads");
    assertThat(both.code).isEqualTo(2);
    assertThat(both.err).contains("the environment makes this rank 0 of 2, and 2 processes");
  }

  private static Map<String, String> environment(String rank, String port) {
    return Map.of("RANK", rank, "WORLD_SIZE", "2", "MASTER_ADDR", "localhost", "MASTER_PORT", port);
  }

  @Test
  void memory_stays_as_it_is_over_two_thousand_sums() throws Exception {
    Run run = run(Map.of(), "2", "60", "memory");
    assertThat(run.err).isEmpty();
    assertThat(Double.parseDouble(run.out)).isLessThan(1 << 20);
  }

  private Run run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return ended(start(environment, arguments));
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(PeerProgram.program(arguments).command());
    List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS").forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Run ended(Process process) throws IOException, InterruptedException {
    try {
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
      return new Run(process.waitFor(), out, err);
    } finally {
      process.destroyForcibly();
    }
  }

  private record Run(int code, String out, String err) {}
}
