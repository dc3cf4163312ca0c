package dev.bagel.cli;

import dev.bagel.torch.run.RunProgress;
import dev.bagel.torch.train.TrainingWatch;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/// Shows a training run: on a terminal in one line that is written over, elsewhere in a line every
/// ten seconds; and tells it when to stop.
final class TrainProgress implements TrainingWatch, AutoCloseable {
  /// How long a checkpoint may take when the program is told to stop.
  static final Duration SAVING = Duration.ofMinutes(10);

  private static final long PLAIN_NANOS = 10_000_000_000L;

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanos;
  private volatile boolean stops;
  private long spoken;
  private boolean shown;

  TrainProgress(PrintWriter err, boolean terminal) {
    this(err, terminal, System::nanoTime);
  }

  /// @param nanos the clock, as [System#nanoTime] gives it
  TrainProgress(PrintWriter err, boolean terminal, LongSupplier nanos) {
    this.err = err;
    this.terminal = terminal;
    this.nanos = nanos;
    this.spoken = nanos.getAsLong();
  }

  @Override
  public synchronized void note(String line) {
    say("note: " + line);
  }

  @Override
  public synchronized void reading(long rows, double share) {
    now(String.format(Locale.ROOT, "reading rows: %,d, %.0f %%", rows, Math.floor(share * 100)));
  }

  @Override
  public synchronized void step(RunProgress progress) {
    now(TrainReports.step(progress));
  }

  @Override
  public synchronized void evaluated(long step, Map<String, Double> values) {
    if (!values.isEmpty()) {
      say(TrainReports.evaluated(step, values));
    }
  }

  @Override
  public synchronized void saved(long step, Path checkpoint) {
    say("saved " + checkpoint);
  }

  /// The run shall save and stop.
  void stop() {
    stops = true;
  }

  @Override
  public boolean stops() {
    return stops;
  }

  private void now(String line) {
    if (terminal) {
      overwrite(line);
    } else if (nanos.getAsLong() - spoken >= PLAIN_NANOS) {
      spoken = nanos.getAsLong();
      err.println(line);
    }
  }

  private void say(String line) {
    overwrite("");
    err.println(line);
  }

  private void overwrite(String line) {
    if (terminal && (shown || !line.isEmpty())) {
      shown = !line.isEmpty();
      // Without wrapping, which would leave parts standing where the terminal is narrower.
      err.printf("\r\u001b[K\u001b[?7l%s\u001b[?7h", line);
      err.flush();
    }
  }

  @Override
  public synchronized void close() {
    overwrite("");
  }
}
