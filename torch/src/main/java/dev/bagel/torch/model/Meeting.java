package dev.bagel.torch.model;

import java.io.Serial;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Where the parts of a pass wait for each other: each tells what it found on its way forward, and
/// takes from what all have found what it needs on its way back. Only numbers are handed over, so
/// that no tensor is of two threads.
final class Meeting {
  private final List<CompletableFuture<Told>> told;
  private final CompletableFuture<Verdict> verdict;

  /// @param judge is called once, by whichever part comes last
  Meeting(int parts, Function<List<Told>, Verdict> judge) {
    told = IntStream.range(0, parts).mapToObj(_ -> new CompletableFuture<Told>()).toList();
    verdict =
        CompletableFuture.allOf(told.toArray(CompletableFuture[]::new))
            .thenApply(_ -> judge.apply(told.stream().map(CompletableFuture::join).toList()));
  }

  /// Waits for all.
  ///
  /// @throws Forsaken when a part does not come, or nothing could be made of what they found
  Verdict tell(int part, Told found) {
    told.get(part).complete(found);
    try {
      return verdict.join();
    } catch (CompletionException e) {
      throw new Forsaken(e);
    }
  }

  /// Lets nobody wait for a part.
  void leave(int part, Throwable reason) {
    told.get(part).completeExceptionally(reason);
  }

  /// What came of it, once all have met.
  Verdict verdict() {
    return verdict.join();
  }

  /// @param losses of its learnt tokens
  /// @param sent to each expert, from all layers together; empty where nobody asks
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Told(float[] losses, Optional<long[]> sent) {}

  /// @param objective of all
  /// @param losses of all learnt tokens
  /// @param gradient of the objective by each
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Verdict(double objective, float[] losses, float[] gradient, Optional<RouterLoss> router) {}

  /// Another part has failed, which says why.
  static final class Forsaken extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    Forsaken(Throwable cause) {
      super(cause);
    }
  }
}
