package dev.bagel.dataset.source;

import dev.bagel.BagelException;
import dev.bagel.dataset.engine.Quota;
import dev.bagel.dataset.engine.Records;
import dev.bagel.dataset.sample.Candidate;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.DropReason;
import dev.bagel.dataset.sample.Sample;
import dev.bagel.dataset.sample.SampleId;
import dev.bagel.dataset.sample.Shuffle;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// How many of a source's samples a recipe keeps. What is chosen are the ids with the smallest
/// hashes, so a choice depends on the seed alone, and a larger take holds every smaller one.
public sealed interface Take extends Serializable {
  /// Every sample.
  record All() implements Take {}

  /// So many in all.
  record Some(long count) implements Take {}

  /// So many in all, shared among the strata in proportion to their sizes.
  record Stratified(long count) implements Take {}

  /// So many of each stratum.
  record Each(long count) implements Take {}

  /// So many of the named strata, and none of the others. A stratum without samples is an error: a
  /// name was misspelt.
  record Named(Map<String, Long> counts) implements Take {
    public Named {
      counts = Map.copyOf(counts);
    }
  }

  /// In words: `all`, `20000`, `300 of each`.
  default String label() {
    return switch (this) {
      case All _ -> "all";
      case Some some -> Long.toString(some.count());
      case Stratified stratified -> stratified.count() + " in proportion";
      case Each each -> each.count() + " of each";
      case Named named ->
          new TreeMap<>(named.counts())
              .entrySet().stream()
                  .map(entry -> entry.getValue() + " " + entry.getKey())
                  .collect(Collectors.joining(", "));
    };
  }

  /// The records, with all samples beyond the take dropped as sampled out.
  default Records<Candidate> of(Records<Candidate> candidates, String source, long seed) {
    if (this instanceof All) {
      return candidates;
    }
    boolean strata = !(this instanceof Some);
    Shuffle shuffle = new Shuffle(seed, SampleId.of("take " + source).getLeastSignificantBits());
    return candidates.smallest(
        candidate ->
            switch (candidate.outcome()) {
              case Sample _ -> strata ? candidate.stratum() : "";
              case Drop _ -> null;
            },
        candidate -> shuffle.key(candidate.identity()),
        quota(this, source),
        candidate -> candidate.drop(DropReason.SAMPLED_OUT, ""));
  }

  private static Quota quota(Take take, String source) {
    return switch (take) {
      case All _ -> _ -> Map.of();
      case Some some -> _ -> Map.of("", some.count());
      case Stratified stratified -> sizes -> shares(sizes, stratified.count());
      case Each each ->
          sizes -> {
            Map<String, Long> quota = new HashMap<>();
            sizes.keySet().forEach(stratum -> quota.put(stratum, each.count()));
            return quota;
          };
      case Named named -> sizes -> named(sizes, named.counts(), source);
    };
  }

  private static String strata(Map<String, Long> sizes) {
    Set<String> names = new TreeSet<>(sizes.keySet());
    names.remove("");
    return names.isEmpty() ? "no strata" : String.join(", ", names);
  }

  private static Map<String, Long> named(
      Map<String, Long> sizes, Map<String, Long> counts, String source) {
    for (String stratum : new TreeSet<>(counts.keySet())) {
      if (!sizes.containsKey(stratum)) {
        throw BagelException.user(
            "source %s has no samples of '%s' to take: it has %s"
                .formatted(source, stratum, strata(sizes)));
      }
    }
    Map<String, Long> quota = new HashMap<>();
    sizes.keySet().forEach(stratum -> quota.put(stratum, counts.getOrDefault(stratum, 0L)));
    return quota;
  }

  /// Shares by the largest remainders (Hamilton's method), ties by the strata's names.
  static Map<String, Long> shares(Map<String, Long> sizes, long count) {
    long total = sizes.values().stream().mapToLong(Long::longValue).sum();
    if (total <= count) {
      return sizes;
    }
    Map<String, Long> shares = new TreeMap<>();
    Map<String, BigInteger> remainders = new HashMap<>();
    long left = count;
    for (Map.Entry<String, Long> size : sizes.entrySet()) {
      BigInteger[] share =
          BigInteger.valueOf(size.getValue())
              .multiply(BigInteger.valueOf(count))
              .divideAndRemainder(BigInteger.valueOf(total));
      shares.put(size.getKey(), share[0].longValueExact());
      remainders.put(size.getKey(), share[1]);
      left -= share[0].longValueExact();
    }
    List<String> names = new ArrayList<>(shares.keySet());
    names.sort(Comparator.comparing(remainders::get, Comparator.reverseOrder())); // stable: by name
    for (String name : names.subList(0, Math.toIntExact(left))) {
      shares.merge(name, 1L, Long::sum);
    }
    return shares;
  }
}
