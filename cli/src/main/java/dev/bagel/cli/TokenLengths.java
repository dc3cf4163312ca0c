package dev.bagel.cli;

import dev.bagel.dataset.tokenizer.TrainingTokens;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// How long sequences are, how much of them is learnt, and what a limit would cut. Its memory grows
/// with the number of different lengths alone.
final class TokenLengths {
  private final int limit;
  private final NavigableMap<Integer, Long> counts = new TreeMap<>();
  private long sequences;
  private long tokens;
  private long learnt;
  private long over;
  private long cut;
  private long cutLearnt;
  private long nothingLeft;

  /// @param limit how many tokens stay
  TokenLengths(int limit) {
    this.limit = limit;
  }

  void add(TrainingTokens sequence) {
    counts.merge(sequence.size(), 1L, Long::sum);
    sequences++;
    tokens += sequence.size();
    int all = sequence.learnt();
    learnt += all;
    if (sequence.size() > limit) {
      int left = sequence.first(limit).learnt();
      over++;
      cut += sequence.size() - limit;
      cutLearnt += all - left;
      nothingLeft += left == 0 && all > 0 ? 1 : 0;
    }
  }

  long sequences() {
    return sequences;
  }

  long tokens() {
    return tokens;
  }

  long learnt() {
    return learnt;
  }

  /// Sequences that are longer than the limit.
  long over() {
    return over;
  }

  /// Tokens beyond the limit.
  long cut() {
    return cut;
  }

  /// Those of them that are learnt.
  long cutLearnt() {
    return cutLearnt;
  }

  /// Sequences of which nothing would be learnt any more.
  long nothingLeft() {
    return nothingLeft;
  }

  /// The length that `percent` of the sequences do not exceed; 0 where there are none.
  int percentile(int percent) {
    long rank = Math.max(1, Math.ceilDiv(sequences * percent, 100L));
    long seen = 0;
    for (Map.Entry<Integer, Long> length : counts.entrySet()) {
      seen += length.getValue();
      if (seen >= rank) {
        return length.getKey();
      }
    }
    return 0;
  }

  /// How many sequences have up to 16, 32, 64 … tokens, and more than the step before.
  NavigableMap<Integer, Long> steps() {
    NavigableMap<Integer, Long> steps = new TreeMap<>();
    counts.forEach((length, count) -> steps.merge(step(length), count, Long::sum));
    if (!steps.isEmpty()) {
      int last = steps.lastKey();
      for (int step = steps.firstKey(); step < last; step *= 2) {
        steps.putIfAbsent(step, 0L);
      }
    }
    return steps;
  }

  private static int step(int length) {
    int step = 16;
    while (step < length && step < 1 << 30) {
      step *= 2;
    }
    return step;
  }
}
