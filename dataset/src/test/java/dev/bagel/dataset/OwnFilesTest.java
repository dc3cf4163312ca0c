package dev.bagel.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.bagel.BagelException;
import dev.bagel.dataset.files.ParquetFile;
import dev.bagel.dataset.hub.HubFolder;
import dev.bagel.dataset.hub.Locking;
import dev.bagel.dataset.recipe.RecipeFile;
import dev.bagel.dataset.write.Table;
import dev.bagel.dataset.write.Verification;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A user's own files, which need lines of a recipe and no class.
class OwnFilesTest {
  private static final String OUTSIDE = "a b 🥯\n  kept as it is  ";

  @TempDir Path folder;

  record Pair(String q, String good, String bad) {}

  @Test
  void conversations_in_both_spellings_arrive_as_written() throws IOException {
    write(
        "sharegpt.jsonl",
        """
        {"conversations":[{"from":"system","value":"Be brief."},{"from":"human","value":" Hi?  "},{"from":"gpt","value":"Hello.\\n"}]}
        """);
    write(
        "messages.jsonl",
        """
        {"conversations":[{"role":"user","content":"One?"},{"role":"assistant","content":"1"},{"role":"user","content":"Two?"},{"role":"assistant","content":"2"}]}
        """);
    BuiltDataset built =
        build(
            """
            chats:
              path: [sharegpt.jsonl, messages.jsonl]
              kind: conversation
              columns: {conversation: conversations}
            """);

    assertThat(built.rows(Table.SAMPLES))
        .extracting(row -> String.valueOf(row.values().get("conversations")))
        .containsExactlyInAnyOrder(
            "[{from=system, value=Be brief.}, {from=human, value= Hi?  }, {from=gpt, value=Hello.\n"
                + "}]",
            "[{from=human, value=One?}, {from=gpt, value=1}, {from=human, value=Two?}, {from=gpt,"
                + " value=2}]");
    assertThat(built.rows(Table.SFT)).hasSize(12);
  }

  @Test
  void columns_of_a_table_become_turns() throws IOException {
    write(
        "faq.csv",
        """
        id,question,answer,persona
        1,"Why, though?","Because ""so"".",
        2,Where?,Here.,You are a map.
        """);
    BuiltDataset built =
        build(
            """
            faq:
              path: faq.csv
              kind: conversation
              columns: {user: question, assistant: answer, system: persona}
            """);

    assertThat(built.rows(Table.SAMPLES))
        .extracting(row -> String.valueOf(row.values().get("conversations")))
        .containsExactlyInAnyOrder(
            "[{from=human, value=Why, though?}, {from=gpt, value=Because \"so\".}]",
            "[{from=system, value=You are a map.}, {from=human, value=Where?}, {from=gpt,"
                + " value=Here.}]");
  }

  @Test
  void what_is_no_text_is_never_taken_for_text() throws IOException {
    write(
        "faq.jsonl",
        """
        {"question":"How many?","answer":3}
        {"question":"Which?","answer":["this","that"]}
        {"question":"True?","answer":true}
        {"question":"So?","answer":"Yes."}
        """);
    BuiltDataset built =
        build(
            """
            faq:
              path: faq.jsonl
              kind: conversation
              columns: {user: question, assistant: answer}
            """);

    assertThat(built.rows(Table.SAMPLES)).hasSize(1);
    assertThat(built.rows(Table.DROPPED))
        .extracting(row -> row.get("origin") + " " + row.get("reason") + " " + row.get("detail"))
        .containsExactlyInAnyOrder(
            "faq.jsonl:0 wrong_type {\"message\":\"answer: expected text\"}",
            "faq.jsonl:1 wrong_type {\"message\":\"answer: expected text\"}",
            "faq.jsonl:2 wrong_type {\"message\":\"answer: expected text\"}");
  }

  @Test
  void pairs_come_from_parquet() {
    try (ParquetFile<Pair> out = ParquetFile.create(folder.resolve("pairs.parquet"), Pair.class)) {
      out.write(new Pair("Which?", "This one.", "None."));
      out.write(new Pair("Same?", "Yes.", "Yes."));
    }
    BuiltDataset built =
        build(
            """
            pairs:
              path: pairs.parquet
              kind: preference
              columns: {prompt: q, chosen: good, rejected: bad}
            """);

    assertThat(built.rows(Table.SAMPLES))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("prompt")).isEqualTo("Which?");
              assertThat(row.get("chosen")).isEqualTo("This one.");
              assertThat(row.get("rejected")).isEqualTo("None.");
            });
    assertThat(built.rows(Table.DPO)).hasSize(4);
    assertThat(built.drops("pairs", "equal_pair"))
        .singleElement()
        .satisfies(row -> assertThat(row.get("origin")).isEqualTo("pairs.parquet:1"));
  }

  @Test
  void compressed_texts_arrive_as_written() throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("book.txt.gz")))) {
      out.write(OUTSIDE.getBytes(UTF_8));
    }
    try (OutputStream out =
        new ZstdOutputStream(Files.newOutputStream(folder.resolve("notes.jsonl.zst")))) {
      out.write("{\"body\":\"first\"}\n{\"body\":\"second\\n\"}\n".getBytes(UTF_8));
    }
    BuiltDataset built =
        build(
            """
            book: {path: book.txt.gz, kind: text, columns: {text: text}}
            notes: {path: notes.jsonl.zst, kind: text, columns: {text: body}}
            """);

    assertThat(built.rows(Table.SAMPLES))
        .extracting(row -> row.get("text"))
        .containsExactlyInAnyOrder(OUTSIDE, "first", "second\n");
    assertThat(built.rows(Table.SFT))
        .extracting(row -> row.get("output"))
        .containsExactlyInAnyOrder(OUTSIDE, "first", "second\n");
    assertThat(built.source("book").licence()).isEqualTo("unstated");
  }

  @Test
  void trust_decides_between_two_copies_and_else_the_recipes_order() throws IOException {
    write("one.csv", "q,a\nSame?,From one.\nFirst?,From one.\n");
    write("two.csv", "q,a\nSame?,From two.\nSecond?,From two.\n");
    String lines =
        """
        one: {path: one.csv, kind: conversation, columns: {user: q, assistant: a}, trust: %s}
        two: {path: two.csv, kind: conversation, columns: {user: q, assistant: a}, trust: high}
        """;

    assertThat(answers(build(lines.formatted("medium")), "Same?")).containsExactly("From two.");
    BuiltDataset equal = build(lines.formatted("high"));
    assertThat(answers(equal, "Same?")).containsExactly("From one.");
    assertThat(equal.drops("two", "duplicate"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("origin")).isEqualTo("two.csv:0");
              assertThat(row.get("detail")).contains("\"winner_source\":\"one\"");
            });
  }

  @Test
  void bad_rows_are_drops_with_file_and_row() throws IOException {
    write(
        "chats.jsonl",
        """
        {"turns":[{"from":"human","value":"Hi?"},{"from":"gpt","value":"Hello."}]}
        {"turns": broken
        {"turns":null}
        {"turns":"words"}
        {"turns":[{"from":"gpt","value":"I begin."}]}
        {"turns":[{"from":"human","value":"Hi?"},{"from":"gpt","value":"  "}]}
        {"turns":[{"from":"human","value":"And?"}]}
        """);
    BuiltDataset built =
        build(
            """
            chats: {path: chats.jsonl, kind: conversation, columns: {conversation: turns}}
            """);

    assertThat(built.rows(Table.DROPPED))
        .extracting(row -> row.get("origin") + " " + row.get("reason"))
        .containsExactlyInAnyOrder(
            "chats.jsonl:1 malformed",
            "chats.jsonl:2 missing_value",
            "chats.jsonl:3 wrong_type",
            "chats.jsonl:4 roles_out_of_order",
            "chats.jsonl:5 empty_turn",
            "chats.jsonl:6 roles_out_of_order");
    assertThat(built.rows(Table.DROPPED)).allMatch(row -> !row.get("detail").isEmpty());
    assertThat(built.source("chats").candidates()).isEqualTo(7);
  }

  @Test
  void a_file_that_is_absent_or_of_no_known_format_ends_the_build_before_it_begins()
      throws IOException {
    write("a.docx", "words");
    for (Map.Entry<String, String> path :
        Map.of("none.jsonl", "there is no such file", "a.docx", "its ending tells no format")
            .entrySet()) {
      assertThatThrownBy(
              () ->
                  build("own: {path: %s, kind: text, columns: {text: b}}".formatted(path.getKey())))
          .isInstanceOf(BagelException.class)
          .hasMessageContainingAll("source own", path.getKey(), path.getValue());
      assertThat(folder.resolve("out")).doesNotExist();
    }
  }

  @Test
  void a_column_that_is_absent_is_an_error_that_names_those_there_are() throws IOException {
    write("faq.csv", "question,answer\nWhy?,So.\n");

    assertThatThrownBy(
            () ->
                build(
                    "faq: {path: faq.csv, kind: conversation, columns: {user: q, assistant:"
                        + " answer}}"))
        .isInstanceOf(BagelException.class)
        .hasMessageContainingAll("faq", "faq.csv", "no column q", "question, answer");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void a_source_without_a_readable_row_is_an_error() throws IOException {
    write("empty.jsonl", "");
    write("broken.jsonl", "{\n{\n");

    assertThatThrownBy(() -> build("own: {path: empty.jsonl, kind: text, columns: {text: b}}"))
        .isInstanceOf(BagelException.class)
        .hasMessageContainingAll("source own holds no rows", "empty.jsonl");
    assertThatThrownBy(() -> build("own: {path: broken.jsonl, kind: text, columns: {text: b}}"))
        .isInstanceOf(BagelException.class)
        .hasMessageContainingAll("source own", "none of its 2 rows");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private BuiltDataset build(String sources) {
    try {
      Path recipe =
          Files.writeString(folder.resolve("my.yaml"), "name: my\nsources:\n" + sources.indent(2));
      DatasetReport report =
          DatasetRecipe.build(
              new DatasetSettings(
                  RecipeFile.read(recipe.toString(), folder),
                  new HubFolder(folder),
                  new Locking.Free(),
                  folder.resolve("out"),
                  folder.resolve("vectors"),
                  DatasetSettings.Missing.FAIL,
                  new DatasetSettings.Extras(true, false, Set.of()),
                  2),
              BuildWatch.NONE);
      assertThat(Verification.of(report.folder())).allMatch(Verification.Check::holds);
      return new BuiltDataset(report.folder(), report.manifest());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> answers(BuiltDataset built, String question) {
    return built.rows(Table.SFT).stream()
        .filter(row -> row.get("format").equals("alpaca") && row.get("input").contains(question))
        .map(row -> row.get("output"))
        .map(String::strip)
        .toList();
  }
}
