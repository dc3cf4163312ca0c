package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.hub.Hub;
import dev.bagel.dataset.hub.HubFiles;
import dev.bagel.dataset.hub.HubFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The filter against the exhaustive search, on real rows that are most like benchmarks.
@Tag("slow")
class HubAgreementTest {
  @TempDir private static Path vectors;

  private static final Path FOLDER = Path.of("..", "..", "shared", "hub");

  private record Question(String question) {}

  private record Stem(String question_stem) {}

  private record Sentence(String sentence) {}

  @BeforeEach
  void the_hub_must_be_there() {
    assumeTrue(Files.isDirectory(FOLDER), "no public rows in " + FOLDER);
  }

  @Test
  void the_filter_loses_no_match() {
    List<BenchmarkItem> items =
        everyNth(
            4, items("mt_bench", "mmlu", "truthful_qa", "gsm8k", "arc_challenge", "humaneval"));
    List<String> texts = new ArrayList<>(trainTexts());
    everyNth(16, items).forEach(item -> texts.addAll(copies(item)));
    try (BenchmarkSearch filtered =
            BenchmarkSearch.open(items, Comparisons.cascade(Rule.STRICT, vectors));
        BenchmarkSearch exhaustive =
            BenchmarkSearch.open(items, Comparisons.exhaustive(Rule.STRICT, vectors))) {
      List<String> lost =
          texts.parallelStream()
              .filter(text -> !Objects.equals(filtered.nearest(text), exhaustive.nearest(text)))
              .toList();
      assertThat(lost).isEmpty();
      assertThat(texts.stream().filter(text -> filtered.nearest(text) != null).count())
          .isBetween(texts.size() / 4L, texts.size() * 3L / 4);
    }
  }

  @Test
  void all_benchmarks_of_the_card_but_one_are_there() {
    BenchmarkItems read = BenchmarkItems.read(hub(), BenchmarkCatalog.all().subList(0, 9));
    assertThat(read.missing())
        .containsExactly(
            "tatsu-lab/alpaca_eval/alpaca_eval.json", "allenai/ai2_arc/ARC-Challenge/validation-*");
    assertThat(read.items()).hasSizeBetween(29_000, 30_000);
    assertThat(read.items().stream().map(BenchmarkItem::benchmark).distinct()).hasSize(8);
  }

  /// A copy in other words is no copy: what code changes here, a careless or cunning copyist would.
  private static List<String> copies(BenchmarkItem item) {
    String text = item.text();
    List<String> words = List.of(text.split(" "));
    int one = (int) Math.floorMod(item.index() * 7, (long) words.size());
    List<String> without = new ArrayList<>(words);
    String word = without.remove(one);
    List<String> misspelt = new ArrayList<>(words);
    misspelt.set(
        one, word.substring(0, word.length() / 2) + word.substring((word.length() + 1) / 2));
    return List.of(
        text.toUpperCase(Locale.ROOT),
        "Question: " + text,
        String.join(" ", without),
        String.join("  ", misspelt));
  }

  private static List<String> trainTexts() {
    List<String> texts = new ArrayList<>();
    texts.addAll(train("cais/mmlu", "all/auxiliary_train-*", Question.class, Question::question));
    texts.addAll(
        train("allenai/ai2_arc", "ARC-Challenge/train-*", Question.class, Question::question));
    texts.addAll(train("allenai/openbookqa", "main/train-*", Stem.class, Stem::question_stem));
    texts.addAll(
        train("allenai/winogrande", "winogrande_xl/train-*", Sentence.class, Sentence::sentence));
    return texts;
  }

  /// 200 rows or a few more, evenly spread.
  private static <R extends Record> List<String> train(
      String dataset, String pattern, Class<R> row, Function<R, String> text) {
    List<DataFile> files =
        hub().find(HubFiles.of(dataset, pattern)).files().stream()
            .map(file -> hub().fetch(file, _ -> {}).file())
            .toList();
    Benchmark<R> rows =
        new Benchmark<>(
            dataset, "", HubFiles.of(dataset, pattern), "", row, it -> List.of(text.apply(it)));
    List<String> texts = rows.read(files).stream().map(BenchmarkItem::text).toList();
    return everyNth(Math.max(1, texts.size() / 200), texts);
  }

  private static List<BenchmarkItem> items(String... names) {
    return BenchmarkItems.read(
            hub(),
            BenchmarkCatalog.all().stream()
                .filter(benchmark -> List.of(names).contains(benchmark.name()))
                .toList())
        .items();
  }

  private static <T> List<T> everyNth(int n, List<T> all) {
    return IntStream.range(0, all.size()).filter(i -> i % n == 0).mapToObj(all::get).toList();
  }

  private static Hub hub() {
    return new HubFolder(FOLDER);
  }
}
