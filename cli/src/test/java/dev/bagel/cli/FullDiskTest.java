package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk of 2 MB, which only root can make.
@Tag("slow")
class FullDiskTest {
  @TempDir private Path temp;

  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(temp.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()) == 0,
        "a small disk cannot be mounted here");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  @Test
  void a_full_disk_is_one_line_and_nothing_looks_finished() throws IOException {
    Hub hub = new Hub(Files.createDirectory(temp.resolve("hub")));
    StringBuilder notes = new StringBuilder();
    long noise = 1;
    for (int i = 0; i < 400_000; i++) {
      noise = noise * 6364136223846793005L + 1442695040888963407L;
      notes.append(Long.toHexString(noise)).append(i % 50 == 49 ? '\n' : ' ');
    }
    hub.recipe("notes: {path: notes.csv, kind: text, columns: {text: note}}")
        .write("notes.csv", "note\n" + notes);
    Path out = disk.resolve("out");

    assertThat(Run.of("build", hub.recipe(), "--out", out).failure(3))
        .containsIgnoringCase("no space left")
        .contains(disk.toString());

    new Built(out).isUntouched();
    assertThat(disk).isEmptyDirectory();
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
