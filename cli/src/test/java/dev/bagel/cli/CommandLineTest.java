package dev.bagel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for every command.
class CommandLineTest {
  @Test
  void without_arguments_there_is_the_usage() {
    assertThat(Run.of().result()).startsWith("Usage: bagel").contains("build", "sources", "verify");
    assertThat(Run.of("--debug").result()).startsWith("Usage: bagel");
  }

  @Test
  void the_version_is_a_result() {
    assertThat(Run.of("--version").result()).matches("bagel \\S+\\R");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "build",
        "sources",
        "sources list",
        "sources show",
        "sources try",
        "sources fetch",
        "verify",
        "render",
        "template",
        "ask",
        "summarise",
        "call",
        "plan",
        "plan make",
        "plan check",
        "plan run",
        "plan show",
        "plan replay"
      })
  void every_help_has_an_example_and_fits_a_terminal(String command) {
    String help = Run.of((Object[]) (command + " --help").strip().split(" ")).result();

    assertThat(help).contains("Example: bagel");
    assertThat(help.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    assertThat(help).doesNotContain("spark", "train sft", "explore");
  }

  @Test
  void render_offers_no_json_flag_as_its_output_is_json_in_any_case() {
    assertThat(Run.of("render", "--help").result()).doesNotContain("--json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          bake                      | there is no command 'bake'; there are build, sources
          sources bake              | there is no command 'bake'; there are list, show, try
          build --fast              | there is no option '--fast'; see 'bagel build --help'
          build sampler twice       | 'twice' is one argument too many
          build --seed x            | --seed takes a whole number, not 'x'
          build --threads 9999999999| --threads takes a whole number up to 2,147,483,647
          build --threads 0         | --threads must be 1 or more, not 0
          build --missing maybe     | --missing takes fail or skip, not 'maybe'
          build --ledger long       | --ledger takes brief or full, not 'long'
          build --jsonl=perhaps     | --jsonl takes true or false, not 'perhaps'
          build --out               | Missing required parameter for option '--out' (DIR)
          build --only ,            | --only names no source
          sources show              | Missing required parameter: 'NAME'
          sources try boolq --count 0 | --count must be 1 or more, not 0
          verify                    | Missing required parameter: 'DIR'
          render                    | --in is missing: name the file of conversations
          template                  | Missing required parameter: 'FORMAT'
          render --in a --format b  | there is no prompt format "b"
          render --in a --style old | --style takes card or later, not 'old'
          call hello                | Missing required option: '--functions=FILE'
          call --functions a b c    | 'c' is one argument too many
          call --functions a --format xml b | --format takes json or yaml, not 'xml'
          call --functions a --repairs x b  | --repairs takes a whole number
          render --in a --system 1  | --system takes always or never or chance, not '1'
          """)
  void a_wrong_command_line_is_one_line_and_exit_code_2(String args, String complaint) {
    assertThat(Run.of((Object[]) args.strip().split(" +")).failure(2)).contains(complaint);
  }

  @Test
  void a_blank_path_does_not_mean_the_current_folder() {
    assertThat(Run.of("build", "--out", "").failure(2))
        .contains("--out takes the path of a file or folder, not ''");
    assertThat(Run.of("build", "bagel-v0.5", "--hub", " ").failure(2)).contains("--hub takes");
  }

  @Test
  void a_stack_trace_comes_with_debug_only() {
    assertThat(Run.of("verify", "no-such-folder").failure(2)).contains("no-such-folder");

    Run debug = Run.of("--debug", "verify", "no-such-folder");
    assertThat(debug.code()).isEqualTo(2);
    assertThat(debug.err()).contains("\tat dev.bagel").contains("\nbagel: ");
    assertThat(Run.of("verify", "no-such-folder", "--debug").err()).contains("\tat dev.bagel");
  }

  @Test
  void json_counts_before_a_subcommand_too() {
    assertThat(Run.of("sources", "--json", "list").json())
        .isEqualTo(Run.of("sources", "list", "--json").json())
        .isEqualTo(Run.of("sources", "--json").json());
  }

  @Test
  void a_fault_of_bagels_own_is_one_line_and_exit_code_1() {
    Run run = failing(new IllegalStateException("broken\nthing"));

    assertThat(run.failure(1))
        .isEqualTo(
            "bagel: this is a fault of Bagel's: java.lang.IllegalStateException: broken thing;"
                + " --debug shows where");
  }

  @Test
  void an_error_that_names_what_moves_the_cursor_shows_it() {
    String name = "x\u001b[31m\u009b.txt";
    String shown = "x␛[31m\\u{9b}.txt";
    assertThat(Run.of("ask", "--in", name, "Why?").failure(2)).contains("cannot read " + shown);
    assertThat(Run.of(name).failure(2)).contains("there is no command '" + shown + "'");
  }

  @Test
  void too_little_memory_is_one_line_and_exit_code_3() {
    assertThat(failing(new OutOfMemoryError("Java heap space")).failure(3)).contains("-Xmx");
  }

  @Test
  void a_result_that_cannot_be_written_is_no_success() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "this system has no /dev/full");
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    try (FileOutputStream out = new FileOutputStream(full.toFile())) {
      int code =
          Bagel.run(
              new PrintStream(out, false, UTF_8), new PrintStream(err, true, UTF_8), "sources");
      assertThat(code).isEqualTo(3);
    }
    assertThat(err.toString(UTF_8)).hasLineCount(1).startsWith("bagel: standard output");
  }

  /// A run whose standard output fails with a throwable that no stream would have.
  private static Run failing(Throwable thrown) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8) {
          @Override
          public void write(byte[] bytes, int offset, int length) {
            switch (thrown) {
              case RuntimeException e -> throw e;
              case Error e -> throw e;
              default -> throw new AssertionError(thrown);
            }
          }
        };
    int code = Bagel.run(out, new PrintStream(err, true, UTF_8), "sources", "list");
    return new Run(code, "", err.toString(UTF_8));
  }
}
