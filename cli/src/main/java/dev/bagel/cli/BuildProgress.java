package dev.bagel.cli;

import dev.bagel.dataset.BuildPlan;
import dev.bagel.dataset.BuildWatch;
import dev.bagel.dataset.engine.Counters;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Shows a build's progress: a line for each source that has been read, and what is going on now
/// (percent, rate, time left), on a terminal in one line that is written over, elsewhere in a line
/// every ten seconds.
final class BuildProgress implements BuildWatch, AutoCloseable {
  private static final long LOOK_MILLIS = 100;
  private static final long PLAIN_NANOS = 10_000_000_000L;
  private static final int LONGEST = 118;

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final Timer timer = new Timer("progress", true);
  private List<SourceProgress> sources = List.of();
  private @Nullable Counters counters;
  private @Nullable Pace settling;
  private long candidates;
  private long looked;
  private long spoken;
  private boolean shown;

  BuildProgress(PrintWriter err, boolean terminal) {
    this(err, terminal, System::nanoTime);
  }

  /// @param nanos the clock, as [System#nanoTime] gives it
  BuildProgress(PrintWriter err, boolean terminal, LongSupplier nanos) {
    this.err = err;
    this.terminal = terminal;
    this.nanos = nanos;
  }

  /// Looks at the counters by itself from now on.
  void start() {
    TimerTask look =
        new TimerTask() {
          @Override
          public void run() {
            look();
          }
        };
    timer.schedule(look, LOOK_MILLIS, LOOK_MILLIS);
  }

  @Override
  public synchronized void begin(BuildPlan plan, Counters newCounters) {
    counters = newCounters;
    sources = plan.sources().stream().map(SourceProgress::new).toList();
    looked = nanos.getAsLong();
    spoken = looked;
    plan.missing()
        .forEach(
            (name, patterns) ->
                say("left out, not there: " + name + ": " + String.join(", ", patterns)));
  }

  @Override
  public synchronized void settling(long newCandidates) {
    look();
    candidates = newCandidates;
    settling = new Pace(nanos, nanos.getAsLong());
  }

  /// Shows what the counters say now.
  synchronized void look() {
    if (counters == null) {
      return;
    }
    Map<String, Long> counts = counters.values();
    for (SourceProgress source : sources) {
      source.look(counts, nanos, looked).ifPresent(this::say);
    }
    looked = nanos.getAsLong();
    String now = settling == null ? reading(counts) : settling(counts, settling);
    if (terminal) {
      overwrite(now);
    } else if (!now.isEmpty() && looked - spoken >= PLAIN_NANOS) {
      spoken = looked;
      err.println(now);
    }
  }

  @Override
  public synchronized void close() {
    timer.cancel();
    counters = null;
    overwrite("");
  }

  private String reading(Map<String, Long> counts) {
    String now =
        sources.stream()
            .map(source -> source.soFar(counts))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" · "));
    return now.isEmpty() ? "" : "reading " + now;
  }

  private String settling(Map<String, Long> counts, Pace pace) {
    long written = counts.getOrDefault("written", 0L);
    double share = candidates == 0 ? 1 : (double) written / candidates;
    return "settling, checking, writing " + pace.soFar(share, written, "candidates");
  }

  private void say(String line) {
    overwrite("");
    err.println(line);
  }

  private void overwrite(String line) {
    if (terminal && (shown || !line.isEmpty())) {
      shown = !line.isEmpty();
      String cut = line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
      // Without wrapping, which would leave parts standing where the terminal is narrower.
      err.printf("\r\u001b[K\u001b[?7l%s\u001b[?7h", cut);
      err.flush();
    }
  }
}
