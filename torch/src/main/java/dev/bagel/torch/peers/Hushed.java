package dev.bagel.torch.peers;

import dev.bagel.BagelException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.function.Supplier;

/// Runs native code that would write to standard output, which is for results alone.
final class Hushed {
  private static final int OUT = 1;
  private static final int WRITE_ONLY = 1;

  private static final MethodHandle DUP = function("dup", 1);
  private static final MethodHandle DUP2 = function("dup2", 2);
  private static final MethodHandle CLOSE = function("close", 1);
  private static final MethodHandle OPEN = open();

  private static int running;
  private static int out;

  private Hushed() {}

  /// What this process writes there meanwhile, from any thread, is lost.
  static <T> T run(Supplier<T> work) {
    enter();
    try {
      return work.get();
    } finally {
      leave();
    }
  }

  /// The first to come turns it off, the last to go turns it on.
  private static synchronized void enter() {
    if (running++ == 0) {
      out = call(DUP, OUT);
      int nowhere = openNull();
      call(DUP2, nowhere, OUT);
      call(CLOSE, nowhere);
    }
  }

  private static synchronized void leave() {
    if (--running == 0) {
      call(DUP2, out, OUT);
      call(CLOSE, out);
    }
  }

  private static int openNull() {
    try (Arena arena = Arena.ofConfined()) {
      return (int) OPEN.invoke(arena.allocateFrom("/dev/null"), WRITE_ONLY);
    } catch (Throwable e) {
      throw BagelException.internal("open failed", e);
    }
  }

  private static int call(MethodHandle function, Object... arguments) {
    try {
      return (int) function.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw BagelException.internal("a call of the C library failed", e);
    }
  }

  @SuppressWarnings("restricted") // libtorch is native in any case
  private static MethodHandle function(String name, int parameters) {
    ValueLayout[] layouts = new ValueLayout[parameters];
    Arrays.fill(layouts, ValueLayout.JAVA_INT);
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts));
  }

  @SuppressWarnings("restricted") // as above
  private static MethodHandle open() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("open"),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
        Linker.Option.firstVariadicArg(2));
  }
}
