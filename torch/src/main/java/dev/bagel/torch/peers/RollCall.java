package dev.bagel.torch.peers;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps a [Roll] up to date, by messages to and from the others beside Gloo's own connections:
/// Gloo says that a sum failed, but not because of whom. Rank 0 has a wire to everybody and passes
/// on what it hears; the others have one to rank 0.
final class RollCall implements AutoCloseable {
  /// How often everybody says that it is there.
  private static final Duration BEAT = Duration.ofSeconds(3);

  /// How long one may be silent.
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final Roll roll;
  private final int rank;
  private final Map<Integer, Wire> wires;
  private final CountDownLatch closed = new CountDownLatch(1);

  /// @param wires by the rank at their other end
  RollCall(Roll roll, Map<Integer, Wire> wires) {
    this.roll = roll;
    this.rank = roll.self().rank();
    this.wires = Map.copyOf(wires);
    this.wires.forEach((other, wire) -> Thread.ofVirtual().start(() -> listen(other, wire)));
    Thread.ofVirtual().start(this::beat);
  }

  /// Tells everybody where Gloo finds this process, and returns where it finds all, by rank.
  ///
  /// @return empty when they do not all say so in time
  Optional<List<byte[]>> exchange(byte[] key, Duration timeout) throws InterruptedException {
    Message own = new Message.Key(rank, key);
    roll.hear(own);
    tell(own, rank);
    return roll.keys(timeout);
  }

  Roll roll() {
    return roll;
  }

  /// Begins one more call, and waits until all have begun it, as long as they live.
  ///
  /// @return whether all have; else somebody is lost
  boolean meet() {
    tell(roll.called(), rank);
    try {
      return roll.together();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// What went wrong, after a call that failed.
  String trouble(Duration timeout) {
    tell(roll.alive(), rank);
    return roll.trouble(timeout);
  }

  private void listen(int other, Wire wire) {
    try {
      wire.patience(SILENCE);
      while (true) {
        try {
          hear(wire.read(), other);
        } catch (InterruptedIOException _) {
          hear(new Message.Lost(other, silent()), other);
        }
      }
    } catch (IOException | IndexOutOfBoundsException _) {
      if (closed.getCount() > 0) {
        hear(new Message.Lost(other, "is gone: its connection ended"), other);
      }
      wire.close();
    }
  }

  private static String silent() {
    return "has not been heard of for %d s".formatted(SILENCE.toSeconds());
  }

  /// Passed on before this process acts on it, which may be to leave.
  private void hear(Message message, int from) {
    if (rank == 0) {
      tell(message, from);
    }
    roll.hear(message);
  }

  /// @param from whom it need not be told
  private void tell(Message message, int from) {
    wires.forEach(
        (other, wire) -> {
          if (other != from) {
            wire.send(message);
          }
        });
  }

  private void beat() {
    try {
      while (!closed.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
        tell(roll.alive(), rank);
      }
    } catch (InterruptedException _) {
      // nobody does
    }
  }

  @Override
  public void close() {
    closed.countDown();
    tell(new Message.Bye(rank), rank);
    wires.values().forEach(Wire::close);
  }
}
