package dev.bagel.torch.model;

import dev.bagel.BagelException;
import dev.bagel.torch.weights.ElementType;
import dev.bagel.torch.weights.Weight;
import dev.bagel.torch.weights.Weights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Holds weights against what a config asks for.
///
/// @param wanted shapes by name
/// @param where the folder or file that has them, for messages
/// @param config what asks for them, as in "its config.json"
/// @param right what to take instead where they do not belong together
public record WeightCheck(
    Map<String, List<Long>> wanted, Weights found, Path where, String config, String right) {
  private static final Set<ElementType> TYPES =
      Set.of(ElementType.F32, ElementType.F16, ElementType.BF16);
  private static final int NAMED = 3;

  static WeightCheck ofModel(Map<String, List<Long>> wanted, Weights found, Path folder) {
    return new WeightCheck(
        wanted, found, folder, "its config.json", "the config.json that belongs");
  }

  /// @throws BagelException USER when they are not those, with their names
  public void run() {
    refuse(
        wanted.keySet().stream().filter(name -> !found.names().contains(name)),
        "misses weights that " + config + " asks for",
        "download the whole folder, or take " + right + " to it");
    refuse(
        found.names().stream().filter(this::isUnexpected),
        "has weights that " + config + " does not ask for",
        "take " + right + " to the weights");
    refuse(
        describe(weight -> !TYPES.contains(weight.type()), weight -> " is " + weight.type()),
        "has weights of a type that is not supported",
        "convert them to F32, F16 or BF16");
    refuse(
        describe(weight -> !shape(weight).equals(wanted.get(weight.name())), this::shapes),
        "has weights of another shape than " + config + " asks for",
        "take " + right + " to the weights");
  }

  private boolean isUnexpected(String name) {
    boolean derived = name.endsWith(WeightNames.FREQUENCIES) || isSecondHead(name);
    return !wanted.containsKey(name) && !derived;
  }

  /// Some files have a tied head once more: harmless where it is the embedding to the byte.
  private boolean isSecondHead(String name) {
    if (!name.equals(WeightNames.HEAD) || !found.names().contains(WeightNames.EMBEDDING)) {
      return false;
    }
    Weight head = found.get(name);
    Weight embedding = found.get(WeightNames.EMBEDDING);
    return head.type() == embedding.type()
        && Arrays.equals(head.shape(), embedding.shape())
        && head.data().mismatch(embedding.data()) < 0;
  }

  private Stream<String> describe(Predicate<Weight> wrong, Function<Weight, String> words) {
    return wanted.keySet().stream()
        .map(found::get)
        .filter(wrong)
        .map(weight -> weight.name() + words.apply(weight));
  }

  private String shapes(Weight weight) {
    return " is " + shape(weight) + ", not " + wanted.get(weight.name());
  }

  private static List<Long> shape(Weight weight) {
    return LongStream.of(weight.shape()).boxed().toList();
  }

  private void refuse(Stream<String> wrong, String what, String remedy) {
    List<String> all = wrong.toList();
    if (!all.isEmpty()) {
      String named = all.stream().limit(NAMED).collect(Collectors.joining(", "));
      String others = all.size() > NAMED ? " and " + (all.size() - NAMED) + " more" : "";
      throw BagelException.user(where + " " + what + ": " + named + others + "; " + remedy);
    }
  }
}
