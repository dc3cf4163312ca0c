package dev.bagel.torch.run;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private final Path folder;
  private final long resumedAtStep;
  private final MetricsFile metrics;
  private final RunPace pace;
  private @Nullable EventFile events;
  private long step;

  private RunLog(Path folder, long resumedAtStep, RunDescription description) {
    this.folder = folder;
    this.resumedAtStep = resumedAtStep;
    pace = new RunPace(resumedAtStep, description.steps());
    metrics =
        resumedAtStep == 0
            ? MetricsFile.begin(folder)
            : MetricsFile.resume(folder, resumedAtStep, _ -> {});
    step = resumedAtStep;
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
    return new RunLog(folder, resumedAtStep, description);
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
  }

  /// How far it is, by the rows since it was opened.
  public RunProgress progress() {
    return pace.progress();
  }

  /// The run is over: it has made all its steps. The log is closed.
  public void finish() {
    close();
  }

  /// The run ends before its last step. The log is closed.
  ///
  /// @param reason for the reader of the page, as in "Ctrl-C" or "the loss is NaN at row 17 of
  ///   part-00000.parquet"
  public void stop(String reason) {
    close();
  }

  /// As [#stop] for a reason that is not known, when neither that nor [#finish] was called.
  @Override
  public void close() {
    try (metrics;
        EventFile _ = events) {
      events = null;
    }
  }

  private EventFile events(Instant time) {
    if (events == null) {
      events = EventFile.begin(folder, time, resumedAtStep == 0 ? 0 : resumedAtStep + 1);
    }
    return events;
  }
}
