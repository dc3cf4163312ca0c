package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.dataset.engine.BatchOpener.Batches;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.sample.Candidate;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class FileCheckTest {
  private static final List<BenchmarkItem> ITEMS =
      List.of(
          new BenchmarkItem("facts", 0, "Why does the moon look larger near the horizon?"),
          new BenchmarkItem("sums", 0, "Nadia has 12 plums and eats 5. How many are left?"),
          new BenchmarkItem("facts", 1, "why does the moon look larger near the horizon?"),
          new BenchmarkItem("none", 0, ""),
          new BenchmarkItem("facts", 2, "Ποιος ποταμός είναι ο μεγαλύτερος;"),
          new BenchmarkItem("facts", 3, "太阳为什么会发光，而月亮不会？"));

  @TempDir Path folder;

  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

  @ParameterizedTest
  @ValueSource(strings = {"strict", "rephrase"})
  void verdicts_depend_neither_on_threads_nor_on_order_and_are_those_of_a_build(String name)
      throws IOException {
    Rule rule = RuleNames.find(name).orElseThrow();
    List<String> texts = new ArrayList<>(texts());
    Map<String, String> expected = inABuild(rule, texts);
    assertThat(expected.values()).contains("clean").hasSizeGreaterThan(20);
    assertThat(expected.values().stream().distinct()).hasSizeGreaterThan(4);
    for (int threads : new int[] {1, 3}) {
      assertThat(check(rule, texts, threads)).isEqualTo(expected);
      Collections.shuffle(texts, new Random(threads));
      assertThat(check(rule, texts, threads)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"strict", "rephrase"})
  void text_that_the_model_hardly_knows_is_no_trouble(String name) throws IOException {
    List<String> unknown =
        List.of(
            "",
            " \n\t",
            "\u0000\u0007\u001b",
            "\u200b\u200d",
            "ᚠᚢᚦᚨᚱᚲ ᛁᛊ ᚹᚱᛁᛏᛏᛖᚾ",
            "𒀀𒀁𒀂𒀃𒀄",
            "\u0000\u0000H\u0007e\u0000llo\u0000",
            "�������������");
    List<String> copies = ITEMS.subList(4, 6).stream().map(BenchmarkItem::text).toList();
    Map<String, String> told =
        check(
            RuleNames.find(name).orElseThrow(),
            Stream.concat(unknown.stream(), copies.stream()).toList(),
            1);
    assertThat(unknown).allSatisfy(text -> assertThat(told).containsEntry(text, "clean"));
    assertThat(copies).allSatisfy(text -> assertThat(told.get(text)).startsWith("facts"));
  }

  @Test
  void where_the_model_fails_no_row_is_told_to_be_clean() throws IOException {
    // "red" alone has no direction here, so that no vector of length 1 can be made of it.
    float[][] table = TinyModel.TABLE.clone();
    table[3] = new float[3];
    TinyModel tiny =
        TinyModel.in(folder.resolve("tiny"))
            .with(
                "onnx/model.onnx",
                TinyOnnx.lookUp(
                    table, List.of("input_ids", "attention_mask"), "last_hidden_state"));
    List<BenchmarkItem> items =
        List.of(new BenchmarkItem("b", 0, "green blue"), new BenchmarkItem("b", 1, "red red"));
    Comparison how =
        new Comparison(Rule.STRICT, tiny.model(), folder.resolve("v").toString(), false);
    Path rows = rows(List.of("green blue", "query", "red red"));
    List<CheckedRow> told = new ArrayList<>();
    try (FileCheck check =
        FileCheck.open(items, how, TextColumns.usual(CheckedTurns.USER), 2, notices::add)) {
      assertThatThrownBy(() -> check.run(List.of(file(rows)), told::add))
          .isInstanceOf(BagelException.class)
          .hasMessageContaining("a vector of length 0.0");
    }
    assertThat(told).isEmpty();
    Comparison all =
        new Comparison(Rule.STRICT, tiny.model(), folder.resolve("v").toString(), true);
    assertThatThrownBy(() -> BenchmarkSearch.open(items, all))
        .hasMessageContaining("a vector of length 0.0");
  }

  @Test
  void after_a_run_that_failed_no_thread_asks_the_model_any_more() throws IOException {
    Path rows = rows(Collections.nCopies(5_000, ITEMS.getFirst().text()));
    try (FileCheck check = tiny(3)) {
      assertThatThrownBy(
              () ->
                  check.run(
                      List.of(file(rows)),
                      _ -> {
                        throw new IllegalStateException("the disk is full");
                      }))
          .hasMessage("the disk is full");
      assertThat(Thread.getAllStackTraces().entrySet())
          .filteredOn(thread -> thread.getKey().getName().startsWith(FileCheck.THREAD))
          .flatExtracting(thread -> List.of(thread.getValue()))
          .noneMatch(frame -> frame.getClassName().startsWith(FileCheck.class.getName()));
    }
  }

  @Test
  void a_row_that_shows_nothing_is_told_to_be_empty() throws IOException {
    List<String> texts = List.of("", " \n", "\u0000", "\u200b\ufeff", "\u00a0");
    List<CheckedRow> told = new ArrayList<>();
    try (FileCheck check = tiny(2)) {
      check.run(List.of(file(rows(texts))), told::add);
    }
    assertThat(told)
        .hasSameSizeAs(texts)
        .allSatisfy(
            row ->
                assertThat(row)
                    .isInstanceOfSatisfying(
                        CheckedRow.Clean.class, clean -> assertThat(clean.empty()).isTrue()));
  }

  /// By a model that loads at once.
  private FileCheck tiny(int threads) {
    SentenceModel model = TinyModel.in(folder.resolve("tiny")).model();
    Comparison how = new Comparison(Rule.STRICT, model, folder.resolve("v").toString(), false);
    return FileCheck.open(
        List.of(ITEMS.getFirst()),
        how,
        TextColumns.usual(CheckedTurns.USER),
        threads,
        notices::add);
  }

  @Test
  void kept_vectors_that_are_damaged_or_of_another_size_are_made_anew_with_a_notice()
      throws IOException {
    Comparison how = Comparisons.exhaustive(Rule.STRICT, folder.resolve("vectors"));
    Map<String, String> expected = check(how, texts(), 2);
    assertThat(notices).isEmpty();
    Path kept = only(folder.resolve("vectors"));
    byte[] whole = Files.readAllBytes(kept);

    byte[] damaged = whole.clone();
    damaged[whole.length / 2] ^= 1;
    Files.write(kept, damaged);
    assertThat(check(how, texts(), 2)).isEqualTo(expected);
    assertThat(notices).singleElement().asString().contains("is damaged", "computed again");

    Files.write(kept, new byte[whole.length / 2]);
    assertThat(check(how, texts(), 2)).isEqualTo(expected);
    assertThat(notices).hasSize(2).last().asString().contains("another size");

    assertThat(check(how, texts(), 2)).isEqualTo(expected);
    assertThat(notices).hasSize(2);
    assertThat(Files.readAllBytes(kept)).isEqualTo(whole);
  }

  /// 150 rows, so that they make several batches; some of them several times.
  private static List<String> texts() {
    return IntStream.range(0, 150)
        .mapToObj(
            i -> {
              String item = ITEMS.get(i % 3).text();
              return switch (i % 10) {
                case 0 -> item;
                case 1 -> item.toUpperCase(Locale.ROOT);
                case 2 -> "Answer briefly.\n\n" + item;
                case 3 -> item.replace("moon", "sun").replace("12", "9");
                case 4 -> item.replace("look larger", "seem bigger").replace("eats", "loses");
                case 5 -> ITEMS.get(4 + i / 10 % 2).text();
                case 6 -> " ".repeat(i / 10);
                default -> "What is the number " + i + " good for?";
              };
            })
        .toList();
  }

  private Map<String, String> check(Rule rule, List<String> texts, int threads) throws IOException {
    return check(Comparisons.cascade(rule, folder.resolve("vectors")), texts, threads);
  }

  /// What is told of each text.
  private Map<String, String> check(Comparison how, List<String> texts, int threads)
      throws IOException {
    Path rows = rows(texts);
    Map<String, String> told = new TreeMap<>();
    try (FileCheck check =
        FileCheck.open(ITEMS, how, TextColumns.usual(CheckedTurns.USER), threads, notices::add)) {
      check.run(
          List.of(file(rows)),
          row -> {
            String text = texts.get((int) row.number());
            String verdict =
                switch (row) {
                  case CheckedRow.Clean _ -> "clean";
                  case CheckedRow.Bad bad -> "bad: " + bad.message();
                  case CheckedRow.Flagged flagged -> verdict(flagged.finding());
                };
            String before = told.put(text, verdict);
            assertThat(before).isIn(null, verdict);
          });
      assertThat(check.rows()).isEqualTo(texts.size());
    }
    return told;
  }

  private static String verdict(Finding finding) {
    BenchmarkItem item = finding.match().item();
    return "%s %d %s %s"
        .formatted(item.benchmark(), item.index(), finding.similarity(), finding.match().reason());
  }

  /// The same by the step that builds run.
  private Map<String, String> inABuild(Rule rule, List<String> texts) {
    Decontamination step =
        new Decontamination(
            ITEMS, Comparisons.cascade(rule, folder.resolve("vectors")), CheckedTurns.USER);
    List<Candidate> candidates =
        texts.stream()
            .map(text -> Conversation.of(text, "x"))
            .map(it -> Candidate.of("t", 0, 2, "", new Origin("t.jsonl", 0, 0), it))
            .toList();
    Map<String, String> told = new TreeMap<>();
    try (Batches<Candidate, Candidate> batches = step.open()) {
      List<Candidate> checked = batches.apply(candidates);
      for (int i = 0; i < texts.size(); i++) {
        told.put(
            texts.get(i),
            checked.get(i).outcome() instanceof Drop drop ? verdict(drop.detail()) : "clean");
      }
    }
    return told;
  }

  private static String verdict(String detail) {
    var json = JsonMapper.shared().readTree(detail);
    return "%s %d %s %s"
        .formatted(
            json.get("benchmark").asString(),
            json.get("index").asLong(),
            json.get("similarity").asDouble(),
            json.get("reason").asString());
  }

  private Path rows(List<String> texts) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String text : texts) {
      lines
          .append("{\"messages\": [{\"role\": \"user\", \"content\": ")
          .append(JsonMapper.shared().writeValueAsString(text))
          .append("}]}\n");
    }
    return Files.writeString(folder.resolve("rows.jsonl"), lines);
  }

  private static DataFile file(Path path) {
    return new DataFile("rows.jsonl", path);
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }
}
