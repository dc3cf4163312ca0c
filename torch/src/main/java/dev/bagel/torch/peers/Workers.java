package dev.bagel.torch.peers;

import dev.bagel.BagelException;
import dev.bagel.torch.model.Libtorch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/// Processes on one machine: this one, rank 0, which starts the others, and ends with the error of
/// the first that fails. They end with this one, whatever ends it.
///
/// They listen at the loopback address alone. Processors are shared out between them, unless
/// `OMP_NUM_THREADS` is set.
public final class Workers implements Peers {
  private static final String LOOPBACK = "127.0.0.1";
  private static final List<String> THREADS = List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS");

  /// Set in those that were started by another.
  private static final String STARTED = "BAGEL_STARTED";

  /// For others to fail too, so that it can be told who was the first.
  private static final Duration AFTERMATH = Duration.ofSeconds(5);

  private static final Duration END = Duration.ofSeconds(15);
  private static final long POLL_MILLIS = 50;

  private final List<Worker> workers = new ArrayList<>();
  private final Consumer<String> notes;
  private final Peers peers;

  private Workers(int processes, Program program, Duration timeout, Consumer<String> notes) {
    this.notes = notes;
    try (Doorway door = Doorway.open(new PeerSettings(0, processes, LOOPBACK, 0, timeout))) {
      Map<String, String> environment = new HashMap<>(threads(processes));
      environment.put(STARTED, "1");
      environment.put(PeerSettings.RANKS, Integer.toString(processes));
      environment.put(PeerSettings.MASTER, LOOPBACK + ":" + door.port());
      for (int rank = 1; rank < processes; rank++) {
        environment.put(PeerSettings.RANK, Integer.toString(rank));
        workers.add(Worker.start(rank, program, environment));
      }
      this.peers = Gloo.join(door, this::check, timeout);
    } catch (RuntimeException e) {
      throw explained(e);
    }
  }

  /// The processes that train together, however this one was started: by another, by a user or a
  /// scheduler who set what [PeerSettings#fromEnvironment] reads, or by itself, when it starts the
  /// others.
  ///
  /// @param processes on this machine, this one among them; 1 for this alone
  /// @param program what the others run: this one
  /// @param notes takes lines that others said before they broke down
  /// @throws BagelException USER, when both the environment and `processes` ask for others
  public static Peers open(
      int processes, Program program, Duration timeout, Consumer<String> notes) {
    Map<String, String> environment = System.getenv();
    PeerSettings settings = PeerSettings.fromEnvironment(environment, timeout);
    if (environment.containsKey(STARTED)) {
      Ward.begin();
      return Peers.join(settings);
    }
    if (settings.size() > 1) {
      if (processes > 1) {
        throw BagelException.user(
            "the environment makes this rank %d of %d, and %d processes are asked for besides: start one for each rank, without a number of processes"
                .formatted(settings.rank(), settings.size(), processes));
      }
      return Peers.join(settings);
    }
    if (processes < 1) {
      throw BagelException.user("%d processes cannot train: 1 is the least".formatted(processes));
    }
    return processes == 1 ? Peers.alone() : new Workers(processes, program, timeout, notes);
  }

  /// What the others are to have of the processors; the same is set here.
  private static Map<String, String> threads(int processes) {
    if (THREADS.stream().anyMatch(System.getenv()::containsKey)) {
      return Map.of();
    }
    int each = Math.max(1, Runtime.getRuntime().availableProcessors() / processes);
    Libtorch.use(each);
    Map<String, String> threads = new HashMap<>();
    THREADS.forEach(name -> threads.put(name, Integer.toString(each)));
    return threads;
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public int size() {
    return peers.size();
  }

  @Override
  public void sum(Tensor tensor) {
    run(() -> peers.sum(tensor));
  }

  @Override
  public double[] sum(double... numbers) {
    return get(() -> peers.sum(numbers));
  }

  @Override
  public void share(Tensor tensor) {
    run(() -> peers.share(tensor));
  }

  @Override
  public void meet() {
    run(peers::meet);
  }

  private void run(Runnable call) {
    try {
      call.run();
    } catch (BagelException e) {
      throw explained(e);
    }
  }

  private <T> T get(Supplier<T> call) {
    try {
      return call.get();
    } catch (BagelException e) {
      throw explained(e);
    }
  }

  /// Ends the waiting for one that will not come.
  private void check() {
    if (workers.stream().anyMatch(Worker::hasFailed)) {
      throw BagelException.resources(Gloo.FAILED);
    }
  }

  /// All end; with the error of the first that failed by itself, where one did.
  private RuntimeException explained(RuntimeException e) {
    long end = System.nanoTime() + AFTERMATH.toNanos();
    while (cause().isEmpty()
        && workers.stream().anyMatch(Worker::isAlive)
        && System.nanoTime() < end) {
      pause();
    }
    Optional<Worker.Failure> failure = cause();
    end(Duration.ZERO);
    if (failure.isEmpty()) {
      return e;
    }
    failure.get().lines().forEach(notes);
    BagelException error = failure.get().error();
    error.addSuppressed(e);
    return error;
  }

  private Optional<Worker.Failure> cause() {
    return workers.stream()
        .filter(Worker::hasFailed)
        .map(Worker::failure)
        .filter(failure -> !failure.follows())
        .findFirst();
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Duration patience) {
    workers.forEach(Worker::release);
    workers.forEach(worker -> worker.end(patience));
  }

  @Override
  public void close() {
    peers.close();
    end(END);
  }
}
