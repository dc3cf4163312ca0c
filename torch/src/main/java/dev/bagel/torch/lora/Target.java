package dev.bagel.torch.lora;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A matrix of the base that an adapter changes, and what PEFT calls the adapter's own two.
///
/// @param weight its name in the model's files
record Target(String weight, long outputs, long inputs) {
  private static final String WEIGHT = ".weight";

  /// The name without its end: the module that has it.
  static String module(String weight) {
    return weight.substring(0, weight.length() - WEIGHT.length());
  }

  /// A, `[rank, inputs]`.
  String down() {
    return named("lora_A");
  }

  /// B, `[outputs, rank]`.
  String up() {
    return named("lora_B");
  }

  private String named(String matrix) {
    return "base_model.model." + module(weight) + "." + matrix + WEIGHT;
  }

  /// Of the matrices of all, by name.
  static Map<String, List<Long>> shapes(Iterable<Target> targets, int rank) {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    for (Target target : targets) {
      shapes.put(target.down(), List.of((long) rank, target.inputs));
      shapes.put(target.up(), List.of(target.outputs, (long) rank));
    }
    return shapes;
  }
}
