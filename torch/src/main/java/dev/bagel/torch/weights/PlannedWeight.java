package dev.bagel.torch.weights;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.Supplier;

/// A tensor to be written, whose data are asked for when its turn comes.
///
/// @param shape never changed
@SuppressWarnings("ArrayRecordComponent") // They are not compared.
record PlannedWeight(
    String name, ElementType type, long[] shape, long bytes, Supplier<MemorySegment> source) {

  static PlannedWeight of(
      String name, ElementType type, long[] shape, Supplier<MemorySegment> source) {
    return new PlannedWeight(name, type, shape.clone(), type.bytes(shape), source);
  }

  MemorySegment data() {
    MemorySegment data = source.get();
    requireSize(name, type, shape, data);
    return data;
  }

  static void requireSize(String name, ElementType type, long[] shape, MemorySegment data) {
    if (data.byteSize() != type.bytes(shape)) {
      throw new IllegalArgumentException(
          "%s: %d bytes are no %s of shape %s"
              .formatted(name, data.byteSize(), type, Arrays.toString(shape)));
    }
  }
}
