package dev.bagel.torch.lora;

import dev.bagel.torch.model.CompanionFiles;
import dev.bagel.torch.model.FullWeights;
import dev.bagel.torch.model.TensorBytes;
import dev.bagel.torch.model.WeightTensors;
import dev.bagel.torch.weights.ElementType;
import dev.bagel.torch.weights.Weight;
import dev.bagel.torch.weights.WeightWriter;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// A base and an adapter made one: `W + scale · B · A`, one matrix after the other.
///
/// @param type of numbers in the files; empty for the base's own
record Merge(OpenAdapter adapter, Optional<ElementType> type) {
  void write(Path to) {
    WeightWriter writer = new WeightWriter();
    for (String name : adapter.base().shapes().keySet()) {
      Weight before = adapter.base().weights().get(name);
      ElementType as = type.orElse(before.type());
      Target target = adapter.targets().get(name);
      if (target != null) {
        writer.add(name, as, before.shape(), () -> sum(before, target, as));
      } else if (as == before.type()) {
        writer.add(before);
      } else {
        writer.add(name, as, before.shape(), () -> converted(before, as));
      }
    }
    writer.writeFolder(to, FullWeights.SHARD_BYTES);
    new CompanionFiles(adapter.base().folder(), adapter.folder()).copy(to, type);
  }

  private MemorySegment sum(Weight before, Target target, ElementType as) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor change = matrix(target.up()).matmul(matrix(target.down()));
      Tensor sum = single(before).add(change, new Scalar(adapter.config().scale()));
      return TensorBytes.of(sum, as);
    }
  }

  private Tensor matrix(String name) {
    return single(adapter.files().get(name));
  }

  private static MemorySegment converted(Weight before, ElementType as) {
    try (var _ = new PointerScope()) {
      return TensorBytes.of(WeightTensors.mapped(before), as);
    }
  }

  private static Tensor single(Weight weight) {
    return WeightTensors.mapped(weight).toType(ScalarType.Float);
  }
}
