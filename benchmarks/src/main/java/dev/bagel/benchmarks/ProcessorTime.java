package dev.bagel.benchmarks;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/// The processor time of this process, all of its threads: what it computes, what it collects and
/// what it compiles. Unlike the time on the wall it leaves out what other processes do meanwhile.
///
/// It is the clock of Python's `time.process_time`: POSIX `clock_gettime`. The JDK's own counts
/// hundredths of a second.
final class ProcessorTime {
  /// CLOCK_PROCESS_CPUTIME_ID of Linux and of macOS.
  private static final int CLOCK =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac") ? 12 : 2;

  private static final MemoryLayout TIMESPEC =
      MemoryLayout.structLayout(JAVA_LONG.withName("tv_sec"), JAVA_LONG.withName("tv_nsec"));

  @SuppressWarnings("restricted") // a call into the C library, with the types of its manual page
  private static final MethodHandle CLOCK_GETTIME =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("clock_gettime"),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

  private ProcessorTime() {}

  static long nanoseconds() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(TIMESPEC);
      if ((int) CLOCK_GETTIME.invokeExact(CLOCK, time) != 0) {
        throw new IllegalStateException("this system has no clock for processor time");
      }
      return time.getAtIndex(JAVA_LONG, 0) * 1_000_000_000 + time.getAtIndex(JAVA_LONG, 1);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e); // a method handle may throw anything; this one does not
    }
  }
}
