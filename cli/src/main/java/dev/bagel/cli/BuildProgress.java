package dev.bagel.cli;

import dev.bagel.dataset.BuildPlan;
import dev.bagel.dataset.BuildPlan.PlannedSource;
import dev.bagel.dataset.BuildWatch;
import dev.bagel.dataset.engine.Counters;
import dev.bagel.dataset.files.DataFile;
import java.io.File;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/// Shows a build's progress: a line for each source that is read, and below it, on a terminal, one
/// that is written over (percent, rate, time left); elsewhere a plain line now and then.
final class BuildProgress implements BuildWatch, AutoCloseable {
  private static final long TERMINAL_MILLIS = 200;
  private static final long PLAIN_MILLIS = 10_000;

  private final PrintWriter err;
  private final boolean terminal;
  private final Timer timer = new Timer("progress", true);
  private final Map<String, Pace> unread = new LinkedHashMap<>();
  private @Nullable Counters counters;
  private @Nullable Pace settling;
  private boolean closed;

  BuildProgress(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public synchronized void begin(BuildPlan plan, Counters newCounters) {
    counters = newCounters;
    for (PlannedSource source : plan.sources()) {
      long bytes =
          source.files().stream()
              .map(DataFile::path)
              .map(Object::toString)
              .map(File::new)
              .mapToLong(File::length)
              .sum();
      unread.put(source.name(), new Pace(bytes));
    }
    plan.missing()
        .forEach(
            (name, patterns) ->
                say("left out, not there: " + name + ": " + String.join(", ", patterns)));
    long millis = terminal ? TERMINAL_MILLIS : PLAIN_MILLIS;
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            show();
          }
        },
        TERMINAL_MILLIS,
        millis);
  }

  @Override
  public synchronized void settling(long candidates) {
    show();
    settling = new Pace(candidates);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      timer.cancel();
      overwrite("");
    }
  }

  private synchronized void show() {
    if (counters == null || closed) {
      return;
    }
    Map<String, Long> values = counters.values();
    if (settling != null) {
      long written = values.getOrDefault("written", 0L);
      overwrite(
          "settling, checking, writing: " + settling.describe(written, written, "candidates"));
      return;
    }
    unread.entrySet().removeIf(entry -> finished(entry.getKey(), entry.getValue(), values));
    StringBuilder reading = new StringBuilder();
    unread.forEach(
        (name, pace) -> {
          long rows = values.getOrDefault("rows " + name, 0L);
          if (rows > 0) {
            reading.append(reading.isEmpty() ? "reading " : " · ").append(name).append(' ');
            reading.append(pace.describe(values.getOrDefault("bytes " + name, 0L), rows, "rows"));
          }
        });
    if (!reading.isEmpty()) {
      overwrite(reading.toString());
    }
  }

  private boolean finished(String name, Pace pace, Map<String, Long> values) {
    long rows = values.getOrDefault("rows " + name, 0L);
    pace.begun(rows > 0);
    if (rows == 0 || values.getOrDefault("bytes " + name, 0L) < pace.total()) {
      return false;
    }
    say("read " + name + ": " + pace.summary(rows, "rows"));
    return true;
  }

  private void say(String line) {
    overwrite("");
    err.println(line);
  }

  private void overwrite(String line) {
    if (terminal) {
      err.print("\r\u001b[K" + (line.length() > 118 ? line.substring(0, 117) + "…" : line));
      err.flush();
    } else if (!line.isEmpty()) {
      err.println(line);
    }
  }
}
