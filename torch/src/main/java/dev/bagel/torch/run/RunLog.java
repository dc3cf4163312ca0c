package dev.bagel.torch.run;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run leaves for people while it goes: `metrics.jsonl`, TensorBoard's event files, and
/// `charts.html`, a page that follows it.
///
/// Names of values begin with what they were measured on, `train/` or `eval/`: `train/loss`,
/// `train/learning_rate`, `eval/loss`, and `eval/loss/SOURCE` for a part of it. What is known of a
/// step may come in several rows; steps never go back. A log reads no clock: time is what rows
/// bring.
///
/// One thread. All methods throw a [BagelException] of kind RESOURCES when a file cannot be
/// written.
public final class RunLog implements AutoCloseable {
  /// The page is written this often at most, by the time that rows bring.
  private static final Duration PAGE_PAUSE = Duration.ofSeconds(2);

  private final Path folder;
  private final long resumedAtStep;
  private final RunCharts charts = new RunCharts();
  private final ChartsPage page;
  private final RunPace pace;
  private final MetricsFile metrics;
  private @Nullable EventFile events;
  private @Nullable Instant pageTime;
  private long step;
  private boolean closed;

  private RunLog(Path folder, long resumedAtStep, RunDescription description) {
    this.folder = folder;
    this.resumedAtStep = resumedAtStep;
    step = resumedAtStep;
    page = new ChartsPage(folder, description);
    pace = new RunPace(resumedAtStep, description.steps());
    metrics =
        resumedAtStep == 0
            ? MetricsFile.begin(folder)
            : MetricsFile.resume(folder, resumedAtStep, charts::add);
  }

  /// A log whose page has the folder's name for a title.
  public static RunLog open(Path folder, long resumedAtStep) {
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    return open(folder, resumedAtStep, new RunDescription(name, 0, Map.of()));
  }

  /// Opens a log in a folder, which is made.
  ///
  /// @param resumedAtStep the last step that is kept of what the folder has: rows of later steps,
  ///   which a killed run left, are taken away. 0: a new run; nothing is kept
  /// @throws BagelException USER when `metrics.jsonl` has lines that are no rows
  public static RunLog open(Path folder, long resumedAtStep, RunDescription description) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw WholeFile.trouble("make", folder, e);
    }
    RunLog log = new RunLog(folder, resumedAtStep, description);
    log.show(new RunState.Live());
    return log;
  }

  /// Adds what was measured at a step.
  ///
  /// @param time to milliseconds
  /// @throws IllegalArgumentException when the step is before the last one's
  public void add(long step, Instant time, Map<String, Double> values) {
    if (step < this.step) {
      throw new IllegalArgumentException("step %d comes behind step %d".formatted(step, this.step));
    }
    MetricsRow row = new MetricsRow(step, time.truncatedTo(ChronoUnit.MILLIS), values);
    this.step = step;
    metrics.add(row);
    events(row.time()).add(row);
    pace.add(row);
    charts.add(row);
    if (pageTime == null
        || Duration.between(pageTime, row.time()).abs().compareTo(PAGE_PAUSE) >= 0) {
      pageTime = row.time();
      show(new RunState.Live());
    }
  }

  /// How far it is, by the rows since it was opened.
  public RunProgress progress() {
    return pace.progress();
  }

  /// The run is over: it has made all its steps. The log is closed.
  public void finish() {
    close(new RunState.Finished());
  }

  /// The run ends before its last step. The log is closed.
  ///
  /// @param reason for the reader of the page, as in "Ctrl-C" or "the loss is NaN at row 17 of
  ///   part-00000.parquet"
  public void stop(String reason) {
    close(new RunState.Stopped(reason));
  }

  /// As [#stop], for a reason that is not known, unless that or [#finish] was called.
  @Override
  public void close() {
    close(new RunState.Stopped(""));
  }

  private void close(RunState end) {
    if (closed) {
      return;
    }
    closed = true;
    try (metrics;
        EventFile _ = events) {
      show(end);
    }
  }

  private void show(RunState state) {
    page.write(charts, pace.progress(), state);
  }

  private EventFile events(Instant time) {
    if (events == null) {
      events = EventFile.begin(folder, time, resumedAtStep == 0 ? 0 : resumedAtStep + 1);
    }
    return events;
  }
}
