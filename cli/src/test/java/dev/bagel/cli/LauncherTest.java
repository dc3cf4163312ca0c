package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher as it is called in a shell.
@Tag("slow")
class LauncherTest {
  @TempDir private Path temp;

  private Program program;

  @BeforeEach
  void home_with_a_blank() throws IOException {
    program = Program.in(Files.createDirectory(temp.resolve("a home")));
  }

  @Test
  void results_codes_and_lines_are_those_of_the_command() throws Exception {
    assertThat(program.run("sources", "list")).isEqualTo(Run.of("sources", "list"));
    assertThat(program.run()).isEqualTo(Run.of());
    assertThat(program.run("verify", "no such folder"))
        .isEqualTo(Run.of("verify", "no such folder"));
    assertThat(program.run("build", "--out", "/proc/x").failure(3)).contains("/proc/x");
  }

  @Test
  void java_runs_a_program_with_bagel_on_its_class_path() throws Exception {
    Path file =
        Files.writeString(
            temp.resolve("Ask.java"),
            """
            import dev.bagel.chat.Message;
            void main(String[] args) { IO.println(Message.user(args[0]).text()); }
            """);

    assertThat(program.run("java", file, "two words").result()).isEqualTo("two words\n");
    assertThat(program.run("java").failure(2)).contains("bagel java Ask.java");
    assertThat(program.run("java", "gone.java").failure(2)).contains("no file gone.java");
    assertThat(program.run("java", "--help").result()).contains("Example: bagel java Ask.java");
  }

  @Test
  void nearest_items_are_found_with_vectors_and_without_a_warning() throws Exception {
    Path file =
        Files.writeString(
            temp.resolve("Near.java"),
            """
            import dev.bagel.dataset.decontaminate.NearestItems;
            void main() throws Exception {
              IO.println(NearestItems.of(new float[][] {{1, 0}, {0, 1}}).best(new float[][] {{0, 1}}, 1));
              IO.println(Class.forName("jdk.incubator.vector.FloatVector").getSimpleName());
            }
            """);

    assertThat(program.run("java", file))
        .isEqualTo(new Run(0, "[[Neighbour[item=1, similarity=1.0]]]\nFloatVector\n", ""));
  }

  @Test
  void it_may_be_called_by_a_link() throws Exception {
    Path link = temp.resolve("link");
    Files.createSymbolicLink(link, program.home().resolve("bagel"));

    Run run = program.wait(program.command(link, "--version").directory(temp.toFile()).start());

    assertThat(run.result()).startsWith("bagel ");
  }

  @Test
  void what_a_killed_first_build_left_is_not_taken_for_a_whole_one() throws Exception {
    Files.delete(program.home().resolve("cli/target/built"));

    Run run = program.run("--version");

    // There is nothing here to build it from.
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("bagel: building", "bagel: the build failed");
    assertThat(program.home().resolve("cli/target/lib")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "tlh_KX.UTF-8"})
  void names_of_files_are_utf_8_whatever_the_locale(String locale) throws Exception {
    assumeTrue(
        "UTF-8".equals(System.getProperty("sun.jnu.encoding")),
        "this JVM itself can name no file so: run it in a UTF-8 locale");
    Files.writeString(temp.resolve("Köln.yaml"), "name: k\nsources: {a: {path: Zürich.txt}}\n");
    ProcessBuilder command = program.command("build", temp.resolve("Köln.yaml"), "--plan");
    command.environment().put("LC_ALL", locale);

    assertThat(program.wait(command.start()).failure(2)).contains("Köln.yaml, line", "'kind'");
  }

  @Test
  void text_is_utf_8_whatever_the_locale() throws Exception {
    ProcessBuilder command = program.command("sources", "try", "boolq", "--count", 1);
    command.environment().put("LC_ALL", "C");

    assertThat(program.wait(command.start()).result()).startsWith("── ");
  }

  @Test
  void java_options_reach_java_and_too_little_memory_is_one_line() throws Exception {
    Path chats = temp.resolve("chats.jsonl");
    Files.writeString(chats, "{\"messages\": \"" + "x".repeat(30_000_000) + "\"}");
    ProcessBuilder command = program.command("render", "--in", chats);
    command.environment().put("BAGEL_JAVA_OPTS", "-Xmx24m -Xms8m");

    assertThat(program.wait(command.start()).failure(3)).contains("memory");
  }
}
