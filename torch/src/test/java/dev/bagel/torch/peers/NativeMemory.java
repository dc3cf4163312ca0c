package dev.bagel.torch.peers;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/// What native code holds, by glibc.
public final class NativeMemory {
  /// Fields of glibc's struct mallinfo2, of 8 bytes each: mapped blocks, and all others in use.
  private static final int FIELDS = 10;

  private static final int MAPPED = 4;
  private static final int USED = 7;

  private NativeMemory() {}

  /// In bytes.
  @SuppressWarnings("restricted") // surefire grants native access
  public static long allocated() throws Throwable {
    Linker linker = Linker.nativeLinker();
    MemorySegment function = linker.defaultLookup().findOrThrow("mallinfo2");
    MemoryLayout struct =
        MemoryLayout.structLayout(
            MemoryLayout.sequenceLayout(FIELDS, ValueLayout.JAVA_LONG).withName("fields"));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info =
          (MemorySegment)
              linker
                  .downcallHandle(function, FunctionDescriptor.of(struct))
                  .invokeExact((SegmentAllocator) arena);
      return info.getAtIndex(ValueLayout.JAVA_LONG, MAPPED)
          + info.getAtIndex(ValueLayout.JAVA_LONG, USED);
    }
  }
}
