package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How tutorials are run: what is wrong in one is found.
class TutorialRunTest {
  @TempDir private Path temp;

  private Path folder;

  @BeforeEach
  void an_empty_folder() throws Exception {
    folder = Files.createDirectory(temp.resolve("run"));
  }

  @Test
  void blocks_share_a_shell_and_each_has_its_own_output() throws Exception {
    Tutorial tutorial =
        tutorial(
            """
            ```sh
            name=Ann
            cat > greeting.txt <<'EOF'
            Hello
            EOF
            ```
            ```console
            rm greeting.txt
            ```
            ```sh
            echo "$(cat greeting.txt), $name"
            echo aside >&2
            ```

            ```text
            Hello, Ann
            ```
            """);

    List<Tutorial.Ran> all = tutorial.run(folder);

    assertThat(all)
        .extracting(Tutorial.Ran::out, Tutorial.Ran::err, Tutorial.Ran::failed)
        .containsExactly(tuple("", "", false), tuple("Hello, Ann\n", "aside\n", false));
    assertThat(tutorial.shown(all.getFirst().block())).isEmpty();
    assertThat(tutorial.shown(all.getLast().block()))
        .get()
        .extracting(Fence::line, Fence::text)
        .containsExactly(15, "Hello, Ann\n");
  }

  @Test
  void a_command_that_fails_is_the_last_one() throws Exception {
    List<Tutorial.Ran> all =
        tutorial("```sh\necho one\n```\n```sh\nfalse\n```\n```sh\necho two\n```\n").run(folder);

    assertThat(all)
        .extracting(Tutorial.Ran::out, Tutorial.Ran::failed)
        .containsExactly(tuple("one\n", false), tuple("", true));
  }

  @Test
  void a_block_that_names_a_file_is_saved_before_the_next_command() throws Exception {
    List<Tutorial.Ran> all =
        tutorial(
                """
                ```sh
                ls *.java || echo none
                ```
                ```java Ask.java
                void main() { IO.println("$HOME"); }
                ```
                ```sh
                cat Ask.java
                ```
                """)
            .run(folder);

    assertThat(all)
        .extracting(Tutorial.Ran::out)
        .containsExactly("none\n", "void main() { IO.println(\"$HOME\"); }\n");
  }

  @Test
  void the_commands_are_bagel_and_those_of_the_jdk() throws Exception {
    List<Tutorial.Ran> all =
        tutorial(
                """
                ```sh
                ./bagel --version
                bagel --version
                command -v jwebserver
                ls examples/README.md
                ```
                """)
            .run(folder);

    assertThat(all.getFirst().out())
        .matches(
            "(bagel \\S+\n){2}%s/bin/jwebserver\nexamples/README.md\n"
                .formatted(System.getProperty("java.home")));
  }

  @Test
  void what_is_printed_is_compared_to_the_letter_but_for_lines_left_out() {
    assertThat(Tutorial.fits("a\nb\n", "a\nb\n")).isTrue();
    assertThat(Tutorial.fits("a\nb \n", "a\nb\n")).isFalse();
    assertThat(Tutorial.fits("a\nb\nc\n", "a\nb\n")).isFalse();
    assertThat(Tutorial.fits("a\n.\n", "a\nb\n")).isFalse();
    assertThat(Tutorial.fits("a\nb\nc\n", "a\n…\nc\n")).isTrue();
    assertThat(Tutorial.fits("a\nc\n", "a\n…\nc\n")).isTrue();
    assertThat(Tutorial.fits("a\nb\nc\n", "a\n…\nd\n")).isFalse();
  }

  private Tutorial tutorial(String page) throws Exception {
    return Tutorial.of(Files.writeString(temp.resolve("page.md").toAbsolutePath(), page));
  }
}
