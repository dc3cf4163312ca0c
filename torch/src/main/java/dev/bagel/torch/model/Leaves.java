package dev.bagel.torch.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/// What the passes of one thread learn through: values that are everybody's, gradients of its own
/// until it hands them over, and dice of its own.
public final class Leaves {
  private final Map<String, Tensor> leaves = new LinkedHashMap<>();
  private final Map<Integer, List<String>> names;
  private final FlatParameters parameters;
  private final Dice dice = new Dice();

  Leaves(FlatParameters parameters) {
    this.parameters = parameters;
    parameters.parameters().forEach((name, value) -> leaves.put(name, leaf(value)));
    this.names = leaves.keySet().stream().collect(Collectors.groupingBy(WeightNames::layer));
  }

  private static Tensor leaf(Tensor value) {
    Tensor leaf = Scoped.owned(value::detach);
    leaf.set_requires_grad(true);
    return leaf;
  }

  public boolean has(String name) {
    return leaves.containsKey(name);
  }

  /// @throws NullPointerException when nothing of this name is learnt
  public Tensor get(String name) {
    return Objects.requireNonNull(leaves.get(name), name);
  }

  public Dice dice() {
    return dice;
  }

  /// The lowest layer that something is learnt in, [WeightNames#OUTSIDE] where the embedding below
  /// is learnt: no gradient has to go farther back.
  ///
  /// @param none where nothing is
  int lowest(int none) {
    return has(WeightNames.EMBEDDING)
        ? WeightNames.OUTSIDE
        : names.keySet().stream()
            .filter(layer -> layer != WeightNames.OUTSIDE)
            .min(Integer::compare)
            .orElse(none);
  }

  /// Adds this thread's gradients of a layer to everybody's, and forgets them.
  void handOver(int layer) {
    try (var _ = new PointerScope()) {
      for (String name : names.getOrDefault(layer, List.of())) {
        Tensor gradient = get(name).grad();
        if (gradient.defined()) {
          Tensor _ = parameters.gradient(name).add_(gradient);
          get(name).mutable_grad().put(new Tensor());
        }
      }
    }
  }

  void close() {
    leaves.values().forEach(Tensor::close);
    dice.close();
  }
}
