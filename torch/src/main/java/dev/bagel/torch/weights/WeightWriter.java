package dev.bagel.torch.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.BagelException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes weights as safetensors files that other tools load: one file, or a model's folder, in
/// shards where it is large.
///
/// Tensors are added first and written afterwards, in the order in which they were added as far as
/// their types allow. Each file comes to its place by renaming, and the index of shards comes last:
/// at any time there is the whole of it or nothing that could be opened. Where something goes
/// wrong, nothing is left behind. For one thread.
public final class WeightWriter {
  private final Map<String, PlannedWeight> weights = new LinkedHashMap<>();

  /// Takes one more tensor, whose memory must stay until all is written.
  ///
  /// @throws IllegalArgumentException when there is one of this name, or the name cannot be written
  public void add(Weight weight) {
    add(weight.name(), weight.type(), weight.shape(), weight::data);
  }

  /// Takes one more tensor, whose data are asked for, once, when they are written, so that not all
  /// need be in memory.
  ///
  /// @param data gives exactly the bytes that type and shape ask
  /// @throws IllegalArgumentException when there is one of this name, or the name cannot be written
  public void add(String name, ElementType type, long[] shape, Supplier<MemorySegment> data) {
    if (name.equals(HeaderReader.METADATA) || !UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException("no tensor can have the name " + Damage.quoted(name));
    }
    if (weights.putIfAbsent(name, PlannedWeight.of(name, type, shape, data)) != null) {
      throw new IllegalArgumentException("two tensors have the name " + Damage.quoted(name));
    }
  }

  /// Writes all tensors to one file, over what stands there.
  ///
  /// @throws BagelException RESOURCES when there is not room enough, or it cannot be written
  public void writeFile(Path file) {
    WeightFile content = new WeightFile(List.copyOf(weights.values()));
    Path folder = file.toAbsolutePath().getParent();
    makeRoom(folder == null ? file : folder, content.bytes());
    Draft.write(file, content::writeTo);
  }

  /// Writes a model's weights to its folder: `model.safetensors`, or more than one file and
  /// `model.safetensors.index.json`.
  ///
  /// @param shardBytes how many bytes of tensors a file holds at most; a larger tensor has one for
  ///   itself
  /// @throws BagelException USER when the folder holds a model's weights already, which could get
  ///   mixed up with these; RESOURCES when there is not room enough, or a file cannot be written
  public void writeFolder(Path folder, long shardBytes) {
    if (shardBytes <= 0) {
      throw new IllegalArgumentException("files cannot hold " + shardBytes + " bytes");
    }
    List<WeightFile> shards = shards(shardBytes);
    makeRoom(folder, shards.stream().mapToLong(WeightFile::bytes).sum());
    refuseOthers(folder);
    if (shards.size() == 1) {
      Draft.write(folder.resolve(WeightFiles.SINGLE), shards.getFirst()::writeTo);
      return;
    }
    List<Path> written = new ArrayList<>();
    boolean complete = false;
    try {
      WrittenIndex index = new WrittenIndex();
      for (WeightFile shard : shards) {
        String name =
            String.format(
                Locale.ROOT, "model-%05d-of-%05d.safetensors", written.size() + 1, shards.size());
        Draft.write(folder.resolve(name), shard::writeTo);
        written.add(folder.resolve(name));
        index.add(name, shard);
      }
      Draft.write(folder.resolve(WeightFiles.INDEX), index::writeTo);
      complete = true;
    } finally {
      if (!complete) {
        delete(written);
      }
    }
  }

  private List<WeightFile> shards(long shardBytes) {
    List<WeightFile> shards = new ArrayList<>();
    List<PlannedWeight> shard = new ArrayList<>();
    long bytes = 0;
    for (PlannedWeight weight : weights.values()) {
      if (!shard.isEmpty() && weight.bytes() > shardBytes - bytes) {
        shards.add(new WeightFile(shard));
        shard = new ArrayList<>();
        bytes = 0;
      }
      shard.add(weight);
      bytes += weight.bytes();
    }
    shards.add(new WeightFile(shard));
    return shards;
  }

  /// Sees that there is a folder, and room, before hours are spent on finding that there is not.
  private static void makeRoom(Path folder, long bytes) {
    long room;
    try {
      Files.createDirectories(folder);
      room = Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw Draft.trouble(folder, e);
    }
    // Some file systems do not know, and say 0.
    if (room > 0 && room < bytes) {
      throw BagelException.resources(
          "cannot write weights to %s: they take %,d bytes, and there is room for %,d; make room, or name another disk"
              .formatted(folder, bytes, room));
    }
  }

  private static void refuseOthers(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      @Nullable Path other =
          files
              .filter(
                  file ->
                      file.getFileName()
                          .toString()
                          .matches("model(-\\d+-of-\\d+)?\\.safetensors(\\.index\\.json)?"))
              .findFirst()
              .orElse(null);
      if (other != null) {
        throw BagelException.user(
            "%s holds weights already (%s); name another folder, or remove them first"
                .formatted(folder, other.getFileName()));
      }
    } catch (IOException e) {
      throw Draft.trouble(folder, e);
    }
  }

  private static void delete(List<Path> written) {
    for (Path file : written) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException _) {
        // What brought us here is thrown, and says more.
      }
    }
  }
}
