package dev.bagel.torch.peers;

import dev.bagel.BagelException;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process that was started to train along on this machine. What it says is kept to itself unless
/// it fails.
final class Worker {
  private static final int USER = 2;
  private static final int RESOURCES = 3;

  /// A process that a signal ended has this and the signal's number.
  private static final int SIGNAL = 128;

  private static final int LINES = 40;

  private final int rank;
  private final Process process;
  private final Thread listener;
  private final Deque<String> last = new ArrayDeque<>();

  private Worker(int rank, Process process) {
    this.rank = rank;
    this.process = process;
    this.listener = Thread.ofVirtual().start(this::listen);
  }

  /// @param environment beside this process's own
  static Worker start(int rank, Program program, Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder(program.command()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    try {
      return new Worker(rank, builder.start());
    } catch (IOException e) {
      throw BagelException.resources(
          "process %d of those that train together cannot be started: %s; train with fewer"
              .formatted(rank, e.getMessage()),
          e);
    }
  }

  private void listen() {
    try (BufferedReader lines = process.errorReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (last) {
          last.add(line);
          if (last.size() > LINES) {
            last.remove();
          }
        }
      }
    } catch (IOException _) {
      // it ended
    }
  }

  boolean hasFailed() {
    return !process.isAlive() && process.exitValue() != 0;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// What became of it, after it failed. It may have failed because another did.
  Failure failure() {
    List<String> said = said();
    int code = process.exitValue();
    String end = said.isEmpty() ? "" : said.getLast().replaceFirst("^bagel: ", "");
    String who = "rank %d (process %d) ".formatted(rank, process.pid());
    return switch (code) {
      case USER -> new Failure(BagelException.user(who + "stopped: " + end), List.of());
      case RESOURCES -> new Failure(BagelException.resources(who + "stopped: " + end), List.of());
      default ->
          new Failure(
              BagelException.resources(
                  who
                      + (code > SIGNAL
                          ? "was ended by signal %d: if memory ran out, train with fewer processes or less in a pass"
                              .formatted(code - SIGNAL)
                          : "ended with exit code %d; what it said last is above".formatted(code))),
              said.stream().map(line -> "[rank %d] %s".formatted(rank, line)).toList());
    };
  }

  private List<String> said() {
    try {
      listener.join(Duration.ofSeconds(1));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    synchronized (last) {
      return new ArrayList<>(last);
    }
  }

  /// Its standard input ends, by which it knows that this process does.
  void release() {
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      // it ended before
    }
  }

  /// Waits for its end, and makes one after that time.
  void end(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  /// @param lines what it said last, where the error does not tell all
  record Failure(BagelException error, List<String> lines) {
    /// Whether another process was lost before.
    boolean follows() {
      return error.getMessage().contains(Gloo.FAILED);
    }
  }
}
