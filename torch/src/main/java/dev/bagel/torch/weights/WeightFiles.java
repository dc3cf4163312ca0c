package dev.bagel.torch.weights;

import dev.bagel.BagelException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Opens weights in safetensors files, laid out as in a model's folder on the Hugging Face hub.
///
/// Everything that the files claim is held against what they are, before a tensor is given out. The
/// files are mapped, of any size, and read only where they are used.
public final class WeightFiles {
  static final String SINGLE = "model.safetensors";
  static final String INDEX = SINGLE + ".index.json";

  private WeightFiles() {}

  /// The weights of a model: `model.safetensors`; where there is none, the files that
  /// `model.safetensors.index.json` names.
  ///
  /// @throws BagelException USER when there are none, or the files are damaged or do not belong
  ///   together; RESOURCES when one cannot be read
  public static Weights open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw BagelException.user("%s is no folder; name the folder of a model".formatted(folder));
    }
    Path single = folder.resolve(SINGLE);
    if (Files.exists(single, LinkOption.NOFOLLOW_LINKS)) {
      return openFile(single);
    }
    Path index = folder.resolve(INDEX);
    if (Files.exists(index)) {
      return openShards(folder, ShardIndex.read(index));
    }
    throw BagelException.user(
        "%s holds neither %s nor %s; fetch the model's weights as safetensors, or convert them"
            .formatted(folder, SINGLE, INDEX));
  }

  /// Whether a folder has weights of a model, whatever is in them.
  public static boolean areIn(Path folder) {
    return Files.exists(folder.resolve(SINGLE), LinkOption.NOFOLLOW_LINKS)
        || Files.exists(folder.resolve(INDEX));
  }

  /// The tensors of one file, whatever its name.
  ///
  /// @throws BagelException as [#open]
  public static Weights openFile(Path file) {
    return mapped(file, List.of(file), (_, _) -> {});
  }

  private static Weights openShards(Path folder, ShardIndex index) {
    index.requireShards();
    List<Path> files = index.shards().keySet().stream().map(folder::resolve).toList();
    return mapped(
        folder,
        files,
        (file, weights) -> index.requireSame(file.getFileName().toString(), weights.keySet()));
  }

  private interface Check {
    void accept(Path file, Map<String, Weight> weights);
  }

  private static Weights mapped(Path source, List<Path> files, Check check) {
    Arena arena = Arena.ofShared();
    try {
      Map<String, Weight> all = new LinkedHashMap<>();
      for (Path file : files) {
        Map<String, Weight> weights = new LinkedHashMap<>();
        MappedFile.read(file, arena).forEach(weight -> weights.put(weight.name(), weight));
        check.accept(file, weights);
        all.putAll(weights);
      }
      return new Weights(source, arena, all);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }
}
