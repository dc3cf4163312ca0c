package dev.bagel.torch.model;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Sets libtorch's threads and memory right, whatever program it runs in: as many threads as there
/// are processors, which sleep while they wait, and native memory that is freed by scopes alone.
///
/// What the user has set wins: `OMP_NUM_THREADS`, `OPENBLAS_NUM_THREADS` and `OMP_WAIT_POLICY` of
/// the environment, glibc's variables for malloc, and the system properties
/// `org.bytedeco.javacpp.nopointergc` and `org.bytedeco.javacpp.maxPhysicalBytes`.
///
/// libgomp and OpenBLAS read the environment once, when they are loaded. So [#start] comes before
/// any class of libtorch's is used: [ModelFolder#open] calls it, and so does a program that uses
/// them before.
public final class Libtorch {
  private static final String ALL_THREADS = "OMP_NUM_THREADS";
  private static final String MATRIX_THREADS = "OPENBLAS_NUM_THREADS";

  /// By which users tell glibc what to do with memory that was freed.
  private static final List<String> MEMORY =
      List.of("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", "GLIBC_TUNABLES");

  /// About a millisecond's work of one thread.
  private static final long WORTH_SHARING = 1 << 24;

  /// Threads of libtorch's operations, and those that may multiply matrices.
  private static final AtomicInteger THREADS = new AtomicInteger(1);

  private static final AtomicInteger MULTIPLYING = new AtomicInteger(1);

  /// What was last set, to set only what is another: by each thread, and for all.
  private static final ThreadLocal<Integer> HERE = ThreadLocal.withInitial(() -> 0);

  private static volatile int multiplying;

  private Libtorch() {}

  /// Loads it. Later calls do nothing. For any thread.
  public static void start() {
    Started.HERE.run();
  }

  /// Takes other numbers of threads than it began with.
  public static void use(int threads) {
    start();
    THREADS.set(threads);
    MULTIPLYING.set(threads);
    here(threads);
  }

  /// How many threads work at a time.
  public static int threads() {
    start();
    return THREADS.get();
  }

  /// Readies this thread to compute while no other does. OpenBLAS has threads of its own, and for
  /// small matrices they cost more than they bring: on a machine with other work, ten times as
  /// much.
  ///
  /// @param products that a multiplication takes: rows × columns × what is added up
  static void alone(long products) {
    here(THREADS.get());
    multiply(products < WORTH_SHARING ? 1 : MULTIPLYING.get());
  }

  /// Readies OpenBLAS for threads that compute at the same time: each multiplies for itself.
  static void together() {
    multiply(1);
  }

  /// Readies this thread to compute as one of so many.
  static void among(int parts) {
    here(Math.max(1, THREADS.get() / parts));
  }

  private static void here(int threads) {
    if (threads != HERE.get()) {
      HERE.set(threads);
      torch.set_num_threads(threads);
    }
  }

  /// How many threads multiply matrices at the moment.
  static int multiplying() {
    return multiplying;
  }

  /// How many may.
  static int most() {
    return MULTIPLYING.get();
  }

  /// Sets how many threads multiply matrices from now on.
  static void multiply(int threads) {
    if (threads != multiplying) {
      multiplying = threads;
      openblas_nolapack.blas_set_num_threads(threads);
    }
  }

  /// What happens once.
  private enum Started {
    HERE;

    private final int threads;

    Started() {
      property("org.bytedeco.javacpp.nopointergc", "true");
      property("org.bytedeco.javacpp.maxPhysicalBytes", "0");
      threads =
          chosen(System.getenv(ALL_THREADS)).orElseGet(Runtime.getRuntime()::availableProcessors);
      CLibrary.environment(ALL_THREADS, Integer.toString(threads));
      THREADS.set(threads);
      MULTIPLYING.set(chosen(System.getenv(MATRIX_THREADS)).orElse(threads));
      CLibrary.environment(MATRIX_THREADS, Integer.toString(MULTIPLYING.get()));
      // OpenBLAS's own threads spin for some 2^26 cycles before they sleep; 2^4 is its least.
      CLibrary.environment("OPENBLAS_THREAD_TIMEOUT", "4");
      // Threads that wait by spinning take the processors from those that work.
      CLibrary.environment("OMP_WAIT_POLICY", "passive");
      if (MEMORY.stream().allMatch(name -> System.getenv(name) == null)) {
        CLibrary.keepFreedMemory();
      }
      here(threads);
    }

    /// Being there is all.
    void run() {}
  }

  /// The user's number: of a list, one for each level of nesting, the first.
  static Optional<Integer> chosen(@Nullable String value) {
    String first = value == null ? "" : value.split(",", -1)[0].strip();
    return first.matches("[1-9][0-9]{0,4}")
        ? Optional.of(Integer.valueOf(first))
        : Optional.empty();
  }

  private static void property(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
