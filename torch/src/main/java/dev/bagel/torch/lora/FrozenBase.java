package dev.bagel.torch.lora;

import dev.bagel.torch.model.DecoderWeights;
import dev.bagel.torch.model.Linear;
import dev.bagel.torch.model.ModelFolder;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.model.WeightTensors;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/// A base that is not learnt: some of its matrices in four bits, everything else as it is. Matrices
/// are read one by one from the mapped file, so there is never more than a piece of one in full.
///
/// @param small by name
/// @param full all others
record FrozenBase(Map<String, FourBitMatrix> small, WeightTensors full)
    implements DecoderWeights, AutoCloseable {
  static FrozenBase of(ModelFolder base, boolean fourBits, Precision precision) {
    Set<String> others = new LinkedHashSet<>(base.shapes().keySet());
    Map<String, FourBitMatrix> small = new LinkedHashMap<>();
    if (fourBits) {
      small(base).forEach(name -> small.put(name, FourBitMatrix.of(base.weights().get(name))));
      others.removeAll(small.keySet());
    }
    return new FrozenBase(small, new WeightTensors(base.weights(), others, precision));
  }

  /// The matrices that there are four bits of, where any are.
  static List<String> small(ModelFolder base) {
    return base.matrices().stream()
        .filter(name -> !ModelFolder.isHead(name) && !ModelFolder.isRouter(name))
        .toList();
  }

  @Override
  public Tensor tensor(String name) {
    return full.tensor(name);
  }

  @Override
  public Linear linear(String name) {
    FourBitMatrix matrix = small.get(name);
    return matrix == null ? new Linear.Plain(tensor(name)) : new FourBitLinear(matrix);
  }

  @Override
  public void close() {
    small.values().forEach(FourBitMatrix::close);
    full.close();
  }
}
