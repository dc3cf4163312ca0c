package dev.bagel.torch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a tokenizer of one token a letter, so that rows can be read.
class SftDataTest {
  @TempDir private Path temp;
  private DataFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = new DataFolder(temp);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void rows_of_every_kind_are_what_bagel_tokens_shows() throws IOException {
    Path rows =
        folder.rows(
            "{\"id\":\"1\",\"source\":\"boolq_vicuna\",\"format\":\"vicuna\",\"input\":\"u </s>\","
                + "\"output\":\"b\"}",
            "{\"prompt\":\"p\",\"completion\":\"c\"}",
            "{\"messages\":[{\"role\":\"user\",\"content\":\"m</s>\"},"
                + "{\"role\":\"assistant\",\"content\":\"n\"}]}",
            "{\"conversations\":[{\"from\":\"human\",\"value\":\"c\"},"
                + "{\"from\":\"gpt\",\"value\":\"d\"}]}",
            "{\"text\":\"one\",\"source\":\"books\"}",
            "{\"input_ids\":[128,97,98,99],\"labels\":[-100,-100,98,-100]}");
    try (SftData data = folder.sft(rows, DataFolder.SETTINGS)) {
      assertThat(folder.show(data))
          .containsExactly(
              "<s>u </s>[b</s>]",
              "<s>p[c</s>]",
              "<s>u:m</s>a:[n</s>]",
              "<s>u:ca:[d</s>]",
              "<s>[one</s>]",
              "<s>a[b]c");
      assertThat(IntStream.range(0, 6).mapToObj(data::row).map(TokenRow::source))
          .containsExactly("boolq", "rows", "rows", "rows", "books", "rows");
      assertThat(data.row(0).id()).isEqualTo("1");
      assertThat(data.row(1).id()).isEmpty();
      assertThat(data.row(5).place()).hasToString(rows + ", row 5");
    }
  }

  @Test
  void letters_that_spell_eos_are_text_and_eos_is_one_token() throws IOException {
    Path rows = folder.rows("{\"input\":\"a\",\"output\":\"</s>\"}");
    try (SftData data = folder.sft(rows, DataFolder.SETTINGS)) {
      assertThat(data.row(0).tokens().ids())
          .containsExactly(Letters.BOS, 'a', '<', '/', 's', '>', Letters.EOS);
      assertThat(data.row(0).tokens().labels())
          .containsExactly(-100, -100, '<', '/', 's', '>', Letters.EOS);
    }
  }

  @Test
  void longer_rows_are_dropped_and_counted() throws IOException {
    Path rows =
        folder.rows(
            "{\"input\":\"abc\",\"output\":\"d\"}",
            "{\"input\":\"abcd\",\"output\":\"d\"}",
            "{\"text\":\"abcdefg\"}");
    try (SftData data = folder.sft(rows, DataSettings.upTo(6, DataFolder.SETTINGS.date()))) {
      assertThat(folder.show(data)).containsExactly("<s>abc[d</s>]");
      assertThat(data.dropped())
          .containsExactly(
              new Dropped(Dropped.Reason.OVER_LIMIT, 2, new Place(rows.toString(), 1)));
      assertThat(data.dropped().getFirst())
          .hasToString("2 rows: longer than the limit (first: %s, row 1)".formatted(rows));
      assertThat(data.cut()).isEmpty();
    }
  }

  @Test
  void cut_rows_learn_no_eos_and_are_dropped_where_nothing_is_left() throws IOException {
    Path rows =
        folder.rows(
            "{\"input\":\"abc\",\"output\":\"d\"}",
            "{\"input\":\"abc\",\"output\":\"def\"}",
            "{\"input\":\"abcdef\",\"output\":\"g\"}",
            "{\"text\":\"abcdefg\"}");
    DataSettings cut = DataSettings.upTo(6, DataFolder.SETTINGS.date()).withOver(Over.CUT);
    try (SftData data = folder.sft(rows, cut)) {
      assertThat(folder.show(data)).containsExactly("<s>abc[d</s>]", "<s>abc[de]", "<s>[abcde]");
      assertThat(data.dropped())
          .containsExactly(
              new Dropped(Dropped.Reason.NOTHING_LEFT, 1, new Place(rows.toString(), 2)));
      assertThat(data.cut()).contains(new Cut(2, 5, new Place(rows.toString(), 1)));
    }
  }

  @Test
  void a_row_that_learns_nothing_is_refused_with_its_place() throws IOException {
    Path rows =
        folder.rows(
            "{\"input_ids\":[128,97],\"labels\":[-100,97]}",
            "{\"input_ids\":[128,97,98],\"labels\":[-100,-100,-100]}");
    refused(rows)
        .hasMessage(
            rows
                + ", row 1: nothing in it is learnt: all its labels are masked; leave it out, or"
                + " mend its labels");
  }

  @Test
  void bad_rows_are_refused_with_their_place() throws IOException {
    refused(folder.rows("{\"text\":\"a\"}", "nonsense"))
        .hasMessageContaining("rows.jsonl, row 1: not JSON");
    refused(folder.rows("{\"text\":\"a\"}", "{\"text\":7}"))
        .hasMessageContaining("rows.jsonl, row 1: text is no text");
    refused(folder.rows("{\"text\":\"a\"}", "{\"foo\":7}"))
        .hasMessageContaining("rows.jsonl, row 1: its columns are foo");
    refused(folder.rows("{\"input_ids\":[128,500],\"labels\":[-100,500]}"))
        .hasMessageContaining("rows.jsonl, row 0: token 1 is 500");
    refused(folder.rows("{\"prompt\":\"a\",\"chosen\":\"b\",\"rejected\":\"c\"}"))
        .hasMessageContaining("row 0: it is a pair of answers, which `train dpo` reads");
    refused(folder.rows("{\"foo\":7}")).hasMessageContaining("its columns are foo");
    assertThat(folder.run).isEmptyDirectory();
  }

  @Test
  void data_without_rows_are_refused() throws IOException {
    refused(folder.rows()).hasMessageContaining("has no rows");
    refused(folder.rows("{\"text\":\"%s\"}".formatted("x".repeat(50))))
        .hasMessageContaining("no row is left with a limit of 40 tokens: 1 row: longer than")
        .hasMessageContaining("raise max-tokens, if the model has more positions, or make rows");
    refused(temp.resolve("none.jsonl")).hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> DataSettings.upTo(2, DataFolder.SETTINGS.date()))
        .hasMessageContaining("a limit of 2 tokens leaves no room");
  }

  @Test
  void a_tokenizer_with_more_tokens_than_the_model_is_refused_before_any_row() throws IOException {
    Path rows = folder.rows("nonsense");
    assertThatThrownBy(
            () ->
                SftData.open(
                    rows,
                    DataFolder.SETTINGS,
                    folder.tokenizer,
                    folder.model,
                    129,
                    folder.run,
                    Progress.none()))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("has 130 tokens, and the model knows 129");
  }

  @Test
  void packed_rows_keep_their_boundaries_and_leave_out_the_filling() throws IOException {
    Path rows =
        folder.rows(
            "{\"input_ids\":[128,97,129,128,98,99,129,129,129],"
                + "\"labels\":[-100,97,129,-100,-100,99,129,-100,-100],"
                + "\"position_ids\":[0,1,2,0,1,2,3,0,1],\"sequence_lengths\":[3,4],"
                + "\"ids\":[\"x\",\"y\"],\"sources\":[\"boolq_llama-2\",\"books_plain_text\"]}",
            "{\"text\":\"d\"}");
    try (SftData data = folder.sft(rows, DataFolder.SETTINGS)) {
      assertThat(folder.show(data)).containsExactly("<s>[a</s>]", "<s>b[c</s>]", "<s>[d</s>]");
      assertThat(data.row(1))
          .extracting(TokenRow::id, TokenRow::source, row -> row.place().row())
          .containsExactly("y", "books", 0L);
      Order<Sequence> order = data.order(0);
      assertThat(IntStream.range(0, order.size()).mapToObj(order::at))
          .extracting(sequence -> sequence.rows().stream().map(folder::show).toList())
          .containsExactlyInAnyOrder(List.of("<s>[a</s>]", "<s>b[c</s>]"), List.of("<s>[d</s>]"));
      assertThat(data.facts().rows()).isEqualTo(3);
    }
  }

  @Test
  void packed_rows_that_cannot_be_are_refused() throws IOException {
    String tokens = "{\"input_ids\":[128,97,129],\"labels\":[-100,97,129],\"sequence_lengths\":";
    for (String lengths : List.of("[4]", "[0,3]", "[-1]", "[]", "7", "[1.5]", "[9999999999]")) {
      refused(folder.rows(tokens + lengths + "}"))
          .hasMessageContaining("row 0: its sequence_lengths are no lengths of rows within its 3");
    }
    refused(folder.rows(tokens + "[2]}")).hasMessageContaining("learns tokens behind the rows");
    refused(folder.rows(tokens + "[2,1]}"))
        .hasMessageContaining("nothing of its row 1 is learnt"); // its first token cannot be
    String ids = IntStream.range(0, 41).mapToObj(_ -> "97").reduce((a, b) -> a + "," + b).get();
    refused(
            folder.rows(
                "{\"input_ids\":[%s],\"labels\":[%s],\"sequence_lengths\":[21,20]}"
                    .formatted(ids, ids)))
        .hasMessageContaining("packed sequence of 41 tokens, and 40 are allowed");
  }

  @Test
  void conversations_without_a_chat_template_are_refused_with_what_to_set() throws IOException {
    Files.writeString(
        folder.model.resolve("tokenizer_config.json"),
        "{\"bos_token\":\"<s>\",\"eos_token\":\"</s>\",\"add_bos_token\":true}");
    Path rows = folder.rows("{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}");
    refused(rows)
        .hasMessageContaining("has no chat template")
        .hasMessageContaining("or name one with the setting chat-template");
    Path template =
        Files.writeString(temp.resolve("t.jinja"), "{% generation %}x{% endgeneration %}");
    try (SftData data = folder.sft(rows, DataFolder.SETTINGS.withTemplate(template))) {
      assertThat(folder.show(data)).containsExactly("<s>[x</s>]");
    }
  }

  @Test
  void facts_tell_files_rows_and_tokens_by_source() throws IOException {
    Path rows =
        folder.rows(
            "{\"input\":\"a\",\"output\":\"bc\",\"source\":\"x\"}",
            "{\"text\":\"abc\",\"source\":\"x\"}",
            "{\"text\":\"ab\",\"source\":\"y\"}",
            "{\"text\":\"%s\",\"source\":\"y\"}".formatted("z".repeat(60)));
    try (SftData data = folder.sft(rows, DataFolder.SETTINGS)) {
      DataFacts facts = data.facts();
      assertThat(facts.rows()).isEqualTo(4);
      assertThat(facts.sources())
          .containsOnly(
              Map.entry("x", new DataFacts.SourceFact(2, 10, 7, 0)),
              Map.entry("y", new DataFacts.SourceFact(1, 4, 3, 0)));
      assertThat(facts.tokens()).isEqualTo(14);
      assertThat(facts.learnt()).isEqualTo(10);
      assertThat(facts.longest()).isEqualTo(5);
      assertThat(facts.dropped()).isEqualTo(data.dropped()).hasSize(1);
      assertThat(facts.files()).hasSize(1);
      assertThat(facts.files().getFirst().name()).isEqualTo(rows.toString());
      assertThat(facts.files().getFirst().sha256()).hasSize(64);
      assertThat(facts.tokensFrom()).matches("[0-9a-f]{64}");
    }
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(Path rows) {
    return assertThatThrownBy(() -> folder.sft(rows, DataFolder.SETTINGS).close())
        .isInstanceOf(BagelException.class)
        .satisfies(
            e -> assertThat(((BagelException) e).kind()).isEqualTo(BagelException.Kind.USER));
  }
}
