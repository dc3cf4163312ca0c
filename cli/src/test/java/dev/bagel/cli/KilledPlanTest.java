package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.prompting.plan.Outcome;
import dev.bagel.prompting.plan.TraceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run of a plan that is told to stop, as by Ctrl-C, in a process of its own.
@Tag("slow")
class KilledPlanTest {
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path temp;

  @Test
  void a_run_that_is_told_to_stop_leaves_its_trace() throws Exception {
    Program program = Program.in(Files.createDirectory(temp.resolve("home")));
    Path trace = temp.resolve("trace.json");
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (ModelServer model = new ModelServer(_ -> hanging(asked, over))) {
      Process process =
          program
              .command("plan", "run", "--model", model.openAi(), "--trace", trace, "Why?")
              .start();
      assertThat(asked.await(2, TimeUnit.MINUTES)).isTrue();
      process.destroy();
      Run run = program.wait(process);
      over.countDown();

      assertThat(run.code()).isEqualTo(TERMINATED);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .startsWith("plan 1: the model is asked\n")
          .endsWith(
              "bagel: the run was cancelled; 'bagel plan show "
                  + trace
                  + "' shows what was done\n");
      assertThat(TraceFile.read(TextInput.of(trace), "it").outcome().kind())
          .isEqualTo(Outcome.Kind.CANCELLED);
      assertThat(temp.toFile().list()).containsExactlyInAnyOrder("home", "trace.json");
    }
  }

  private static String hanging(CountDownLatch asked, CountDownLatch over) {
    asked.countDown();
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "too late";
  }
}
