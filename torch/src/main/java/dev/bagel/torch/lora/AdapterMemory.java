package dev.bagel.torch.lora;

import dev.bagel.torch.model.ModelFolder;
import dev.bagel.torch.model.Precision;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What an adapter in training and its base take of memory.
///
/// @param base bytes of the base that are not simply the mapped file
/// @param learnt numbers of the adapter
/// @param outputs numbers that come out of its matrices, for a token, in all layers
/// @param unfolded numbers that four bits each stand for: each matrix is there in full while it is
///   computed with
public record AdapterMemory(long base, long learnt, long outputs, long unfolded) {
  /// @throws dev.bagel.BagelException USER when a target is not in the model
  public static AdapterMemory of(ModelFolder base, LoraSettings settings, Precision precision) {
    List<String> small = settings.fourBits() ? FrozenBase.small(base) : List.of();
    Set<String> full = new LinkedHashSet<>(base.shapes().keySet());
    small.forEach(full::remove);
    long bytes = full.stream().mapToLong(name -> base.copied(name, precision)).sum();
    for (String name : small) {
      bytes += FourBitMatrix.bytes(base.numbers(name));
    }
    long inputs = 0;
    long outputs = 0;
    for (Target target : Targets.named(settings.targets(), base).values()) {
      inputs += target.inputs();
      outputs += target.outputs();
    }
    long unfolded = small.stream().mapToLong(base::numbers).sum();
    return new AdapterMemory(bytes, settings.rank() * (inputs + outputs), outputs, unfolded);
  }
}
