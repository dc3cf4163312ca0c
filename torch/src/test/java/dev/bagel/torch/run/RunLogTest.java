package dev.bagel.torch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir Path folder;

  @Test
  void a_row_is_a_line_as_soon_as_it_is_added() throws IOException {
    try (RunLog log = RunLog.open(folder, 0)) {
      log.add(1, START, Map.of("train/loss", 2.5, "eval/loss", Double.NaN));

      assertThat(Files.readString(folder.resolve("metrics.jsonl")))
          .isEqualTo(
              """
              {"step":1,"time":"2026-01-31T12:00:00Z","eval/loss":"NaN","train/loss":2.5}
              """);
      assertThat(EventFileReader.read(EventFileReader.files(folder).getFirst())).hasSize(3);
    }
  }

  @Test
  void steps_behind_the_one_that_a_run_goes_on_from_are_cut_off() throws IOException {
    run(0, 1, 9);
    run(6, 7, 7);

    assertThat(RunMetrics.read(folder).rows())
        .extracting(MetricsRow::step)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void a_new_run_keeps_nothing_of_another() throws IOException {
    run(0, 0, 3);
    run(0, 1, 1);

    assertThat(RunMetrics.read(folder).rows()).extracting(MetricsRow::step).containsExactly(1L);
  }

  @Test
  void events_that_no_longer_hold_are_taken_back() throws IOException {
    run(0, 1, 9);
    run(6, 7, 8);
    run(0, 1, 1);

    List<Path> files = EventFileReader.files(folder);
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "events.out.tfevents.1769860801.bagel.0001",
            "events.out.tfevents.1769860807.bagel.0002",
            "events.out.tfevents.1769860807.bagel.0003");
    List<EventFileReader.Event> second = EventFileReader.read(files.get(1));
    assertThat(second.get(0).version()).isEqualTo("brain.Event:2");
    assertThat(second.get(1).start()).isTrue();
    assertThat(second).extracting(EventFileReader.Event::step).containsExactly(0L, 7L, 7L, 8L);
    List<EventFileReader.Event> third = EventFileReader.read(files.get(2));
    assertThat(third.get(1).start()).isTrue();
    assertThat(third).extracting(EventFileReader.Event::step).containsExactly(0L, 0L, 1L);
    List<EventFileReader.Event> first = EventFileReader.read(files.getFirst());
    assertThat(first.get(1).start()).isTrue();
    assertThat(first).extracting(EventFileReader.Event::step).startsWith(0L, 0L, 1L).hasSize(11);
  }

  @Test
  void a_run_without_its_past_numbers_goes_on() throws IOException {
    run(0, 1, 5);
    Files.delete(folder.resolve("metrics.jsonl"));
    run(5, 6, 6);

    assertThat(RunMetrics.read(folder).rows()).extracting(MetricsRow::step).containsExactly(6L);
  }

  @Test
  void a_spoilt_line_within_is_refused_with_its_number_and_nothing_is_lost() throws IOException {
    run(0, 1, 2);
    Path file = folder.resolve("metrics.jsonl");
    Files.writeString(file, "{\"step\":3}\n{\"step\":", StandardOpenOption.APPEND);
    String before = Files.readString(file);

    for (Runnable reading :
        List.<Runnable>of(() -> RunMetrics.read(folder), () -> RunLog.open(folder, 2))) {
      assertThatThrownBy(reading::run)
          .isInstanceOfSatisfying(
              BagelException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(BagelException.Kind.USER);
                assertThat(e).hasMessageContaining("metrics.jsonl, line 3 is not a row");
              });
    }
    assertThat(Files.readString(file)).isEqualTo(before);
    assertThat(folder.resolve(".metrics.jsonl.incomplete")).doesNotExist();
  }

  @Test
  void a_folder_without_a_run_is_named() {
    assertThatThrownBy(() -> RunMetrics.read(folder))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining(folder + " has no metrics.jsonl");
  }

  @Test
  void steps_do_not_go_back() throws IOException {
    try (RunLog log = RunLog.open(folder, 0)) {
      log.add(2, START, Map.of());

      assertThatThrownBy(() -> log.add(1, START, Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("step 1 comes behind step 2");
    }
  }

  @Test
  void a_value_cannot_take_the_place_of_the_step() {
    assertThatThrownBy(() -> new MetricsRow(1, START, Map.of("step", 1.0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void progress_is_of_the_last_rows_and_counts_what_lies_between_them() {
    RunDescription description = new RunDescription("SFT", 1_000, Map.of());
    try (RunLog log = RunLog.open(folder, 0, description)) {
      assertThat(log.progress()).isEqualTo(new RunProgress(0, 1_000, Double.NaN, Double.NaN, null));
      for (int step = 1; step <= 100; step++) {
        log.add(
            step,
            START.plusSeconds(2L * step),
            Map.of("train/loss", (double) step, "train/tokens_per_second", 500.0));
      }
      log.add(100, START.plusSeconds(248), Map.of("eval/loss", 7.0));

      assertThat(log.progress())
          .isEqualTo(new RunProgress(100, 1_000, 95.5, 500, Duration.ofMinutes(45)));
    }
  }

  /// A row a second, on steps that go from `first` to `last`.
  private void run(long resumedAt, long first, long last) {
    try (RunLog log = RunLog.open(folder, resumedAt)) {
      for (long step = first; step <= last; step++) {
        log.add(step, START.plusSeconds(step), Map.of("train/loss", 1.0 / step));
      }
    }
  }
}
