package dev.bagel.torch.peers;

import dev.bagel.BagelException;
import dev.bagel.torch.model.Libtorch;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.global.torch_gloo;
import org.jspecify.annotations.Nullable;

/// Processes connected by Gloo, over TCP, every one with every other.
///
/// A sum goes round as a ring: each process adds up its part of the numbers and sends that to all,
/// so all have the same bits. What goes over the network is neither encrypted nor asked for a
/// password.
final class Gloo implements Peers {
  /// How the message begins that one process has because of another.
  static final String FAILED = "training together failed";

  /// How often it is looked whether all are still there. Gloo itself notices connections that end,
  /// but not machines that fall silent.
  private static final Duration WHILE = Duration.ofSeconds(5);

  /// Numbers in one piece of a sum: bounds what Gloo needs besides, and the time-out is for a
  /// piece.
  private static final long PIECE = 1L << 24;

  private final RollCall calls;
  private final Mesh mesh;
  private final Duration timeout;
  private boolean abandoned;

  private Gloo(RollCall calls, Mesh mesh, Duration timeout) {
    this.calls = calls;
    this.mesh = mesh;
    this.timeout = timeout;
  }

  static Gloo join(PeerSettings settings) {
    if (settings.rank() > 0) {
      return connect(Knock.at(settings), settings.timeout());
    }
    try (Doorway door = Doorway.open(settings)) {
      return join(door, () -> {}, settings.timeout());
    }
  }

  /// As rank 0.
  ///
  /// @param check runs now and then while the others come; what it throws ends the waiting
  static Gloo join(Doorway door, Runnable check, Duration timeout) {
    return connect(door.gather(check), timeout);
  }

  private static Gloo connect(RollCall calls, Duration timeout) {
    try {
      Libtorch.start();
      Loader.load(torch_gloo.class);
      Gloo gloo = new Gloo(calls, Mesh.connect(calls, timeout), timeout);
      gloo.meet(); // or one that leaves at once is missed by those who still connect
      return gloo;
    } catch (RuntimeException e) {
      calls.close();
      throw e;
    }
  }

  @Override
  public int rank() {
    return calls.roll().self().rank();
  }

  @Override
  public int size() {
    return calls.roll().members().size();
  }

  @Override
  public void sum(Tensor tensor) {
    inPieces(tensor, mesh.group()::allreduce);
  }

  @Override
  public double[] sum(double... numbers) {
    if (numbers.length == 0) {
      meet();
      return numbers;
    }
    try (var _ = new PointerScope()) {
      Tensor tensor = Tensor.create(numbers, numbers.length);
      sum(tensor);
      double[] sums = new double[numbers.length];
      tensor.data_ptr_double().get(sums);
      return sums;
    }
  }

  @Override
  public void share(Tensor tensor) {
    inPieces(tensor, mesh.group()::broadcast);
  }

  /// By the roll and not by Gloo, whose waiting comes to an end.
  @Override
  public void meet() {
    if (!calls.meet()) {
      throw failed(null);
    }
  }

  private void inPieces(Tensor tensor, Function<TensorVector, Work> call) {
    check(tensor);
    try (var _ = new PointerScope()) {
      Tensor flat = tensor.detach().view(-1);
      for (long from = 0; from < flat.numel(); from += PIECE) {
        Tensor piece = flat.narrow(0, from, Math.min(PIECE, flat.numel() - from));
        try (var _ = new PointerScope()) {
          await(() -> call.apply(new TensorVector(piece)));
        }
      }
    }
  }

  private static void check(Tensor tensor) {
    boolean known =
        switch (tensor.scalar_type().intern()) {
          case Float, Double, Long -> true;
          default -> false;
        };
    if (!known || !tensor.is_contiguous() || !tensor.is_cpu()) {
      throw new IllegalArgumentException(
          "sums are of contiguous floats, doubles or longs in main memory, not of " + tensor);
    }
  }

  private void await(Supplier<Work> call) {
    Message _ = calls.roll().called();
    try {
      Work work = call.get();
      while (!isDone(work)) {
        if (calls.roll().hasLost()) {
          abandoned = true;
          throw failed(null);
        }
      }
    } catch (BagelException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  /// Waits for a while.
  ///
  /// @throws RuntimeException when it failed
  private static boolean isDone(Work work) {
    try {
      return work._wait(new Milliseconds(WHILE.toMillis()));
    } catch (RuntimeException e) {
      if (work.isCompleted() && !work.isSuccess()) {
        throw e;
      }
      return work.isCompleted();
    }
  }

  private BagelException failed(@Nullable RuntimeException cause) {
    String message =
        "%s: %s; see what it says, then start all processes again, and the run goes on from its last checkpoint"
            .formatted(FAILED, calls.trouble(timeout));
    return cause == null
        ? BagelException.resources(message)
        : BagelException.resources(message, cause);
  }

  @Override
  public void close() {
    if (!abandoned) { // or it would wait for what never comes
      mesh.close();
    }
    calls.close();
  }
}
