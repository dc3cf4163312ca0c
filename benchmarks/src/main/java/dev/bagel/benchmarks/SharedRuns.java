package dev.bagel.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// The rule of n-gram tools, to compare with: a text is contaminated when it has a run of so many
/// words in common with any item. Case and all that is neither letter nor digit do not count.
final class SharedRuns {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{Nd}]+");

  private final int words;

  /// Hashes of all runs, ascending.
  private final long[] runs;

  /// @param words in a run; an item of fewer has none
  SharedRuns(List<String> items, int words) {
    this.words = words;
    this.runs = items.stream().flatMapToLong(this::runs).sorted().distinct().toArray();
  }

  boolean holdsOneOf(String text) {
    return runs(text).anyMatch(run -> Arrays.binarySearch(runs, run) >= 0);
  }

  private LongStream runs(String text) {
    long[] hashes =
        BETWEEN_WORDS
            .splitAsStream(text.toLowerCase(Locale.ROOT))
            .filter(word -> !word.isEmpty())
            .mapToLong(SharedRuns::hash)
            .toArray();
    return LongStream.rangeClosed(0, hashes.length - words)
        .map(
            from ->
                Arrays.stream(hashes, (int) from, (int) from + words)
                    .reduce(0, (run, word) -> (run ^ word) * 0x9E3779B97F4A7C15L));
  }

  private static long hash(String word) {
    long hash = 0;
    for (int i = 0; i < word.length(); i++) {
      hash = 31 * hash + word.charAt(i);
    }
    return hash;
  }
}
