package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What `bagel build` makes of its arguments, before it reads a row.
class BuildCommandTest {
  private static final String BOOLQ =
      "{\"question\": \"is ice cold\", \"passage\": \"Ice is frozen water.\", \"answer\": true}\n";

  @TempDir private Path temp;

  private Hub hub;
  private Path out;

  @BeforeEach
  void hub_with_one_source_of_three() throws IOException {
    out = temp.resolve("out");
    hub =
        new Hub(Files.createDirectory(temp.resolve("hub")))
            .write("google/boolq/data/train-0.jsonl", BOOLQ)
            .write("notes.txt", "A note.")
            .recipe(
                "boolq:",
                "spider: {take: 5}",
                "apps:",
                "notes: {path: notes.txt, kind: text, columns: {text: text}}");
  }

  private Run build(Object... more) {
    Object[] args = new Object[6 + more.length];
    System.arraycopy(
        new Object[] {"build", hub.recipe(), "--hub", hub.folder(), "--out", out}, 0, args, 0, 6);
    System.arraycopy(more, 0, args, 6, more.length);
    return Run.of(args);
  }

  @Test
  void a_plan_says_what_would_be_read_and_makes_nothing() {
    String text = build("--plan", "--missing", "skip").result();

    assertThat(text)
        .contains("recipe test from the folder " + hub.folder())
        .contains("boolq   conversation  high              1  all")
        .contains("checked against: nothing")
        .contains("left out, not to be had: spider: xlangai/spider/spider/train-*")
        .contains("apps: codeparrot/apps/train");
    assertThat(out).doesNotExist();
  }

  @Test
  void a_plan_as_json_holds_what_the_text_shows() {
    JsonNode json = build("--plan", "--missing", "skip", "--json").json();

    assertThat(json.get("recipe").asString()).isEqualTo("test");
    assertThat(json.at("/sources/boolq/files/0").asString())
        .isEqualTo("google/boolq/data/train-0.jsonl");
    assertThat(json.at("/sources/boolq/trust").asString()).isEqualTo("high");
    assertThat(json.at("/sources/notes/kind").asString()).isEqualTo("text");
    assertThat(json.get("missing").propertyNames())
        .containsExactlyInAnyOrder("spider", "apps", "apps (to check its rows)");
    assertThat(out).doesNotExist();
  }

  @Test
  void the_rows_inside_are_called_that_and_not_by_a_temporary_folder() {
    assertThat(Run.of("build", "--plan").result())
        .startsWith("recipe sampler from the rows inside");
  }

  @Test
  void everything_that_is_missing_is_named_in_one_line_and_nothing_is_made() {
    for (Object plan : new Object[] {"--plan", "--jsonl"}) {
      assertThat(build(plan).failure(2))
          .contains("spider/train-*", "codeparrot/apps/train", "openai_humaneval/test-*")
          .contains("--missing skip");
    }
    assertThat(out).doesNotExist();
  }

  @Test
  void without_what_is_missing_the_rest_is_built_and_the_manifest_says_so() throws IOException {
    Run run = build("--missing", "skip");

    assertThat(run.result()).contains("left out, not to be had: spider:");
    assertThat(run.err())
        .contains("left out, not to be had: spider:")
        .contains("read boolq: 1 rows");
    Built built = new Built(out);
    assertThat(built.manifest().get("missing").propertyNames()).contains("spider", "apps");
    assertThat(built.manifest().get("sources").propertyNames())
        .containsExactlyInAnyOrder("boolq", "notes");
    built.isProven();
  }

  @Test
  void the_result_as_json_is_the_manifest() throws IOException {
    assertThat(build("--only", "boolq", "--json").json()).isEqualTo(new Built(out).manifest());
  }

  @Test
  void the_manifest_has_the_same_order_in_every_process() throws IOException {
    build("--only", "boolq").result();
    assertThat(new Built(out).manifest().at("/settings/system-chance").propertyNames())
        .containsExactly("vicuna", "chatml", "llama-2");
  }

  @Test
  void only_takes_names_with_blanks_and_refuses_unknown_ones() {
    assertThat(build("--only", " boolq, notes,", "--plan").result()).contains("boolq", "notes");
    assertThat(build("--only", "bool,note,boolq").failure(2))
        .contains("bool, note", "it has boolq, spider, apps, notes");
    assertThat(out).doesNotExist();
  }

  @Test
  void exports_are_planned_written_counted_and_told() throws IOException {
    Object[] exports = {
      "--only", "boolq,notes", "--export", "messages, alpaca", "--export", "alpaca"
    };

    Object[] plan = java.util.Arrays.copyOf(exports, exports.length + 1);
    plan[exports.length] = "--plan";
    assertThat(build(plan).result()).contains("exports: messages, alpaca");
    assertThat(build(exports).result())
        .contains("messages 1 rows · alpaca 1 rows")
        .contains("export alpaca: 1 samples; no place for 1 plain_text");

    Built built = new Built(out);
    assertThat(built.manifest().get("exports").propertyNames())
        .containsExactly("messages", "alpaca");
    assertThat(
            Built.query(
                "SELECT messages[1].role || ': ' || messages[2].role FROM '%s/messages/*.parquet'"
                    .formatted(out)))
        .containsExactly("user: assistant");
    built.isProven();
  }

  @Test
  void an_unknown_export_is_refused_with_those_that_there_are() {
    for (String name : new String[] {"chatml", "Alpaca", "sft"}) {
      assertThat(build("--only", "boolq", "--export", "messages," + name).failure(2))
          .contains(
              "there is no export '%s'".formatted(name),
              "messages, sharegpt, alpaca, prompt-completion, preference");
    }
    assertThat(build("--only", "boolq", "--export", ",").failure(2))
        .contains("--export names no export");
    assertThat(out).doesNotExist();
  }

  @Test
  void a_hub_must_be_a_folder() {
    Path file = hub.path("notes.txt");
    assertThat(Run.of("build", hub.recipe(), "--hub", file).failure(2))
        .contains(file + " is no folder");
    Path gone = temp.resolve("gone");
    assertThat(Run.of("build", hub.recipe(), "--hub", gone).failure(2))
        .contains(gone + " is no folder");
    assertThat(Run.of("build", "sampler", "--hub", temp).failure(2)).contains("leave out --hub");
  }

  @Test
  void a_data_set_that_is_a_file_is_missing() throws IOException {
    hub.write("xlangai/spider", "no folder");
    assertThat(build("--only", "spider").failure(2)).contains("xlangai/spider");
  }

  @Test
  void a_recipe_must_be_a_file() {
    for (Object recipe : new Object[] {"lost.yaml", temp, ""}) {
      assertThat(Run.of("build", recipe).failure(2))
          .contains("there is no recipe '" + recipe + "'", "sampler, bagel-v0.2, bagel-v0.5");
    }
  }

  @Test
  void a_wrong_recipe_is_named_with_its_line() {
    hub.recipe("boolq: {tkae: 5}");
    assertThat(build().failure(2)).contains("recipe.yaml, line 3", "'tkae'");
    hub.write("recipe.yaml", "name: [");
    assertThat(build().failure(2)).contains("is not YAML");
    hub.write("recipe.yaml", new byte[] {(byte) 0xFF, (byte) 0xFE});
    assertThat(build().failure(2)).contains("is not UTF-8");
  }

  @Test
  void a_missing_own_file_cannot_be_skipped() {
    hub.recipe("boolq:", "notes: {path: [notes.txt, lost.txt], kind: text, columns: {text: text}}");

    assertThat(build("--plan").failure(2)).contains("notes", "lost.txt");
    assertThat(build("--missing", "skip").failure(2)).contains("notes", "lost.txt");
    assertThat(out).doesNotExist();
  }

  @Test
  void out_must_not_be_a_file() {
    out = hub.path("notes.txt");
    assertThat(build("--only", "boolq").failure(2)).contains(out + " is a file", "--out");
    assertThat(out).hasContent("A note.");
  }

  @Test
  void out_must_not_lie_below_a_file() {
    out = hub.path("notes.txt").resolve("below");
    assertThat(build("--only", "boolq").failure(3)).contains("notes.txt", "--out");
  }

  @Test
  void out_must_not_hold_other_files() {
    out = hub.folder();
    assertThat(build("--only", "boolq").failure(2)).contains("not Bagel's", "--out");
    assertThat(hub.path("manifest.json")).doesNotExist();
    assertThat(hub.path(".bagel-lock")).doesNotExist();
  }

  @Test
  void out_must_be_a_place_where_folders_can_be_made() {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isDirectory(Path.of("/proc/self")), "this system has no /proc");
    out = Path.of("/proc/x");
    assertThat(build("--only", "boolq").failure(3))
        .contains("cannot write to /proc/x", "--out")
        .doesNotContain("free space");
  }
}
