package dev.bagel.torch.model;

import dev.bagel.BagelException;
import dev.bagel.torch.weights.ElementType;
import dev.bagel.torch.weights.WeightFiles;
import dev.bagel.torch.weights.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

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

  /// How many numbers a weight is made of.
  public long numbers(String name) {
    return Objects.requireNonNull(shapes.get(name)).stream().reduce(1L, Math::multiplyExact);
  }

  /// The most numbers that any layer has in these weights, or any one of them outside of layers.
  public long most(Set<String> names) {
    Map<Object, Long> numbers = new HashMap<>();
    for (String name : names) {
      int layer = WeightNames.layer(name);
      numbers.merge(layer == WeightNames.OUTSIDE ? name : layer, numbers(name), Long::sum);
    }
    return numbers.values().stream().max(Long::compare).orElse(0L);
  }

  /// How many bytes of a weight's numbers are beside the mapped file when it is computed with: none
  /// where they have the precision already.
  public long copied(String name, Precision precision) {
    ElementType type =
        switch (precision) {
          case F32 -> ElementType.F32;
          case BF16 -> ElementType.BF16;
        };
    return weights.get(name).type() == type ? 0 : numbers(name) * type.bytes();
  }

  /// The weights that are meant by patterns: names, with `*` for anything.
  ///
  /// @throws BagelException USER when a pattern means none
  public Set<String> named(List<String> patterns) {
    Set<String> named = new LinkedHashSet<>();
    for (String pattern : patterns) {
      Predicate<String> matches =
          Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q")).asMatchPredicate();
      if (shapes.keySet().stream().noneMatch(matches)) {
        throw BagelException.user(
            "nothing is called %s, so it cannot be frozen; names are like %s"
                .formatted(pattern, shapes.keySet().stream().skip(1).findFirst().orElse("")));
      }
      shapes.keySet().stream().filter(matches).forEach(named::add);
    }
    return named;
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
