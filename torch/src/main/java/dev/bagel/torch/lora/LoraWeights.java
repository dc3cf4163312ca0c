package dev.bagel.torch.lora;

import dev.bagel.BagelException;
import dev.bagel.torch.model.DecoderWeights;
import dev.bagel.torch.model.FlatParameters;
import dev.bagel.torch.model.LearningWeights;
import dev.bagel.torch.model.Leaves;
import dev.bagel.torch.model.ModelConfig;
import dev.bagel.torch.model.ModelFolder;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.model.Seeds;
import dev.bagel.torch.model.TensorBytes;
import dev.bagel.torch.model.WeightCheck;
import dev.bagel.torch.model.WeightTensors;
import dev.bagel.torch.weights.ElementType;
import dev.bagel.torch.weights.Weight;
import dev.bagel.torch.weights.Weights;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/// A low-rank adapter in training on a base that stays as it is. The base is the mapped file, or a
/// copy of it in the asked precision, or its matrices in four bits each; the adapter is learnt in
/// single precision. At first it changes nothing: B is 0.
public final class LoraWeights implements LearningWeights {
  private final ModelFolder base;
  private final LoraSettings settings;
  private final Map<String, Target> targets;
  private final FrozenBase frozen;
  private final FlatParameters parameters;

  private LoraWeights(ModelFolder base, LoraSettings settings, Precision precision) {
    this.base = base;
    this.settings = settings;
    this.targets = Targets.named(settings.targets(), base);
    this.frozen = FrozenBase.of(base, settings.fourBits(), precision);
    Map<String, long[]> shapes = new LinkedHashMap<>();
    Target.shapes(targets.values(), settings.rank())
        .forEach((name, shape) -> shapes.put(name, longs(shape)));
    this.parameters = new FlatParameters(shapes);
    long place = 0;
    for (Target target : targets.values()) {
      begin(target, Seeds.mix(settings.seed(), place++));
    }
  }

  private static long[] longs(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  /// @param precision that the decoder will compute in
  /// @throws BagelException USER as [ModelFolder#open], or when a target is not in the model
  public static LoraWeights open(Path baseFolder, LoraSettings settings, Precision precision) {
    ModelFolder base = ModelFolder.open(baseFolder);
    try {
      return new LoraWeights(base, settings, precision);
    } catch (RuntimeException | Error e) {
      base.close();
      throw e;
    }
  }

  /// A is uniform within ±1/√inputs, as PyTorch begins linear layers and PEFT its adapters.
  private void begin(Target target, long seed) {
    Tensor down = parameters.get(target.down());
    float[] numbers = new float[Math.toIntExact(down.numel())];
    double most = 1 / Math.sqrt((double) target.inputs());
    for (int i = 0; i < numbers.length; i++) {
      double between = (Seeds.mix(seed, i) >>> 11) * 0x1p-53;
      numbers[i] = (float) ((2 * between - 1) * most);
    }
    TensorBytes.put(down, MemorySegment.ofArray(numbers));
  }

  @Override
  public ModelConfig config() {
    return base.config();
  }

  /// With dropout.
  @Override
  public DecoderWeights learning(Leaves leaves) {
    UnaryOperator<Tensor> dropout =
        settings.dropout() == 0
            ? UnaryOperator.identity()
            : in -> leaves.dice().dropout(in, settings.dropout());
    return new AdaptedWeights(frozen, targets, leaves::get, settings.scale(), dropout);
  }

  @Override
  public DecoderWeights settled() {
    return new AdaptedWeights(
        frozen, targets, parameters::get, settings.scale(), UnaryOperator.identity());
  }

  /// The base without the adapter.
  @Override
  public Optional<DecoderWeights> original() {
    return Optional.of(frozen);
  }

  @Override
  public FlatParameters parameters() {
    return parameters;
  }

  /// Writes the adapter as PEFT does: adapter_model.safetensors and adapter_config.json.
  ///
  /// @param type empty for single precision
  @Override
  public void save(Path folder, Optional<ElementType> type) {
    Map<String, Object> config = AdapterConfig.written(settings, targets.keySet(), base.folder());
    AdapterFiles.write(folder, config, parameters, type.orElse(ElementType.F32));
  }

  /// Never: it needs its base.
  @Override
  public boolean isWhole() {
    return false;
  }

  /// Takes the matrices of an adapter of the same rank and targets.
  @Override
  public void restore(Path folder) {
    Path file = folder.resolve(AdapterFiles.WEIGHTS);
    try (Weights files = AdapterFiles.open(folder)) {
      Map<String, List<Long>> wanted = Target.shapes(targets.values(), settings.rank());
      String asks = "this training (its rank and targets)";
      new WeightCheck(wanted, files, file, asks, "the settings that belong").run();
      parameters.parameters().forEach((name, tensor) -> put(files.get(name), tensor));
    }
  }

  private static void put(Weight from, Tensor to) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor _ = to.copy_(WeightTensors.mapped(from));
    }
  }

  @Override
  public void close() {
    parameters.close();
    frozen.close();
    base.close();
  }
}
