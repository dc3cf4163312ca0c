package dev.bagel.torch.model;

import dev.bagel.torch.weights.ElementType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The numbers of tensors as bytes, for files.
public final class TensorBytes {
  private TensorBytes() {}

  /// A copy, row by row, in the asked type.
  public static MemorySegment of(Tensor tensor, ElementType type) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor dense = tensor.detach().toType(scalar(type)).contiguous();
      MemorySegment there = memory(dense, dense.numel() * type.bytes());
      return Arena.ofAuto().allocate(there.byteSize(), type.bytes()).copyFrom(there);
    }
  }

  /// Those of a tensor that lasts until they are written: its own memory where it has the asked
  /// type and lies row by row, so that saving a model takes no second one of memory; else a copy.
  public static MemorySegment lasting(Tensor tensor, ElementType type) {
    boolean there = tensor.scalar_type().intern() == scalar(type) && tensor.is_contiguous();
    return there ? memory(tensor, tensor.numel() * type.bytes()) : of(tensor, type);
  }

  /// Overwrites the numbers of a dense tensor.
  ///
  /// @param bytes as many as it has, in its own type
  public static void put(Tensor tensor, MemorySegment bytes) {
    try (var _ = new PointerScope()) {
      memory(tensor, tensor.numel() * tensor.element_size()).copyFrom(bytes);
    }
  }

  @SuppressWarnings("restricted") // libtorch's memory, of the size that libtorch gives it
  private static MemorySegment memory(Tensor dense, long bytes) {
    Pointer place = dense.data_ptr();
    return MemorySegment.ofAddress(place.address()).reinterpret(bytes);
  }

  private static ScalarType scalar(ElementType type) {
    return switch (type) {
      case F32 -> ScalarType.Float;
      case BF16 -> ScalarType.BFloat16;
      case F16 -> ScalarType.Half;
      case F64 -> ScalarType.Double;
      case I64 -> ScalarType.Long;
      case I32 -> ScalarType.Int;
      case I16 -> ScalarType.Short;
      case I8 -> ScalarType.Char;
      case U8 -> ScalarType.Byte;
      case BOOL -> ScalarType.Bool;
    };
  }
}
