package dev.bagel.dataset.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// [Records#smallest]: every stratum has a bucket of its own. Its size is known when all records
/// are put aside; where it exceeds the quota, its keys are gone through for the largest that stays.
final class Smallest<T> {
  private static final int NO_STRATUM = 0;

  private final Workshop workshop;
  private final RecordCodec<T> codec;
  private final Quota quota;
  private final Fn<T, T> rest;

  Smallest(Workshop workshop, RecordCodec<T> codec, Quota quota, Fn<T, T> rest) {
    this.workshop = workshop;
    this.codec = codec;
    this.quota = quota;
    this.rest = rest;
  }

  Parts<T> settle(
      Parts<T> source, Fn<? super T, ? extends @Nullable String> stratum, Fn<? super T, Key> key) {
    Strata strata = new Strata();
    Spill spill =
        workshop.spill(
            source,
            (each, writer) -> {
              String name = stratum.apply(each);
              if (name == null) {
                writer.add(NO_STRATUM, Key.ZERO, codec, each);
              } else {
                writer.add(strata.number(name), key.apply(each), codec, each);
              }
            });
    try {
      return parts(spill, bounds(spill, strata.numbers()));
    } catch (Throwable e) {
      spill.close();
      throw e;
    }
  }

  /// The keys that stay, by bucket.
  private List<Bound> bounds(Spill spill, Map<String, Integer> strata) {
    Map<String, Long> sizes = new TreeMap<>();
    strata.forEach((name, number) -> sizes.put(name, spill.bucket(number).records()));
    Map<String, Long> quotas = quota.of(Collections.unmodifiableMap(sizes));
    List<String> names = List.copyOf(sizes.keySet());
    List<Bound> bounds = new ArrayList<>(Collections.nCopies(strata.size() + 1, Bound.ALL));
    List<String> cut =
        names.stream()
            .filter(
                name -> quotas.getOrDefault(name, Long.MAX_VALUE) < sizes.getOrDefault(name, 0L))
            .toList();
    workshop
        .workers()
        .run(
            cut.size(),
            worker -> {
              for (int i = worker.next(); i >= 0; i = worker.next()) {
                int number = strata.getOrDefault(cut.get(i), NO_STRATUM);
                List<Spill.Block> blocks = spill.bucket(number).blocks();
                bounds.set(
                    number,
                    Bound.ofSmallest(
                        () -> new Entries(worker, spill, blocks),
                        quotas.getOrDefault(cut.get(i), Long.MAX_VALUE),
                        workshop.memory().keys()));
              }
            });
    return List.copyOf(bounds);
  }

  private Parts<T> parts(Spill spill, List<Bound> bounds) {
    List<Part<T>> parts = new ArrayList<>();
    for (int i = 0; i < bounds.size(); i++) {
      Bound bound = bounds.get(i);
      for (List<Spill.Block> slice : spill.bucket(i).slices()) {
        parts.add((worker, sink) -> pass(new Entries(worker, spill, slice), bound, sink));
      }
    }
    return new Parts<>(parts, OptionalLong.of(spill.records()), null);
  }

  private void pass(Entries entries, Bound bound, Consumer<? super T> sink) {
    while (entries.next()) {
      T record = codec.read(entries.block(), entries.offset());
      sink.accept(bound.holds(entries.high(), entries.low()) ? record : rest.apply(record));
    }
  }
}
