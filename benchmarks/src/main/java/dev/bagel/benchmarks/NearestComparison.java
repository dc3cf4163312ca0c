package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import dev.bagel.dataset.decontaminate.NearestItems.Neighbour;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Exact nearest neighbours by Bagel and by faiss, in turn: the same vectors, the same threads.
final class NearestComparison {
  /// What two sums in single precision may differ by without either being wrong.
  private static final double TIE = 1e-6;

  private final FaissPeer faiss;
  private final int rounds;
  private final PrintStream out;

  NearestComparison(FaissPeer faiss, int rounds, PrintStream out) {
    this.faiss = faiss;
    this.rounds = rounds;
    this.out = out;
  }

  static void run(PrintStream out) {
    try (FaissPeer faiss = FaissPeer.start()) {
      NearestComparison comparison = new NearestComparison(faiss, 15, out);
      comparison.introduce();
      comparison.compare(new NearestCase(28_370, 1_000, 384));
      comparison.compare(new NearestCase(40_000, 1_000, 384));
    }
  }

  void introduce() {
    out.printf(
        Locale.ROOT, "Bagel on JDK %s beside %s, in turn%n", Runtime.version(), faiss.version());
  }

  void compare(NearestCase vectors) {
    BagelSearch bagel = new BagelSearch(vectors);
    faiss.load(vectors);
    int queries = vectors.queries().length;
    out.printf(
        Locale.ROOT,
        "%n%,d queries, %,d items of %d dimensions: medians of %d rounds%n",
        queries,
        vectors.items().length,
        vectors.dimensions(),
        rounds);
    for (int count : List.of(1, 10)) {
      check(vectors, bagel.find(count), faiss.find(count));
    }
    out.printf(
        Locale.ROOT,
        "%-20s%12s%12s%8s  %-18s%s%n",
        "queries per second",
        "Bagel",
        "faiss",
        "ratio",
        "smallest–largest",
        "ratio by processor time");
    for (int threads : List.of(1, 2)) {
      for (int count : List.of(1, 10)) {
        line(bagel, queries, count, threads);
      }
    }
  }

  private void line(BagelSearch bagel, int queries, int count, int threads) {
    List<SearchTime> here = new ArrayList<>();
    List<SearchTime> there = new ArrayList<>();
    for (int round = -2; round < rounds; round++) {
      SearchTime ours = bagel.time(count, threads);
      SearchTime theirs = faiss.time(count, threads);
      if (round >= 0) { // those before warm up
        here.add(ours);
        there.add(theirs);
      }
    }
    Rounds wall =
        new Rounds(
            here.stream().map(time -> queries / time.wall()).toList(),
            there.stream().map(time -> queries / time.wall()).toList());
    Rounds processor =
        new Rounds(
            there.stream().map(SearchTime::processor).toList(),
            here.stream().map(SearchTime::processor).toList());
    out.printf(
        Locale.ROOT,
        "%-20s%,12.0f%,12.0f%8.2f  %-18s%.2f%n",
        "best %d, %d thread%s".formatted(count, threads, threads == 1 ? "" : "s"),
        wall.firstMedian(),
        wall.secondMedian(),
        wall.ratio(),
        "%.2f–%.2f".formatted(wall.ratios().getFirst(), wall.ratios().getLast()),
        processor.ratio());
  }

  private void check(NearestCase vectors, List<List<Neighbour>> here, int[][] there) {
    int ties = 0;
    for (int query = 0; query < there.length; query++) {
      for (int i = 0; i < there[query].length; i++) {
        Neighbour found = here.get(query).get(i);
        if (found.item() == there[query][i]) {
          continue;
        }
        float[] other = vectors.items()[there[query][i]];
        double theirs = product(vectors.queries()[query], other);
        if (Math.abs(found.similarity() - theirs) > TIE) {
          throw BagelException.user(
              "query %d: faiss finds item %d at %s, Bagel item %d at %s, so there is nothing to compare"
                  .formatted(query, there[query][i], theirs, found.item(), found.similarity()));
        }
        ties++;
      }
    }
    out.printf(
        Locale.ROOT,
        "best %d: the same items from both; %d places differ by ties within %.0e%n",
        there[0].length,
        ties,
        TIE);
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
