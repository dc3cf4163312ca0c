package dev.bagel.dataset.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.ReadRow.BadRow;
import dev.bagel.dataset.sample.DropReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedRowsTest {
  @TempDir Path folder;

  record Choices(List<String> text, List<@Nullable String> label) {}

  record Question(
      String question,
      int answer,
      @Nullable Choices choices,
      @Nullable Double score,
      @Nullable Boolean easy,
      @Nullable Map<String, Object> extra,
      @Nullable Object any) {}

  record Numbered(String text, long whole, double number, boolean truth, @Nullable Integer maybe) {}

  private static <R extends Record> List<TypedRow<R>> read(DataFile file, Class<R> type) {
    List<TypedRow<R>> all = new ArrayList<>();
    try (Rows<R> rows = TypedRows.open(file, type, "quiz")) {
      for (TypedRow<R> row = rows.next(); row != null; row = rows.next()) {
        all.add(row);
      }
    }
    return all;
  }

  private DataFile jsonl(String... lines) throws IOException {
    return ReadAll.write(folder, "a.jsonl", String.join("\n", lines));
  }

  @Test
  void rows_become_records() throws IOException {
    DataFile file =
        jsonl(
            "{\"question\":\"Why?\",\"answer\":3.0,\"choices\":{\"text\":[\"a\"],\"label\":[null],\"x\":0},"
                + "\"score\":2,\"easy\":true,\"extra\":{\"k\":[1]},\"any\":\"thing\",\"more\":1}",
            "{\"question\":\"How?\",\"answer\":1}");

    assertThat(read(file, Question.class))
        .containsExactly(
            new TypedRow.Typed<>(
                0,
                new Question(
                    "Why?",
                    3,
                    new Choices(List.of("a"), java.util.Collections.singletonList(null)),
                    2.0,
                    true,
                    Map.of("k", List.of(1L)),
                    "thing")),
            new TypedRow.Typed<>(1, new Question("How?", 1, null, null, null, null, null)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'question':null,'answer':1}       | MISSING_VALUE | question: no value",
        "{'answer':1}                       | MISSING_VALUE | question: no value",
        "{'question':7,'answer':1}          | WRONG_TYPE | question: expected text, found the"
            + " number 7",
        "{'question':'q','answer':'x'}      | WRONG_TYPE | answer: expected a whole number, found"
            + " text \"x\"",
        "{'question':'q','answer':'1'}      | WRONG_TYPE | answer: expected a whole number, found"
            + " text \"1\"",
        "{'question':'q','answer':1.5}      | WRONG_TYPE | answer: expected a whole number, found"
            + " the number 1.5",
        "{'question':'q','answer':1e300}    | WRONG_TYPE | answer: expected a whole number, found"
            + " the number 1.0E300",
        "{'question':'q','answer':5000000000} | WRONG_TYPE | answer: expected a whole number of 32"
            + " bits, found the number 5000000000",
        "{'question':'q','answer':[1]}      | WRONG_TYPE | answer: expected a whole number, found a"
            + " list",
        "{'question':'q','answer':1,'score':'2'} | WRONG_TYPE | score: expected a number, found"
            + " text \"2\"",
        "{'question':'q','answer':1,'easy':1} | WRONG_TYPE | easy: expected true or false, found"
            + " the number 1",
        "{'question':'q','answer':1,'extra':[]} | WRONG_TYPE | extra: expected an object, found a"
            + " list",
        "{'question':'q','answer':1,'choices':'a'} | WRONG_TYPE | choices: expected an object,"
            + " found text \"a\"",
        "{'question':'q','answer':1,'choices':{'label':[]}} | MISSING_VALUE | choices.text: no"
            + " value",
        "{'question':'q','answer':1,'choices':{'text':{},'label':[]}} | WRONG_TYPE | choices.text:"
            + " expected a list, found an object",
        "{'question':'q','answer':1,'choices':{'text':['a','b',3],'label':[]}} | WRONG_TYPE |"
            + " choices.text[2]: expected text, found the number 3",
        "{'question':'q','answer':1,'choices':{'text':[null],'label':[]}} | MISSING_VALUE |"
            + " choices.text[0]: no value",
      })
  void a_value_that_does_not_fit_makes_a_bad_row(String line, DropReason reason, String message)
      throws IOException {
    DataFile file =
        jsonl(
            "{\"question\":\"q\",\"answer\":0}",
            line.replace('\'', '"'),
            "{\"question\":\"r\",\"answer\":2}");

    List<TypedRow<Question>> rows = read(file, Question.class);

    assertThat(rows).hasSize(3);
    BadRow bad = ((TypedRow.Bad<Question>) rows.get(1)).row();
    assertThat(bad.number()).isEqualTo(1);
    assertThat(bad.reason()).isEqualTo(reason);
    assertThat(bad.message()).isEqualTo(message);
    assertThat(bad.excerpt()).contains("answer: ");
    assertThat(rows.get(2).number()).isEqualTo(2);
  }

  @Test
  void rows_that_cannot_be_read_are_passed_on() throws IOException {
    List<TypedRow<Question>> rows =
        read(jsonl("oh", "{\"question\":\"q\",\"answer\":0}"), Question.class);

    assertThat(((TypedRow.Bad<Question>) rows.getFirst()).row().reason())
        .isEqualTo(DropReason.MALFORMED);
    assertThat(rows.getLast()).isInstanceOf(TypedRow.Typed.class);
  }

  @Test
  void text_becomes_numbers_and_truth_only_in_csv_and_tsv() throws IOException {
    String table = "text,whole,number,truth,maybe\n12,-3,.5e1,True,\n,4.0,7,false,8\n";

    List<TypedRow<Numbered>> rows = read(ReadAll.write(folder, "a.csv", table), Numbered.class);

    assertThat(rows)
        .containsExactly(
            new TypedRow.Typed<>(0, new Numbered("12", -3, 5.0, true, null)),
            new TypedRow.Typed<>(1, new Numbered("", 4, 7.0, false, 8)));
    assertThat(read(ReadAll.write(folder, "a.tsv.gz", table.replace(',', '\t')), Numbered.class))
        .isEqualTo(rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a,x,1,true,    | WRONG_TYPE    | whole: expected a whole number, found text \"x\"",
        "a,1.5,1,true,  | WRONG_TYPE    | whole: expected a whole number, found text \"1.5\"",
        "a,,1,true,     | MISSING_VALUE | whole: no value",
        "a,1,NaN,true,  | WRONG_TYPE    | number: expected a number, found text \"NaN\"",
        "a,1,1d,true,   | WRONG_TYPE    | number: expected a number, found text \"1d\"",
        "a,1,1,yes,     | WRONG_TYPE    | truth: expected true or false, found text \"yes\"",
      })
  void text_in_csv_that_is_no_number_makes_a_bad_row(
      String record, DropReason reason, String message) throws IOException {
    DataFile file =
        ReadAll.write(folder, "a.csv", "text,whole,number,truth,maybe\n" + record + "\n");

    BadRow bad = ((TypedRow.Bad<Numbered>) read(file, Numbered.class).getFirst()).row();

    assertThat(bad.reason()).isEqualTo(reason);
    assertThat(bad.message()).isEqualTo(message);
  }

  @Test
  void a_file_without_a_column_that_is_needed_is_an_error() throws IOException {
    record Other(String question, String hint, @Nullable String absent) {}
    DataFile table = ReadAll.write(folder, "a.csv", "question,answer\n");
    DataFile lines = jsonl("oh", "{\"question\":\"q\",\"answer\":0}");
    DataFile parquet = new DataFile("a.parquet", folder.resolve("a.parquet"));
    record Written(String question, String answer) {}
    ParquetFile.create(parquet.path(), Written.class).close();

    for (DataFile file : List.of(table, lines, parquet)) {
      assertThatExceptionOfType(BagelException.class)
          .isThrownBy(() -> read(file, Other.class))
          .withMessageStartingWith("quiz: %s has no column hint (".formatted(file.name()))
          .satisfies(error -> assertThat(error.kind()).isEqualTo(BagelException.Kind.USER));
    }
    assertThat(read(jsonl("{\"question\":\"q\",\"hint\":null}"), Other.class).getFirst())
        .isInstanceOf(TypedRow.Bad.class);
  }

  @Test
  void a_component_of_a_type_that_no_file_holds_is_an_error_at_once() throws IOException {
    record Odd(java.time.Instant when) {}
    DataFile file = jsonl("{\"when\":1}");

    assertThatExceptionOfType(BagelException.class)
        .isThrownBy(() -> read(file, Odd.class))
        .withMessage("rows cannot be read as java.time.Instant");
  }
}
