package dev.bagel.torch.model;

import dev.bagel.BagelException;
import dev.bagel.torch.weights.WeightFiles;
import dev.bagel.torch.weights.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A model's folder as the Hugging Face hub has it, opened: what config.json says, and the weights
/// that it asks for, mapped and held against it.
///
/// @param shapes of all weights that a decoder needs, by name
public record ModelFolder(
    Path folder, ModelConfig config, Weights weights, Map<String, List<Long>> shapes)
    implements AutoCloseable {
  private static final String ADAPTER = "adapter_config.json";

  /// @throws BagelException USER when a setting is not supported, or a weight is missing,
  ///   unexpected, or of the wrong shape or type
  public static ModelFolder open(Path folder) {
    Libtorch.start();
    if (isAdapter(folder)) {
      throw BagelException.user(
          folder + " holds an adapter and no whole model: merge it into its base first");
    }
    ModelConfig config = ModelConfig.read(folder);
    Weights weights = WeightFiles.open(folder);
    try {
      Map<String, List<Long>> shapes = WeightShapes.of(config);
      WeightCheck.ofModel(shapes, weights, folder).run();
      return new ModelFolder(folder, config, weights, shapes);
    } catch (RuntimeException | Error e) {
      weights.close();
      throw e;
    }
  }

  /// Whether it holds what is put on a model, and not a model: adapter_config.json without weights
  /// of a whole one.
  public static boolean isAdapter(Path folder) {
    return Files.exists(folder.resolve(ADAPTER)) && !WeightFiles.areIn(folder);
  }

  /// The matrices that something is multiplied by, the head among them where it is not the
  /// embedding.
  public List<String> matrices() {
    return shapes.entrySet().stream()
        .filter(entry -> entry.getValue().size() == 2)
        .map(Map.Entry::getKey)
        .filter(name -> !name.equals(WeightNames.EMBEDDING))
        .toList();
  }

  public static boolean isHead(String name) {
    return name.equals(WeightNames.HEAD);
  }

  public static boolean isRouter(String name) {
    return name.endsWith(WeightNames.ROUTER);
  }

  @Override
  public void close() {
    weights.close();
  }
}
