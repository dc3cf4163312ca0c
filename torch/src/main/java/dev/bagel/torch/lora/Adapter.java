package dev.bagel.torch.lora;

import dev.bagel.BagelException;
import dev.bagel.torch.model.CausalModel;
import dev.bagel.torch.model.ModelFolder;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.weights.ElementType;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// An adapter's folder in PEFT's layout, adapter_config.json and adapter_model.safetensors, and the
/// folder of the base that it is for. Nothing is read before it is used.
public record Adapter(Path folder, Path base) {
  /// On the base that its adapter_config.json names: a folder, from the adapter's on or from the
  /// root.
  ///
  /// @throws BagelException USER when it names no such folder
  public static Adapter onItsBase(Path folder) {
    String named = AdapterConfig.read(folder).base();
    Path file = folder.resolve(AdapterConfig.FILE);
    if (named.isBlank()) {
      throw BagelException.user(
          file + " names no base: write its folder there as base_model_name_or_path");
    }
    Optional<Path> base = place(folder, named).filter(Files::isDirectory);
    return new Adapter(
        folder,
        base.orElseThrow(
            () ->
                BagelException.user(
                    "%s names the base %s, which is no folder here: fetch it, and write its folder there as base_model_name_or_path"
                        .formatted(file, named))));
  }

  /// Where config and weights of what a folder stands for lie: the base's, if it holds an adapter.
  ///
  /// @throws BagelException as [#onItsBase]
  public static Path modelFolder(Path folder) {
    return ModelFolder.isAdapter(folder) ? onItsBase(folder).base() : folder;
  }

  private static Optional<Path> place(Path folder, String named) {
    try {
      return Optional.of(folder.resolve(named));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /// The base with the adapter on it.
  ///
  /// @throws BagelException USER when the base cannot be loaded, the adapter is of a kind that is
  ///   not supported, or its weights are not those that it and the base ask for
  public CausalModel load(Precision precision) {
    OpenAdapter open = OpenAdapter.of(this);
    try {
      return open.model(precision);
    } catch (RuntimeException | Error e) {
      open.close();
      throw e;
    }
  }

  /// Writes the whole model that base and adapter are together, with the base's config and the
  /// tokenizer. Sums are taken in single precision. A base is merged as its files have it, also
  /// where the adapter was learnt on four bits of it: as [#load] and other tools serve it.
  ///
  /// @param to a folder without weights
  /// @param type of the numbers in the files; empty for each weight's own in the base
  /// @throws BagelException as [#load]; RESOURCES when it cannot be written
  public void merge(Path to, Optional<ElementType> type) {
    try (OpenAdapter open = OpenAdapter.of(this)) {
      new Merge(open, type).write(to);
    }
  }
}
