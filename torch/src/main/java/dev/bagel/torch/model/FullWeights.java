package dev.bagel.torch.model;

import dev.bagel.BagelException;
import dev.bagel.torch.weights.ElementType;
import dev.bagel.torch.weights.Weight;
import dev.bagel.torch.weights.WeightFiles;
import dev.bagel.torch.weights.WeightWriter;
import dev.bagel.torch.weights.Weights;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// The weights of a model of which all are learnt themselves, or all but some that stay as they
/// are.
public final class FullWeights implements LearningWeights {
  /// Of tensors in one file, at most; as other writers have it.
  public static final long SHARD_BYTES = 5_000_000_000L;

  private final ModelFolder model;
  private final FlatParameters parameters;
  private final WeightTensors frozen;

  private FullWeights(ModelFolder model, List<String> still, Precision precision) {
    this.model = model;
    Map<String, long[]> learnt = new LinkedHashMap<>();
    Set<String> others = model.named(still);
    for (String name : model.shapes().keySet()) {
      if (!others.contains(name)) {
        learnt.put(name, model.weights().get(name).shape());
      }
    }
    if (learnt.isEmpty()) {
      throw BagelException.user("everything is frozen, so nothing would be learnt: freeze less");
    }
    this.parameters = new FlatParameters(learnt);
    this.frozen = new WeightTensors(model.weights(), others, precision);
    learnt.keySet().forEach(name -> copy(model.weights().get(name), parameters.get(name)));
  }

  private static void copy(Weight from, Tensor to) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor _ = to.copy_(WeightTensors.mapped(from));
    }
  }

  /// @param still which weights are not learnt: names, with `*` for anything
  /// @param precision that the decoder will compute in
  /// @throws BagelException USER as [CausalModel#load], or when a name is of no weight, or nothing
  ///   is left to learn
  public static FullWeights open(Path folder, List<String> still, Precision precision) {
    ModelFolder model = ModelFolder.open(folder);
    try {
      return new FullWeights(model, still, precision);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  @Override
  public ModelConfig config() {
    return model.config();
  }

  @Override
  public DecoderWeights learning(Leaves leaves) {
    return name -> leaves.has(name) ? leaves.get(name) : frozen.tensor(name);
  }

  @Override
  public DecoderWeights settled() {
    return this::tensor;
  }

  /// Never: they are overwritten.
  @Override
  public Optional<DecoderWeights> original() {
    return Optional.empty();
  }

  private Tensor tensor(String name) {
    Tensor learnt = parameters.parameters().get(name);
    return learnt == null ? frozen.tensor(name) : learnt;
  }

  @Override
  public FlatParameters parameters() {
    return parameters;
  }

  @Override
  public void save(Path folder, Optional<ElementType> type) {
    WeightWriter writer = new WeightWriter();
    for (String name : model.shapes().keySet()) {
      Weight before = model.weights().get(name);
      Tensor learnt = parameters.parameters().get(name);
      ElementType as = type.orElse(before.type());
      if (learnt == null && as == before.type()) {
        writer.add(before);
      } else {
        writer.add(name, as, before.shape(), () -> bytes(before, learnt, as));
      }
    }
    writer.writeFolder(folder, SHARD_BYTES);
  }

  /// What is frozen comes from the file: what is computed with may have less of it.
  private static MemorySegment bytes(Weight before, @Nullable Tensor learnt, ElementType as) {
    try (var _ = new PointerScope()) {
      return learnt == null
          ? TensorBytes.of(WeightTensors.mapped(before), as)
          : TensorBytes.lasting(learnt, as);
    }
  }

  @Override
  public boolean isWhole() {
    return true;
  }

  @Override
  public void restore(Path folder) {
    try (Weights saved = WeightFiles.open(folder)) {
      WeightCheck.ofModel(model.shapes(), saved, folder).run();
      parameters.parameters().forEach((name, tensor) -> copy(saved.get(name), tensor));
    }
  }

  @Override
  public void close() {
    parameters.close();
    frozen.close();
    model.close();
  }
}
