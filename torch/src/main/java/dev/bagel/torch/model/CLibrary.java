package dev.bagel.torch.model;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// What only C can set in this process. Where a function is not there, nothing is set: libtorch
/// comes for Linux, and other systems' libraries are their own.
final class CLibrary {
  /// glibc's numbers for mallopt.
  private static final int TRIM_THRESHOLD = -1;

  private static final int MAP_THRESHOLD = -3;

  /// The most that glibc takes for it.
  private static final int LARGE = 32 << 20;

  private CLibrary() {}

  /// Sets a variable of the environment where there is none: Java itself can only read them.
  static void environment(String name, String value) {
    Optional<MethodHandle> set =
        function("setenv", ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    if (set.isPresent()) {
      try (Arena arena = Arena.ofConfined()) {
        int _ = (int) set.get().invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 0);
      } catch (Throwable e) {
        throw new IllegalStateException("cannot set " + name, e);
      }
    }
  }

  /// Keeps memory that was freed for what comes next. glibc gives large pieces back at once, and
  /// the system fills each with zeros when it is asked for again: in each layer of each pass.
  static void keepFreedMemory() {
    Optional<MethodHandle> set = function("mallopt", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    if (set.isPresent()) {
      try {
        int _ = (int) set.get().invokeExact(TRIM_THRESHOLD, Integer.MAX_VALUE);
        int _ = (int) set.get().invokeExact(MAP_THRESHOLD, LARGE);
      } catch (Throwable e) {
        throw new IllegalStateException("cannot tell malloc to keep memory", e);
      }
    }
  }

  @SuppressWarnings("restricted") // as is loading libtorch, which any program here does
  private static Optional<MethodHandle> function(String name, ValueLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> function = linker.defaultLookup().find(name);
    return function.map(
        address ->
            linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments)));
  }
}
