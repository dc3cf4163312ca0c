package dev.bagel.torch.peers;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a process knows of all of them. For any thread.
final class Roll {
  /// How long news of a loss may take from one process to another.
  private static final Duration NEWS = Duration.ofSeconds(2);

  private final int rank;
  private final List<Member> members;
  private final Map<Integer, byte[]> keys = new TreeMap<>();
  private final long[] calls;

  /// Why, by rank, in the order in which it came out.
  private final Map<Integer, String> lost = new LinkedHashMap<>();

  /// Those of them that said goodbye.
  private final Set<Integer> left = new HashSet<>();

  /// @param members by rank
  Roll(int rank, List<Member> members) {
    this.rank = rank;
    this.members = List.copyOf(members);
    this.calls = new long[members.size()];
  }

  List<Member> members() {
    return members;
  }

  Member self() {
    return members.get(rank);
  }

  synchronized void hear(Message message) {
    switch (message) {
      case Message.Key(int from, byte[] key) -> keys.put(members.get(from).rank(), key);
      case Message.Alive(int from, long begun) -> {
        calls[from] = Math.max(calls[from], begun); // an older message may come later
        lost.remove(from);
      }
      case Message.Lost(int who, String why) -> lost.putIfAbsent(who, why);
      case Message.Bye(int who) -> {
        if (lost.putIfAbsent(who, "has left") == null) {
          left.add(who);
        }
      }
      case Message.Hello _, Message.Refused _, Message.Present _ -> {
        // only while they come together
      }
    }
    notifyAll();
  }

  /// This process begins one more call.
  synchronized Message called() {
    calls[rank]++;
    return alive();
  }

  synchronized Message alive() {
    return new Message.Alive(rank, calls[rank]);
  }

  /// Waits until all have begun as many calls as this process, however long they take.
  ///
  /// @return whether they have; else somebody is lost
  synchronized boolean together() throws InterruptedException {
    while (!IntStream.range(0, members.size()).allMatch(this::isHere)) {
      if (lost.keySet().stream().anyMatch(this::keepsUsApart)) {
        return false;
      }
      wait();
    }
    return true;
  }

  @SuppressWarnings("GuardedBy") // as await
  private boolean isHere(int other) {
    return calls[other] >= calls[rank];
  }

  /// Who left has heard of all others, if it came here before; that may be still on its way to this
  /// process, unless it was rank 0 that left, by whom all news come.
  @SuppressWarnings("GuardedBy") // as await
  private boolean keepsUsApart(int other) {
    return other == 0 || !left.contains(other) || !isHere(other);
  }

  synchronized boolean hasLost() {
    return !lost.isEmpty();
  }

  /// The keys of all, by rank; empty when one does not come in time, or somebody is lost.
  synchronized Optional<List<byte[]>> keys(Duration timeout) throws InterruptedException {
    await(() -> keys.size() == members.size() || !lost.isEmpty(), timeout);
    return keys.size() == members.size()
        ? Optional.of(List.copyOf(keys.values()))
        : Optional.empty();
  }

  /// Who is the reason that a call failed, and why, as well as can be told.
  synchronized String trouble(Duration timeout) {
    try {
      await(() -> !lost.isEmpty(), NEWS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    Optional<Map.Entry<Integer, String>> first = lost.entrySet().stream().findFirst();
    if (first.isPresent()) {
      return members.get(first.get().getKey()) + " " + first.get().getValue();
    }
    String late =
        IntStream.range(0, members.size())
            .filter(other -> calls[other] < calls[rank])
            .mapToObj(other -> members.get(other).toString())
            .collect(Collectors.joining(", "));
    return (late.isEmpty() ? "a process that cannot be told from the others" : late)
        + " did not come to the same point within %d s".formatted(timeout.toSeconds());
  }

  @SuppressWarnings("GuardedBy") // whoever calls holds it
  private void await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
