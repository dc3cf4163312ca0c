package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Builds that are killed, and builds into a folder that another process holds.
@Tag("slow")
class KilledBuildTest {
  /// When the process is killed.
  enum Moment {
    HOLDING {
      @Override
      boolean has(Path out) {
        return Files.exists(out.resolve(".bagel-lock"));
      }
    },
    WORKING {
      @Override
      boolean has(Path out) {
        return Files.exists(out.resolve(".bagel-work").resolve("spill"));
      }
    },
    WRITING {
      @Override
      boolean has(Path out) {
        return Files.exists(out.resolve(".bagel-work").resolve("tables"));
      }
    },
    PUBLISHING {
      @Override
      boolean has(Path out) {
        return Files.exists(out.resolve("sft"));
      }
    },
    FINISHED {
      @Override
      boolean has(Path out) {
        return Files.exists(out.resolve("manifest.json"));
      }
    };

    abstract boolean has(Path out);
  }

  @TempDir private Path temp;

  private static Path clean = Path.of("");

  private Program program;
  private Path out;

  @BeforeAll
  static void clean_build(@TempDir Path shared) {
    clean = shared.resolve("clean");
    assertThat(Run.of("build", "--out", clean).code()).isZero();
  }

  @BeforeEach
  void program() throws IOException {
    program = Program.in(Files.createDirectory(temp.resolve("home")));
    out = temp.resolve("out");
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void after_a_kill_the_same_command_makes_the_same_data_set(Moment moment) throws Exception {
    Process process = program.command("build", "--out", out).start();
    await(process, () -> moment.has(out));
    process.destroyForcibly().waitFor();

    if (Files.exists(out.resolve("manifest.json"))) {
      new Built(out).isProven();
    } else {
      assertThat(Run.of("verify", out).failure(2)).contains("not a finished build");
    }
    assertThat(program.run("build", "--out", out).code()).isZero();
    assertThat(out.resolve("manifest.json"))
        .hasSameTextualContentAs(clean.resolve("manifest.json"));
    assertThat(out.resolve(".bagel-work")).doesNotExist();
    new Built(out).isProven();
  }

  @Test
  void a_folder_that_another_process_builds_into_is_refused() throws Exception {
    Process process = program.command("build", "--out", out).start();
    await(process, () -> Moment.WORKING.has(out));

    assertThat(Run.of("build", "--out", out).failure(2)).contains("another build", out.toString());

    assertThat(program.wait(process).result()).contains("prove it");
    new Built(out).isProven();
  }

  private static void await(Process process, BooleanSupplier moment) throws InterruptedException {
    boolean ended = false;
    while (!moment.getAsBoolean() && !ended) {
      ended = process.waitFor(2, TimeUnit.MILLISECONDS);
    }
  }
}
