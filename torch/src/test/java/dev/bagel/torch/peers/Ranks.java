package dev.bagel.torch.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Ranks as threads of this process: Gloo between them is as between processes.
final class Ranks {
  private Ranks() {}

  /// What each comes to: a result or what it threw.
  ///
  /// @param timeout that they agree upon
  static <T> List<Result<T>> run(int size, Duration timeout, Function<Peers, T> work)
      throws InterruptedException, IOException {
    int port = freePort();
    return each(
        size,
        rank -> {
          try (Peers peers = Peers.join(new PeerSettings(rank, size, "127.0.0.1", port, timeout))) {
            return work.apply(peers);
          }
        });
  }

  static <T> List<Result<T>> each(int size, Function<Integer, T> work) throws InterruptedException {
    List<Result<T>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(size)) {
      List<Future<T>> futures = new ArrayList<>();
      for (int rank = 0; rank < size; rank++) {
        int own = rank;
        futures.add(threads.submit(() -> work.apply(own)));
      }
      for (Future<T> future : futures) {
        results.add(Result.of(future));
      }
    }
    return results;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  sealed interface Result<T> {
    static <T> Result<T> of(Future<T> future) throws InterruptedException {
      try {
        return new Value<>(future.get(60, TimeUnit.SECONDS));
      } catch (ExecutionException e) {
        return new Failure<>(e.getCause() == null ? e : e.getCause());
      } catch (TimeoutException e) {
        return new Failure<>(e);
      }
    }

    default T value() {
      return switch (this) {
        case Value<T>(T value) -> value;
        case Failure<T>(Throwable cause) -> throw new AssertionError(cause);
      };
    }

    default Throwable failure() {
      return switch (this) {
        case Value<T>(T value) -> throw new AssertionError("no failure, but " + value);
        case Failure<T>(Throwable cause) -> cause;
      };
    }
  }

  record Value<T>(T get) implements Result<T> {}

  record Failure<T>(Throwable cause) implements Result<T> {}
}
