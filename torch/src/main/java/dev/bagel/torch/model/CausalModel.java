package dev.bagel.torch.model;

import dev.bagel.torch.lora.Adapter;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// A language model from a folder as the Hugging Face hub has it: config.json and safetensors.
///
/// Its weights are the mapped files where they are in the asked precision, and copies where they
/// have to be converted. Threads may share it. Close it when no call is running.
///
/// Native memory is freed when a call ends, whatever the garbage collector does. Native threads are
/// set by [Libtorch].
public final class CausalModel implements AutoCloseable {
  private final ModelConfig config;
  private final Precision precision;
  private final Runnable release;
  private final Decoder decoder;

  private CausalModel(
      ModelConfig config, Precision precision, DecoderWeights weights, Runnable release) {
    this.config = config;
    this.precision = precision;
    this.release = release;
    this.decoder = new Decoder(config, weights, precision);
  }

  /// Loads what config.json in the folder describes; from the folder of an adapter, the base that
  /// its adapter_config.json names, with the adapter on it.
  ///
  /// @throws dev.bagel.BagelException of kind USER, when a setting is not supported or a weight is
  ///   missing, unexpected, or of the wrong shape or type
  public static CausalModel load(Path folder, Precision precision) {
    if (ModelFolder.isAdapter(folder)) {
      return Adapter.onItsBase(folder).load(precision);
    }
    ModelFolder model = ModelFolder.open(folder);
    try {
      var tensors = new WeightTensors(model.weights(), model.shapes().keySet(), precision);
      return of(
          model.config(),
          precision,
          tensors,
          () -> {
            tensors.close();
            model.close();
          });
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  /// A model of weights that are there already.
  ///
  /// @param release gives them back when the model is closed
  public static CausalModel of(
      ModelConfig config, Precision precision, DecoderWeights weights, Runnable release) {
    return new CausalModel(config, precision, weights, release);
  }

  public ModelConfig config() {
    return config;
  }

  public Precision precision() {
    return precision;
  }

  /// What the model gives each id of the vocabulary as the next, unnormalised.
  ///
  /// @param ids `[batch, length]`
  /// @return `[batch][length][vocabulary]`
  /// @throws dev.bagel.BagelException of kind USER, when rows differ in length or are too long, or
  ///   an id is outside the vocabulary
  public float[][][] logits(int[][] ids) {
    TokenBatch batch = TokenBatch.of(ids, config);
    batch.requireRoom(config.vocabulary());
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      float[] flat = numbers(decoder.logits(batch.tensor(), new Routing.Forgotten()));
      return Rows.of(flat, batch.batch(), batch.length(), config.vocabulary());
    }
  }

  /// The auxiliary loss of the routers (arXiv 2101.03961) over all tokens of a batch and all
  /// layers, not yet weighted: experts × Σ of each one's fraction of tokens × its mean probability.
  /// Empty for a model without experts.
  ///
  /// @param ids `[batch, length]`
  /// @throws dev.bagel.BagelException as [#logits]
  public OptionalDouble routerLoss(int[][] ids) {
    TokenBatch batch = TokenBatch.of(ids, config);
    if (config.experts().isEmpty()) {
      return OptionalDouble.empty();
    }
    try (var scope = new PointerScope();
        var _ = new NoGradGuard()) {
      Routing.Kept routing = Routing.Kept.in(scope);
      decoder.logits(batch.tensor(), routing);
      Tensor loss = RouterLoss.of(routing.scores(), config.experts().get());
      return OptionalDouble.of(numbers(loss)[0]);
    }
  }

  /// The negative logarithms of the probabilities of a batch's learnt tokens.
  public float[] losses(LearningBatch batch) {
    return new TokenLosses(decoder).of(batch);
  }

  Decoder decoder() {
    return decoder;
  }

  static float[] numbers(Tensor tensor) {
    Tensor dense = tensor.toType(ScalarType.Float).contiguous();
    float[] numbers = new float[Math.toIntExact(dense.numel())];
    if (numbers.length > 0) {
      dense.data_ptr_float().get(numbers);
    }
    return numbers;
  }

  @Override
  public void close() {
    release.run();
  }
}
