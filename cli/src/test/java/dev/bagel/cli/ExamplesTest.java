package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every folder of examples/, run by `examples/run`.
class ExamplesTest {
  @TempDir private static Path temp;

  private static Program program;
  private static Path examples;

  @BeforeAll
  static void a_project_that_is_built() throws IOException {
    program = Program.in(Files.createDirectory(temp.resolve("bagel")));
    examples = Examples.copyTo(program.home());
  }

  static List<Path> folders() throws IOException {
    return Examples.folders();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void each_prints_what_is_expected(Path folder) throws Exception {
    assertThat(Examples.files(folder, ".java")).as("programs in " + folder).hasSize(1);
    Path expected = folder.resolve("expected.txt");
    assertThat(expected).exists();

    Run run = run(folder.getFileName().toString().substring(0, 2));

    assertThat(run.result()).isEqualTo(Files.readString(expected));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void without_a_number_the_examples_are_named() throws Exception {
    assertThat(run().result().lines())
        .containsExactlyElementsOf(
            folders().stream().map(folder -> folder.getFileName().toString()).toList());
    assertThat(run("99").code()).isEqualTo(2);
    assertThat(run("99").err()).hasLineCount(1).contains("'examples/run' names them all");
  }

  @Test
  void the_table_has_each_example_with_its_program() throws IOException {
    List<String> rows = Files.readAllLines(Path.of("..", "examples", "README.md"));
    for (Path folder : folders()) {
      String name = folder.getFileName().toString();
      String program = Examples.files(folder, ".java").getFirst().getFileName().toString();
      assertThat(rows)
          .as("examples/README.md has a row for " + name)
          .anyMatch(
              row ->
                  row.startsWith("| " + name.substring(0, 2) + " |")
                      && row.contains("(" + name + "/" + program + ")"));
    }
  }

  private static Run run(String... number) throws IOException, InterruptedException {
    ProcessBuilder command = program.command(examples.resolve("run"), (Object[]) number);
    command.environment().put("BAGEL_JAVA_OPTS", "-XX:TieredStopAtLevel=1"); // short runs
    return program.wait(command.start());
  }
}
