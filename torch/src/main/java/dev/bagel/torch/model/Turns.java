package dev.bagel.torch.model;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/// Threads that add to the same numbers, one after the other and each time in the same order: so
/// sums are the same to the bit, whoever is faster.
final class Turns {
  /// More than anybody takes.
  private static final int ALL = 1 << 30;

  private final List<Semaphore> gates;

  Turns(int parts) {
    gates = IntStream.range(0, parts).mapToObj(_ -> new Semaphore(0)).toList();
  }

  /// Waits until the part before has done as often as this one is about to.
  void take(int part, Runnable work) {
    if (part > 0) {
      gates.get(part).acquireUninterruptibly();
    }
    work.run();
    open(part, 1);
  }

  /// Lets nobody wait for a part that takes no more turns.
  void leave(int part) {
    open(part, ALL);
  }

  private void open(int part, int times) {
    if (part + 1 < gates.size()) {
      gates.get(part + 1).release(times);
    }
  }
}
