package dev.bagel.torch.data;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// What is trained on and what is held out, by the number of a row or pair among all of them.
///
/// @param training in the order of the files
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sides(int[] training, BitSet heldOut) {

  static Sides of(TokenStore store, DataSettings settings) {
    TokenFile file = store.file();
    int step = store.entries();
    int size = file.size() / step;
    BitSet heldOut =
        new Split(
                settings.heldOut(),
                settings.seed(),
                row -> file.key(row * step),
                row -> file.source(row * step))
            .of(size, file.facts().sources().size());
    int[] training = IntStream.range(0, size).filter(row -> !heldOut.get(row)).toArray();
    return new Sides(training, heldOut);
  }

  /// Views of what is held out, by source.
  ///
  /// @param read reads what has that number
  <T> Map<String, List<T>> heldOut(TokenStore store, IntFunction<T> read) {
    Map<String, List<Integer>> rows = new TreeMap<>();
    heldOut.stream()
        .forEach(
            row ->
                rows.computeIfAbsent(store.source(row * store.entries()), _ -> new ArrayList<>())
                    .add(row));
    Map<String, List<T>> views = new TreeMap<>();
    rows.forEach((source, numbers) -> views.put(source, new Lazy<>(numbers, read)));
    return Collections.unmodifiableMap(views);
  }

  /// What the run's manifest says of them.
  DataFacts facts(TokenStore store) {
    TokenFile file = store.file();
    int step = store.entries();
    Map<String, DataFacts.SourceFact> sources = new TreeMap<>();
    int longest = 0;
    for (int entry = 0; entry < file.size(); entry++) {
      DataFacts.SourceFact fact = fact(file, entry, heldOut.get(entry / step), entry % step == 0);
      sources.merge(store.source(entry), fact, Sides::sum);
      longest = Math.max(longest, file.tokens(entry));
    }
    return new DataFacts(
        store.files(),
        file.facts().rows(),
        Collections.unmodifiableMap(sources),
        longest,
        store.dropped(),
        store.cut().orElse(null),
        store.fingerprint());
  }

  private static DataFacts.SourceFact fact(
      TokenFile file, int entry, boolean held, boolean counted) {
    int one = counted ? 1 : 0;
    return held
        ? new DataFacts.SourceFact(0, 0, 0, one)
        : new DataFacts.SourceFact(one, file.tokens(entry), file.learnt(entry), 0);
  }

  private static DataFacts.SourceFact sum(DataFacts.SourceFact a, DataFacts.SourceFact b) {
    return new DataFacts.SourceFact(
        a.rows() + b.rows(),
        a.tokens() + b.tokens(),
        a.learnt() + b.learnt(),
        a.heldOut() + b.heldOut());
  }

  /// Reads what is asked for, each time.
  private static final class Lazy<T> extends AbstractList<T> implements RandomAccess {
    private final List<Integer> numbers;
    private final IntFunction<T> read;

    Lazy(List<Integer> numbers, IntFunction<T> read) {
      this.numbers = List.copyOf(numbers);
      this.read = read;
    }

    @Override
    public T get(int index) {
      return read.apply(numbers.get(index));
    }

    @Override
    public int size() {
      return numbers.size();
    }
  }
}
