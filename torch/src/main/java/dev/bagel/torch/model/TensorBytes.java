package dev.bagel.torch.model;

import dev.bagel.BagelException;
import dev.bagel.torch.weights.ElementType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The numbers of tensors as bytes, for files.
public final class TensorBytes {
  private TensorBytes() {}

  /// A copy, row by row, in the asked type.
  ///
  /// @throws BagelException USER, which [#isTooLarge] knows, where a number is too large for it
  public static MemorySegment of(Tensor tensor, ElementType type) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor dense = tensor.detach().toType(scalar(type)).contiguous();
      requireFit(tensor, dense, type);
      MemorySegment there = memory(dense, dense.numel() * type.bytes());
      return Arena.ofAuto().allocate(there.byteSize(), type.bytes()).copyFrom(there);
    }
  }

  /// A number that was one stays one.
  private static void requireFit(Tensor before, Tensor after, ElementType type) {
    if ((type == ElementType.F16 || type == ElementType.BF16)
        && before.scalar_type().intern() != scalar(type)) {
      Tensor lost = before.isfinite().logical_and(after.isfinite().logical_not());
      if (lost.any().item_bool()) {
        double largest = before.masked_select(lost).abs().max().item_double();
        String message =
            "a weight has the number %.4g, which %s does not hold: save it as f32"
                .formatted(largest, type.name().toLowerCase(Locale.ROOT));
        throw BagelException.user(message, new TooLarge(message));
      }
    }
  }

  /// Whether something was not saved because a number is too large for the asked type.
  public static boolean isTooLarge(BagelException e) {
    return e.getCause() instanceof TooLarge;
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

  private static final class TooLarge extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    TooLarge(String message) {
      super(message);
    }
  }
}
