package dev.bagel.torch.lora;

import dev.bagel.torch.model.CausalModel;
import dev.bagel.torch.model.ModelFolder;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.model.WeightCheck;
import dev.bagel.torch.model.WeightTensors;
import dev.bagel.torch.weights.Weights;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/// An adapter and its base, mapped and held against each other.
///
/// @param targets by the names of the base's weights
/// @param files the adapter's own matrices
record OpenAdapter(
    Path folder, AdapterConfig config, ModelFolder base, Map<String, Target> targets, Weights files)
    implements AutoCloseable {
  static OpenAdapter of(Adapter adapter) {
    AdapterConfig config = AdapterConfig.read(adapter.folder());
    ModelFolder base = ModelFolder.open(adapter.base());
    try {
      Map<String, Target> targets = config.targets(base);
      Weights files = AdapterFiles.open(adapter.folder());
      OpenAdapter open = new OpenAdapter(adapter.folder(), config, base, targets, files);
      try {
        open.check();
        return open;
      } catch (RuntimeException | Error e) {
        files.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      base.close();
      throw e;
    }
  }

  private void check() {
    new WeightCheck(
            Target.shapes(targets.values(), config.rank()),
            files,
            folder.resolve(AdapterFiles.WEIGHTS),
            "its " + AdapterConfig.FILE + ", on the base " + base.folder() + ",",
            "the " + AdapterConfig.FILE + " and the base that belong")
        .run();
  }

  /// The model; closing it closes this.
  CausalModel model(Precision precision) {
    WeightTensors matrices = new WeightTensors(files, files.names(), precision);
    WeightTensors frozen = new WeightTensors(base.weights(), base.shapes().keySet(), precision);
    AdaptedWeights weights =
        new AdaptedWeights(
            frozen, targets, matrices::tensor, config.scale(), UnaryOperator.identity());
    return CausalModel.of(
        base.config(),
        precision,
        weights,
        () -> {
          matrices.close();
          frozen.close();
          close();
        });
  }

  @Override
  public void close() {
    files.close();
    base.close();
  }
}
