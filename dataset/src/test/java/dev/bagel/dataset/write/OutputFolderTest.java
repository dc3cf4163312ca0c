package dev.bagel.dataset.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  @TempDir Path temporary;
  private Path folder = Path.of("");

  @BeforeEach
  void name_the_folder() {
    folder = temporary.resolve("out");
  }

  @Test
  void what_is_published_lies_in_its_place_and_nothing_else() throws IOException {
    publish("one");

    assertThat(names(folder)).containsExactly("README.md", "bagel.lock", "manifest.json", "sft");
    assertThat(folder.resolve("manifest.json")).hasContent("{\"bagel\": \"one\"}");
    assertThat(folder.resolve("README.md")).hasContent("# one");
    assertThat(folder.resolve("sft/part-00000.parquet")).hasContent("one");
  }

  @Test
  void a_new_build_takes_the_place_of_the_old_one_as_a_whole() throws IOException {
    publish("one");
    Files.writeString(folder.resolve("sft/part-00001.parquet"), "one, too");
    publish("two");

    assertThat(names(folder.resolve("sft"))).containsExactly("part-00000.parquet");
    assertThat(folder.resolve("manifest.json")).hasContent("{\"bagel\": \"two\"}");
  }

  @Test
  void a_finished_build_stays_whole_until_the_next_is_published() throws IOException {
    publish("one");
    try (OutputFolder next = OutputFolder.open(folder)) {
      write(next.work().resolve("tables/sft"), "half of two");
    }

    assertThat(names(folder)).containsExactly("README.md", "bagel.lock", "manifest.json", "sft");
    assertThat(folder.resolve("sft/part-00000.parquet")).hasContent("one");
  }

  @Test
  void a_failed_build_leaves_nothing() throws IOException {
    try (OutputFolder output = OutputFolder.open(folder)) {
      write(output.work().resolve("tables/sft"), "half");
    }

    assertThat(folder).doesNotExist();
  }

  @Test
  void a_folder_that_was_there_stays() throws IOException {
    Files.createDirectories(folder);
    OutputFolder.open(folder).close();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void foreign_files_are_refused_and_left_alone() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("thesis.tex"), "years of work");

    refused("thesis.tex", "--out");
    assertThat(names(folder)).containsExactly("thesis.tex");
  }

  @Test
  void a_readme_of_someone_else_is_refused_and_left_alone() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("README.md"), "my project");

    refused("README.md");
    assertThat(folder.resolve("README.md")).hasContent("my project");
  }

  @Test
  void a_folder_that_is_only_called_like_a_table_is_refused_and_left_alone() throws IOException {
    write(folder.resolve("samples"), "ours");
    Files.writeString(folder.resolve("samples/drum.wav"), "boom");

    refused("samples", "drum.wav");
    assertThat(folder.resolve("samples/drum.wav")).hasContent("boom");
  }

  @Test
  void a_manifest_of_something_else_is_refused_and_left_alone() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("manifest.json"), "{\"short_name\": \"Web app\"}");

    refused("manifest.json");
    assertThat(folder.resolve("manifest.json")).hasContent("{\"short_name\": \"Web app\"}");
  }

  @Test
  void a_file_where_the_folder_should_be_is_the_users_error() throws IOException {
    Files.writeString(folder, "a file");

    refused("is a file");
  }

  @Test
  void a_second_build_in_this_process_is_refused() throws IOException {
    try (OutputFolder output = OutputFolder.open(folder)) {
      write(output.work().resolve("tables/sft"), "mine");
      refused("another build", "--out");
      refused("another build", "--out");

      assertThat(output.work().resolve("tables/sft/part-00000.parquet")).hasContent("mine");
    }
    publish("after it");
  }

  @Test
  void another_process_is_refused_even_after_one_was_in_this_process() throws Exception {
    try (OutputFolder output = OutputFolder.open(folder)) {
      write(output.work().resolve("tables/sft"), "mine");
      refused("another build");

      assertThat(openElsewhere()).startsWith("USER another build is writing to " + folder);
      assertThat(output.work().resolve("tables/sft/part-00000.parquet")).hasContent("mine");
    }
    assertThat(openElsewhere()).startsWith("opened");
  }

  @Test
  void what_a_killed_build_left_is_cleaned() throws IOException {
    write(folder.resolve(".bagel-work/tables/sft"), "junk");
    Files.writeString(folder.resolve(".bagel-work/spill"), "junk");
    Files.writeString(folder.resolve(".bagel-lock"), "stale");
    write(folder.resolve("dpo"), "published before the kill");
    publish("next");

    assertThat(names(folder)).containsExactly("README.md", "bagel.lock", "manifest.json", "sft");
  }

  @Test
  void a_folder_that_cannot_be_written_is_a_lack_of_resources() throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeTrue(!Files.isWritable(folder), "a superuser may write everywhere");
    try {
      assertThatThrownBy(() -> OutputFolder.open(folder))
          .isInstanceOfSatisfying(
              BagelException.class,
              e -> assertThat(e.kind()).isEqualTo(BagelException.Kind.RESOURCES))
          .hasMessageContaining(folder.toString());
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void a_folder_that_could_not_be_opened_is_not_held() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("thesis.tex"), "years of work");
    refused("thesis.tex");
    Files.delete(folder.resolve("thesis.tex"));

    publish("after it");
  }

  private void publish(String text) throws IOException {
    try (OutputFolder output = OutputFolder.open(folder)) {
      Path tables = output.work().resolve("tables");
      write(tables.resolve("sft"), text);
      output.publish(
          tables,
          Set.of(Table.SFT),
          "{\"bagelLock\": 1}",
          "# " + text,
          "{\"bagel\": \"%s\"}".formatted(text));
    }
  }

  private void refused(String... words) {
    assertThatThrownBy(() -> OutputFolder.open(folder).close())
        .isInstanceOfSatisfying(
            BagelException.class, e -> assertThat(e.kind()).isEqualTo(BagelException.Kind.USER))
        .hasMessageContainingAll(words)
        .hasMessageContaining(folder.toString());
  }

  private static void write(Path table, String text) throws IOException {
    Files.createDirectories(table);
    Files.writeString(table.resolve("part-00000.parquet"), text);
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      Set<String> names = new TreeSet<>();
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
      return names;
    }
  }

  private String openElsewhere() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OpenFolder.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}
