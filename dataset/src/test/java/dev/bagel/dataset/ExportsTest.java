package dev.bagel.dataset;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.dataset.BuiltDataset.Row;
import dev.bagel.dataset.export.AlpacaRow;
import dev.bagel.dataset.files.ParquetFile;
import dev.bagel.dataset.recipe.SamplerRows;
import dev.bagel.dataset.write.Manifest.ExportEntry;
import dev.bagel.dataset.write.Table;
import dev.bagel.dataset.write.Verification;
import dev.bagel.dataset.write.Verification.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// All exports of the rows that ship inside Bagel.
@SuppressWarnings("NullAway.Init") // filled before all tests
class ExportsTest {
  @TempDir private static Path temporary;

  private static SamplerRows hub;
  private static BuiltDataset built;
  private static List<Row> samples;

  @BeforeAll
  static void build() {
    hub = SamplerRows.unpack();
    built = build("all", Table.EXPORTS, 2);
    samples = built.rows(Table.SAMPLES);
  }

  @AfterAll
  static void delete_the_rows() {
    hub.close();
  }

  private static BuiltDataset build(String name, Set<Table> exports, int threads) {
    return SamplerBuild.quick(hub.folder())
        .withExports(exports)
        .withThreads(threads)
        .in(temporary.resolve(name));
  }

  @Test
  void every_sample_is_exported_or_counted_with_its_reason() {
    long texts = count(row -> row.get("kind").equals("text"));
    long pairs = count(row -> row.get("kind").equals("preference"));
    long chats = count(row -> row.get("kind").equals("conversation"));
    long longOnes = count(row -> chat(row) && row.turns("gpt") > 1);
    long withSystem = count(row -> chat(row) && row.turns("gpt") == 1 && row.turns("system") == 1);

    assertThat(List.of(texts, pairs, longOnes, withSystem)).allMatch(count -> count > 0);
    Map<String, Long> noChat = Map.of("preference_pair", pairs, "plain_text", texts);
    assertThat(built.manifest().exports())
        .containsOnly(
            Map.entry("messages", new ExportEntry(chats, noChat)),
            Map.entry("sharegpt", new ExportEntry(chats, noChat)),
            Map.entry(
                "alpaca",
                new ExportEntry(
                    chats - longOnes - withSystem,
                    Map.of(
                        "preference_pair", pairs,
                        "plain_text", texts,
                        "several_answers", longOnes,
                        "system_text", withSystem))),
            Map.entry(
                "prompt-completion",
                new ExportEntry(chats + texts, Map.of("preference_pair", pairs))),
            Map.entry(
                "preference",
                new ExportEntry(pairs, Map.of("conversation", chats, "plain_text", texts))));
    assertThat(Verification.of(built.folder())).allMatch(Check::holds);
  }

  @Test
  void an_export_has_the_ids_of_its_samples_in_their_order() {
    assertThat(ids(built.rows(Table.MESSAGES))).isEqualTo(ids(samples(ExportsTest::chat)));
    assertThat(ids(built.rows(Table.PREFERENCE)))
        .isEqualTo(ids(samples(row -> row.get("kind").equals("preference"))));
  }

  @Test
  void sharegpt_has_the_turns_of_the_samples() {
    assertThat(built.rows(Table.SHAREGPT))
        .extracting(row -> row.values().get("conversations"))
        .isEqualTo(
            samples(ExportsTest::chat).stream()
                .map(row -> row.values().get("conversations"))
                .toList());
  }

  @Test
  void prompts_and_completions_are_the_texts_of_sft_cut_before_the_blank() {
    List<Row> rows = built.rows(Table.PROMPT_COMPLETION);
    List<Row> sft = built.rows(Table.SFT);

    assertThat(rows).extracting(row -> row.get("prompt")).noneMatch(text -> text.endsWith(" "));
    assertThat(rows.stream().map(row -> text(row, "prompt", "completion")))
        .isEqualTo(sft.stream().map(row -> text(row, "input", "output")).toList());
  }

  private static String text(Row row, String first, String second) {
    return String.join(
        "|", row.get("id"), row.get("source"), row.get("format"), row.get(first) + row.get(second));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SAMPLES", "DROPPED", "PACKED"})
  void json_lines_hold_the_same_rows(Table table) {
    assertThat(built.rows(table, ".jsonl")).isNotEmpty().isEqualTo(built.rows(table));
  }

  @Test
  void exports_change_no_other_table_and_threads_change_no_export() {
    Map<String, ?> all = built.manifest().tables();

    assertThat(build("one", Table.EXPORTS, 1).manifest().tables()).isEqualTo(all);
    assertThat(build("none", Set.of(), 2).manifest().tables())
        .containsOnlyKeys("sft", "dpo", "samples", "dropped")
        .allSatisfy((name, entry) -> assertThat(entry).isEqualTo(requireNonNull(all.get(name))));
  }

  @Test
  void an_export_that_is_no_longer_asked_for_goes_from_the_folder() {
    BuiltDataset first = build("again", Set.of(Table.ALPACA, Table.MESSAGES), 2);
    assertThat(first.folder().resolve("alpaca")).isDirectory();

    BuiltDataset second = build("again", Set.of(Table.MESSAGES), 2);

    assertThat(second.folder().resolve("alpaca")).doesNotExist();
    assertThat(second.folder().resolve("messages")).isDirectory();
    assertThat(second.manifest().exports()).containsOnlyKeys("messages");
    assertThat(Verification.of(second.folder())).allMatch(Check::holds);
  }

  @Test
  void a_damaged_export_is_found() throws IOException {
    BuiltDataset damaged = build("damaged", Set.of(Table.ALPACA), 2);
    Path part = damaged.files(Table.ALPACA, ".parquet").getFirst();
    try (ParquetFile<AlpacaRow> file = ParquetFile.create(part, AlpacaRow.class)) {
      file.write(new AlpacaRow("1", "mine", "Why?", "", "Because."));
    }
    Files.delete(damaged.files(Table.ALPACA, ".jsonl").getFirst());

    assertThat(Verification.of(damaged.folder()))
        .filteredOn(check -> !check.holds())
        .extracting(Check::statement)
        .containsExactly(
            "alpaca has %,d rows".formatted(damaged.table(Table.ALPACA).rows()),
            "alpaca has the stated hash");
  }

  @Test
  void the_card_names_the_exports_and_what_has_no_place() throws IOException {
    ExportEntry alpaca = requireNonNull(built.manifest().exports().get("alpaca"));

    assertThat(built.folder().resolve("README.md"))
        .content()
        .contains("- config_name: prompt-completion\n  data_files: prompt-completion/*.parquet")
        .contains("| `alpaca/` | %d | ".formatted(alpaca.samples()))
        .contains("%d several_answers".formatted(alpaca.withoutPlace().get("several_answers")));
  }

  private static boolean chat(Row row) {
    return row.get("kind").equals("conversation");
  }

  private static long count(Predicate<Row> which) {
    return samples.stream().filter(which).count();
  }

  private static List<Row> samples(Predicate<Row> which) {
    return samples.stream().filter(which).toList();
  }

  private static List<String> ids(List<Row> rows) {
    return rows.stream().map(row -> row.get("id")).toList();
  }
}
