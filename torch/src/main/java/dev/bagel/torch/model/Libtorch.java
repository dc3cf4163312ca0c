package dev.bagel.torch.model;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Sets libtorch's threads and memory right, whatever program it runs in: as many threads as there
/// are processors, which sleep while they wait, and native memory that is freed by scopes alone.
///
/// What the user has set wins: `OMP_NUM_THREADS`, `OPENBLAS_NUM_THREADS` and `OMP_WAIT_POLICY` of
/// the environment, and the system properties `org.bytedeco.javacpp.nopointergc` and
/// `org.bytedeco.javacpp.maxPhysicalBytes`.
///
/// libgomp and OpenBLAS read the environment once, when they are loaded. So [#start] comes before
/// any class of libtorch's is used: [ModelFolder#open] calls it, and so does a program that uses
/// them before.
public final class Libtorch {
  private static final String THREADS = "OMP_NUM_THREADS";
  private static final String MATRIX_THREADS = "OPENBLAS_NUM_THREADS";

  /// About a millisecond's work of one thread.
  private static final long WORTH_SHARING = 1 << 24;

  /// Threads that may multiply matrices, and those that do at the moment.
  private static final AtomicInteger MOST = new AtomicInteger(1);

  private static volatile int multiplying;

  private Libtorch() {}

  /// Loads it. Later calls do nothing. For any thread.
  public static void start() {
    Started.HERE.run();
  }

  /// Takes other numbers of threads than it began with.
  public static void use(int threads) {
    start();
    torch.set_num_threads(threads);
    MOST.set(threads);
  }

  /// Sets how many threads multiply matrices that are about as large. OpenBLAS has threads of its
  /// own, and for small matrices they cost more than they bring: on a machine with other work, ten
  /// times as much.
  ///
  /// @param products that one multiplication takes: rows × columns × what is added up
  static void multiplies(long products) {
    int threads = products < WORTH_SHARING ? 1 : MOST.get();
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
      threads = chosen(System.getenv(THREADS)).orElseGet(Runtime.getRuntime()::availableProcessors);
      environment(THREADS, Integer.toString(threads));
      MOST.set(chosen(System.getenv(MATRIX_THREADS)).orElse(threads));
      environment(MATRIX_THREADS, Integer.toString(MOST.get()));
      // OpenBLAS's own threads spin for some 2^26 cycles before they sleep; 2^4 is its least.
      environment("OPENBLAS_THREAD_TIMEOUT", "4");
      // Threads that wait by spinning take the processors from those that work.
      environment("OMP_WAIT_POLICY", "passive");
      torch.set_num_threads(threads);
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

  /// Sets a variable of this process where there is none: Java itself can only read them.
  @SuppressWarnings("restricted") // as is loading libtorch, which any program here does
  private static void environment(String name, String value) {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> function = linker.defaultLookup().find("setenv");
    if (function.isEmpty()) {
      return; // Windows, where libtorch does not come with these libraries
    }
    var set =
        linker.downcallHandle(
            function.get(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int _ = (int) set.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 0);
    } catch (Throwable e) {
      throw new IllegalStateException("cannot set " + name, e);
    }
  }
}
