package dev.bagel.torch.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeTry;

/// Whatever is measured is read back bit by bit, wherever a run was killed.
class RunLogPropertiesTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00.250Z");

  private Path folder = Path.of("");

  @BeforeTry
  void make_folder() throws IOException {
    delete_folder();
    folder = Files.createTempDirectory("run");
  }

  @AfterProperty
  void delete_folder() throws IOException {
    if (!folder.toString().isEmpty()) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Property(tries = 60)
  void rows_are_read_back_bit_by_bit(@ForAll("values") List<Map<String, Double>> values)
      throws IOException {
    write(0, 1, values);

    assertThat(RunMetrics.read(folder).rows()).isEqualTo(rows(1, values));
  }

  @Property(tries = 60)
  void events_are_read_back_bit_by_bit(@ForAll("values") List<Map<String, Double>> values)
      throws IOException {
    write(0, 1, values);

    List<EventFileReader.Event> events =
        EventFileReader.read(EventFileReader.files(folder).getFirst());
    double time = START.plusMillis(500).toEpochMilli() / 1e3;
    assertThat(events.get(0))
        .isEqualTo(new EventFileReader.Event(time, 0, "brain.Event:2", false, Map.of()));
    assertThat(events.get(1)).isEqualTo(new EventFileReader.Event(time, 0, "", true, Map.of()));
    assertThat(events.subList(2, events.size()))
        .isEqualTo(rows(1, values).stream().map(RunLogPropertiesTest::event).toList());
  }

  @Property(tries = 60)
  void a_torn_file_loses_what_is_torn_and_no_more(
      @ForAll("values") List<Map<String, Double>> values, @ForAll @IntRange(max = 10_000) int cut)
      throws IOException {
    write(0, 1, values);
    Path file = folder.resolve("metrics.jsonl");
    byte[] bytes = Files.readAllBytes(file);
    byte[] torn = Arrays.copyOf(bytes, cut % bytes.length);
    Files.write(file, torn);
    List<MetricsRow> whole = new ArrayList<>(rows(1, values).subList(0, wholeRows(bytes, torn)));

    assertThat(RunMetrics.read(folder).rows()).isEqualTo(whole);

    long step = 1L + whole.size();
    write(step, step + 1, List.of(Map.of("train/loss", 0.5)));
    whole.add(row(step + 1, Map.of("train/loss", 0.5)));
    assertThat(Files.readString(file)).endsWith("}\n").doesNotContain("\n\n");
    assertThat(RunMetrics.read(folder).rows()).isEqualTo(whole);
  }

  /// A row is whole without the end of its line too.
  private static int wholeRows(byte[] all, byte[] torn) {
    int rows = 0;
    for (int i = 0; i < all.length; i++) {
      rows += all[i] == '\n' && i <= torn.length ? 1 : 0;
    }
    return rows;
  }

  @Property(tries = 40)
  void a_run_that_goes_on_leaves_what_an_unbroken_one_leaves(
      @ForAll("values") List<Map<String, Double>> values, @ForAll @IntRange(min = 1) int at)
      throws IOException {
    int step = 1 + at % values.size();
    write(0, 1, values);
    List<String> unbroken = Files.readAllLines(folder.resolve("metrics.jsonl"));

    write(step, step + 1, values.subList(step, values.size()));

    assertThat(Files.readAllLines(folder.resolve("metrics.jsonl"))).isEqualTo(unbroken);
  }

  @Provide
  Arbitrary<List<Map<String, Double>>> values() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.of("train/loss", "eval/loss", "eval/loss/</script>", "train/step"),
            Arbitraries.strings().ofMaxLength(12).map(RunLogPropertiesTest::valid));
    Arbitrary<Double> numbers =
        Arbitraries.oneOf(
            Arbitraries.doubles(),
            Arbitraries.of(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                -0.0,
                Double.MIN_VALUE),
            Arbitraries.floats().map(Float::doubleValue));
    return Combinators.combine(names, numbers)
        .as(Map::entry)
        .list()
        .ofMaxSize(5)
        .map(
            entries -> {
              Map<String, Double> row = new TreeMap<>();
              entries.forEach(entry -> row.put(entry.getKey(), entry.getValue()));
              return row;
            })
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(List::copyOf);
  }

  /// Without halves of surrogate pairs, which no file in UTF-8 can hold.
  private static String valid(String text) {
    return "x/" + new String(text.getBytes(UTF_8), UTF_8);
  }

  private void write(long resumedAt, long first, List<Map<String, Double>> values) {
    try (RunLog log = RunLog.open(folder, resumedAt)) {
      rows(first, values).forEach(row -> log.add(row.step(), row.time(), row.values()));
    }
  }

  private static List<MetricsRow> rows(long first, List<Map<String, Double>> values) {
    List<MetricsRow> rows = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      rows.add(row(first + i, values.get(i)));
    }
    return rows;
  }

  private static MetricsRow row(long step, Map<String, Double> values) {
    return new MetricsRow(step, START.plusMillis(500 * step), values);
  }

  private static EventFileReader.Event event(MetricsRow row) {
    Map<String, Integer> bits = new TreeMap<>();
    row.values().forEach((name, value) -> bits.put(name, Float.floatToIntBits(value.floatValue())));
    return new EventFileReader.Event(row.time().toEpochMilli() / 1e3, row.step(), "", false, bits);
  }
}
