package dev.bagel.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.dataset.BuiltDataset.Row;
import dev.bagel.dataset.budget.TokenBudget;
import dev.bagel.dataset.budget.TokenBudget.Over;
import dev.bagel.dataset.recipe.SamplerRows;
import dev.bagel.dataset.source.Kind;
import dev.bagel.dataset.source.SourceCatalog;
import dev.bagel.dataset.tokenizer.TinyTokenizers;
import dev.bagel.dataset.write.Manifest.TokenEntry;
import dev.bagel.dataset.write.Table;
import dev.bagel.dataset.write.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Builds of the sampler whose rows are counted by a tokenizer with words as tokens.
@SuppressWarnings("NullAway.Init") // filled before all tests
class TokenBudgetTest {
  private static final int LIMIT = 120;

  @TempDir private static Path temporary;

  private static SamplerRows hub;
  private static String tokenizer;
  private static BuiltDataset counted;
  private static BuiltDataset dropped;
  private static BuiltDataset cut;

  @BeforeAll
  static void build() throws IOException {
    hub = SamplerRows.unpack();
    Path words = Files.createDirectories(temporary.resolve("words"));
    tokenizer = TinyTokenizers.write(words, TinyTokenizers.WORDS).toString();
    counted = build(TokenBudget.NO_LIMIT, Over.DROP).in(temporary.resolve("counted"));
    dropped =
        build(LIMIT, Over.DROP).withExports(Set.of(Table.PACKED)).in(temporary.resolve("dropped"));
    cut = build(LIMIT, Over.CUT).in(temporary.resolve("cut"));
  }

  private static SamplerBuild build(int limit, Over over) {
    return SamplerBuild.quick(hub.folder()).withTokens(new TokenBudget(tokenizer, limit, over));
  }

  @AfterAll
  static void delete_the_rows() {
    hub.close();
  }

  @Test
  void counting_changes_no_row() {
    BuiltDataset plain = SamplerBuild.quick(hub.folder()).in(temporary.resolve("plain"));

    assertThat(counted.manifest().tables()).isEqualTo(plain.manifest().tables());
    assertThat(plain.manifest().tokens()).isEmpty();
    assertThat(sum(counted, TokenEntry::rows)).isEqualTo(rows(counted));
    assertThat(sum(counted, TokenEntry::overLimit)).isZero();
    assertThat(sum(counted, TokenEntry::longest)).isGreaterThan(LIMIT);
  }

  @Test
  void rows_over_the_limit_are_in_the_ledger_and_nowhere_else() {
    long over = sum(dropped, TokenEntry::overLimit);

    assertThat(over).isPositive();
    assertThat(rows(dropped) + over).isEqualTo(rows(counted));
    assertThat(vicuna(dropped)).isNotEmpty().allMatch(row -> words(row) <= LIMIT);
    assertThat(ids(vicuna(counted).stream().filter(row -> words(row) > LIMIT)))
        .isNotEmpty()
        .isEqualTo(ids(listed(dropped, "over_token_limit").filter(TokenBudgetTest::isVicunaSft)));
    assertThat(dropped.table(Table.SAMPLES)).isEqualTo(counted.table(Table.SAMPLES));
    assertThat(listed(dropped, "over_token_limit")).hasSize((int) over);
    assertThat(Verification.of(dropped.folder())).allMatch(Verification.Check::holds);
  }

  @Test
  void a_cut_row_is_within_the_limit_and_in_the_ledger_with_what_it_lost() {
    long shorter = sum(cut, TokenEntry::cut);

    assertThat(shorter).isPositive();
    assertThat(rows(cut) + sum(cut, TokenEntry::overLimit)).isEqualTo(rows(counted));
    assertThat(rows(cut)).isEqualTo(rows(dropped) + shorter);
    assertThat(vicuna(cut)).isNotEmpty().allMatch(row -> words(row) <= LIMIT);
    assertThat(listed(cut, "cut_to_token_limit"))
        .hasSize((int) shorter)
        .allSatisfy(
            row -> {
              assertThat(row.get("step")).isEqualTo("format");
              assertThat(row.get("detail")).contains("\"limit\":\"120\",\"lost\":\"");
              assertThat(row.get("origin")).isNotEmpty();
            });
    assertThat(Verification.of(cut.folder())).allMatch(Verification.Check::holds);
  }

  @Test
  void sequences_hold_every_row_of_sft_once_and_nothing_else() {
    Map<String, Integer> rows = new TreeMap<>();
    for (Row row : dropped.rows(Table.SFT)) {
      rows.merge(row.get("id") + row.get("source"), 1, Integer::sum);
    }
    Map<String, Integer> packed = new TreeMap<>();
    long tokens = 0;
    for (Row sequence : dropped.rows(Table.PACKED)) {
      List<?> ids = list(sequence, "ids");
      for (int i = 0; i < ids.size(); i++) {
        Object length = list(sequence, "sequence_lengths").get(i);
        packed.merge(ids.get(i).toString() + list(sequence, "sources").get(i), 1, Integer::sum);
        tokens += ((Number) length).longValue();
      }
      assertThat(list(sequence, "input_ids")).hasSize(LIMIT);
      assertThat(list(sequence, "labels")).hasSize(LIMIT);
      assertThat(list(sequence, "position_ids")).hasSize(LIMIT);
    }

    assertThat(packed).isEqualTo(rows);
    // Few rows of 120 tokens go together; at the lengths of models far less is left.
    assertThat((double) tokens / (LIMIT * dropped.table(Table.PACKED).rows())).isGreaterThan(0.9);
  }

  @Test
  void the_result_does_not_depend_on_threads() {
    for (int threads : new int[] {1, 3}) {
      BuiltDataset again =
          build(LIMIT, Over.DROP)
              .withExports(Set.of(Table.PACKED))
              .withThreads(threads)
              .in(temporary.resolve("threads-" + threads));
      assertThat(again.manifest()).isEqualTo(dropped.manifest());
    }
  }

  @Test
  void a_damaged_sequence_is_found() throws IOException {
    Path copy = temporary.resolve("damaged");
    build(LIMIT, Over.DROP).withExports(Set.of(Table.PACKED)).in(copy);
    Path part =
        new BuiltDataset(copy, dropped.manifest()).files(Table.PACKED, ".parquet").getFirst();
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 3] ^= 8;
    Files.write(part, bytes);

    assertThat(Verification.of(copy))
        .filteredOn(check -> !check.holds())
        .isNotEmpty()
        .allMatch(check -> check.statement().contains("packed"));
  }

  @Test
  void sequences_that_lack_a_row_are_found() throws IOException {
    Path folder = temporary.resolve("short");
    BuiltDataset built = build(LIMIT, Over.DROP).withExports(Set.of(Table.PACKED)).in(folder);
    Path manifest = folder.resolve("manifest.json");
    long rows = built.table(Table.SFT).rows();
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("\"rows\" : %d,".formatted(rows), "\"rows\" : %d,".formatted(rows + 1)));

    assertThat(Verification.of(folder))
        .filteredOn(check -> !check.holds())
        .extracting(Verification.Check::statement)
        .contains("packed holds each row of sft");
  }

  @Test
  void the_manifest_says_which_tokenizer_counted_and_not_where_it_lay() {
    assertThat(dropped.manifest().settings().get("tokens"))
        .asString()
        .contains("tokenizer.json=", "limit=120", "over=drop")
        .doesNotContain(tokenizer);
  }

  @Test
  void what_cannot_be_counted_is_said_before_anything_is_read() throws IOException {
    Path nothing = Files.createDirectories(temporary.resolve("nothing"));
    Path endless = Files.createDirectories(temporary.resolve("endless"));
    TinyTokenizers.write(endless, TinyTokenizers.SCORED);

    refused(build(LIMIT, Over.DROP).withTokens(budget(nothing)), "there is no", "tokenizer.json");
    refused(build(LIMIT, Over.DROP).withTokens(budget(endless)), "EOS");
    refused(
        build(TokenBudget.NO_LIMIT, Over.DROP).withExports(Set.of(Table.PACKED)),
        "packed sequences need a tokenizer and a length");
    refused(
        SamplerBuild.quick(hub.folder()).withExports(Set.of(Table.PACKED)),
        "packed sequences need a tokenizer and a length");
  }

  @Test
  void the_card_has_a_line_for_each_source_and_one_for_all() throws IOException {
    TokenEntry all = dropped.manifest().allTokens();

    assertThat(Files.readString(dropped.folder().resolve("README.md")))
        .contains("## Tokens", "\n| boolq | ", "config_name: packed")
        .contains("| **all** | %,d | %,d | ".formatted(all.rows(), all.tokens()));
  }

  private static void refused(SamplerBuild build, String... words) {
    Path folder = temporary.resolve("refused");
    assertThatThrownBy(() -> build.in(folder))
        .isInstanceOfSatisfying(
            BagelException.class, e -> assertThat(e.kind()).isEqualTo(BagelException.Kind.USER))
        .hasMessageContainingAll(words);
    assertThat(folder).doesNotExist();
  }

  private static TokenBudget budget(Path folder) {
    return new TokenBudget(folder.toString(), LIMIT, Over.DROP);
  }

  /// Tokens of a row: its words, BOS and EOS. A prompt and an answer meet at white space.
  private static long words(Row row) {
    List<String> words = new ArrayList<>(List.of(row.get("input").split("\\s+")));
    words.addAll(List.of(row.get("output").split("\\s+")));
    words.removeIf(String::isEmpty);
    return words.size() + 2L;
  }

  private static long rows(BuiltDataset dataset) {
    return dataset.table(Table.SFT).rows() + dataset.table(Table.DPO).rows();
  }

  private static long sum(BuiltDataset dataset, ToLongFunction<TokenEntry> count) {
    return dataset.manifest().tokens().values().stream().mapToLong(count).sum();
  }

  /// Rows of the ledger with that reason.
  private static Stream<Row> listed(BuiltDataset dataset, String reason) {
    return dataset.rows(Table.DROPPED).stream().filter(row -> row.get("reason").equals(reason));
  }

  private static boolean isVicunaSft(Row row) {
    return row.get("detail").contains("\"format\":\"vicuna\"")
        && SourceCatalog.find(row.get("source"))
            .filter(source -> source.info().kind() == Kind.PREFERENCE)
            .isEmpty();
  }

  private static List<Row> vicuna(BuiltDataset dataset) {
    return dataset.rows(Table.SFT).stream()
        .filter(row -> row.get("format").equals("vicuna"))
        .toList();
  }

  private static List<String> ids(Stream<Row> rows) {
    return rows.map(row -> row.get("id")).sorted().toList();
  }

  private static List<?> list(Row row, String column) {
    return (List<?>) Objects.requireNonNull(row.values().get(column), column);
  }
}
