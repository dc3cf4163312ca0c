package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import dev.bagel.dataset.decontaminate.Embedder;
import dev.bagel.dataset.decontaminate.SentenceModel;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Embeds texts of all lengths on all cores for a while, and prints how much memory the process
/// holds: a line that stays level means that the embedder loses none.
///
/// @param length how long
/// @param lines printed in that time
record Soak(Duration length, int lines) {
  private static final int LONGEST_WORDS = 3_000;

  static Soak of(List<String> arguments) {
    if (arguments.size() == 2
        && arguments.getFirst().equals("--minutes")
        && arguments.get(1).matches("[1-9]\\d{0,3}")) {
      return new Soak(Duration.ofMinutes(Integer.parseInt(arguments.get(1))), 20);
    }
    throw BagelException.user("soak takes --minutes N");
  }

  void run(PrintStream out) {
    AtomicLong texts = new AtomicLong();
    long end = System.nanoTime() + length.toNanos();
    int cores = Runtime.getRuntime().availableProcessors();
    out.printf(Locale.ROOT, "%10s%14s%12s%12s%n", "seconds", "texts", "RSS, MB", "heap, MB");
    try (Embedder embedder = SentenceModel.bundled().open();
        ExecutorService pool = Executors.newFixedThreadPool(cores)) {
      List<Future<?>> workers =
          IntStream.range(0, cores)
              .<Future<?>>mapToObj(
                  seed -> pool.submit(() -> embed(embedder, new Random(seed), end, texts)))
              .toList();
      long step = length.toNanos() / lines;
      for (int line = 0; line <= lines; line++) {
        waitUntil(end - (lines - line) * step);
        print(out, length.toSeconds() * line / lines, texts.get());
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw BagelException.internal("the soak ended early: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BagelException.resources("the soak was stopped", e);
    }
  }

  private static void embed(Embedder embedder, Random random, long end, AtomicLong texts) {
    while (System.nanoTime() < end) {
      embedder.embed(text(random));
      texts.incrementAndGet();
    }
  }

  /// Short ones often, one in a hundred as long as a book's chapter.
  private static String text(Random random) {
    int words = random.nextInt(100) == 0 ? random.nextInt(LONGEST_WORDS) : random.nextInt(120);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(Integer.toString(random.nextInt(1 << 20), Character.MAX_RADIX)).append(' ');
    }
    return text.toString();
  }

  private static void waitUntil(long nanos) throws InterruptedException {
    Thread.sleep(Duration.ofNanos(Math.max(0, nanos - System.nanoTime())));
  }

  private static void print(PrintStream out, long seconds, long texts) {
    Runtime runtime = Runtime.getRuntime();
    long heap = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    out.printf(Locale.ROOT, "%10d%,14d%,12d%,12d%n", seconds, texts, ProcessMemory.now(), heap);
  }
}
