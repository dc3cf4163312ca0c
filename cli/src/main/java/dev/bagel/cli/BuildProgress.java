package dev.bagel.cli;

import dev.bagel.dataset.BuildPlan;
import dev.bagel.dataset.BuildWatch;
import dev.bagel.dataset.engine.Counters;
import dev.bagel.dataset.hub.Lock;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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
  private @Nullable FetchProgress fetching;
  private @Nullable Counters counters;
  private @Nullable Pace settling;
  private long candidates;
  private long looked;
  private long spoken;
  private boolean shown;
  private Supplier<String> stage = () -> "";

  BuildProgress(PrintWriter err, boolean terminal) {
    this(err, terminal, System::nanoTime);
  }

  /// @param nanos the clock, as [System#nanoTime] gives it
  BuildProgress(PrintWriter err, boolean terminal, LongSupplier nanos) {
    this.err = err;
    this.terminal = terminal;
    this.nanos = nanos;
  }

  /// Files are looked up from now on. Looks at the counters by itself.
  synchronized void start() {
    stage = () -> "looking up files";
    spoken = nanos.getAsLong();
    TimerTask look =
        new TimerTask() {
          @Override
          public void run() {
            look();
          }
        };
    timer.schedule(look, LOOK_MILLIS, LOOK_MILLIS);
  }

  /// What is going on from now on, where nothing is being built.
  ///
  /// @param now asked each time when it is shown
  synchronized void doing(Supplier<String> now) {
    stage = now;
    spoken = nanos.getAsLong();
  }

  /// Says what somebody else has to say, without the two getting mixed up.
  @Override
  public synchronized void note(String line) {
    say("note: " + line);
  }

  /// The same for what is no note.
  synchronized void tell(String line) {
    say(line);
  }

  @Override
  public synchronized void fetching(int files, long bytes, LongSupplier arrived) {
    stage = () -> "";
    fetching = new FetchProgress(files, bytes, arrived, nanos);
    spoken = nanos.getAsLong();
  }

  @Override
  public synchronized void fetched() {
    if (fetching != null) {
      fetching.done().ifPresent(this::say);
      fetching = null;
      stage = () -> "reading";
      spoken = nanos.getAsLong();
    }
  }

  @Override
  public synchronized void locked(Path file, Lock lock, @Nullable List<String> changes) {
    int files = lock.hub().size() + lock.own().size();
    String news = changes != null && changes.isEmpty() ? ", as before" : "";
    say("wrote %s: %s%s".formatted(file, BuildReports.files(files), news));
    if (changes != null) {
      changes.forEach(change -> say("%s: %s".formatted(file, change)));
    }
  }

  @Override
  public synchronized void begin(BuildPlan plan, Counters newCounters) {
    counters = newCounters;
    sources = plan.sources().stream().map(SourceProgress::new).toList();
    looked = nanos.getAsLong();
    spoken = looked;
    BuildReports.notRead(plan.leftOut(), plan.missing()).forEach(this::say);
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
      show(fetching == null ? stage.get() : fetching.soFar());
      return;
    }
    Map<String, Long> counts = counters.values();
    for (SourceProgress source : sources) {
      source.look(counts, nanos, looked).ifPresent(this::say);
    }
    looked = nanos.getAsLong();
    show(settling == null ? reading(counts) : settling(counts, settling));
  }

  private void show(String now) {
    long clock = nanos.getAsLong();
    if (terminal) {
      overwrite(now);
    } else if (!now.isEmpty() && clock - spoken >= PLAIN_NANOS) {
      spoken = clock;
      err.println(now);
    }
  }

  @Override
  public synchronized void close() {
    timer.cancel();
    counters = null;
    fetching = null;
    stage = () -> "";
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
