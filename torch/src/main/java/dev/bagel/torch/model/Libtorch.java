package dev.bagel.torch.model;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
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
/// any class of libtorch's is used: [CausalModel#load] calls it, and so does a program that uses
/// them before.
public final class Libtorch {
  private static final String THREADS = "OMP_NUM_THREADS";

  private Libtorch() {}

  /// Loads it. Later calls do nothing. For any thread.
  public static void start() {
    Started.HERE.run();
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
      environment("OPENBLAS_NUM_THREADS", Integer.toString(threads));
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
