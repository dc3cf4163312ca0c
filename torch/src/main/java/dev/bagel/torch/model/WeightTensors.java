package dev.bagel.torch.model;

import dev.bagel.torch.weights.Weight;
import dev.bagel.torch.weights.Weights;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Weights as tensors, which last until closed. Those that are in the asked precision already are
/// not copied: they are the mapped file, read-only, so that nothing may be written to them.
public final class WeightTensors implements DecoderWeights, AutoCloseable {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /// @param weights stay open as long as this
  public WeightTensors(Weights weights, Set<String> names, Precision precision) {
    for (String name : names) {
      Weight weight = weights.get(name);
      tensors.put(name, Scoped.owned(() -> tensor(weight, precision)));
    }
  }

  private static Tensor tensor(Weight weight, Precision precision) {
    return mapped(weight).toType(precision.scalar());
  }

  /// The weight where it lies: read-only.
  public static Tensor mapped(Weight weight) {
    return torch.from_blob(
        new Place(weight.data()), weight.shape(), new TensorOptions(scalar(weight)));
  }

  private static ScalarType scalar(Weight weight) {
    return switch (weight.type()) {
      case F32 -> ScalarType.Float;
      case BF16 -> ScalarType.BFloat16;
      case F16 -> ScalarType.Half;
      case F64, I64, I32, I16, I8, U8, BOOL ->
          throw new IllegalArgumentException(weight + " was let through by WeightCheck");
    };
  }

  @Override
  public Tensor tensor(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::close);
    tensors.clear();
  }

  /// Memory that Java owns.
  private static final class Place extends Pointer {
    Place(MemorySegment segment) {
      super((Pointer) null);
      address = segment.address();
      limit = segment.byteSize();
      capacity = segment.byteSize();
    }
  }
}
