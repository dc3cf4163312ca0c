package dev.bagel.torch.weights;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.bagel.BagelException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// One safetensors file: eight bytes with the length of the header, the header, the data. The
/// format is that of https://huggingface.co/docs/safetensors.
final class MappedFile {
  static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// What `git clone` leaves in place of a large file, where Git LFS is not installed.
  private static final byte[] LFS_POINTER =
      "version https://git-lfs.github.com/spec/".getBytes(US_ASCII);

  private MappedFile() {}

  /// Maps a file for as long as the arena lives.
  ///
  /// @return the tensors in the order of the header
  /// @throws BagelException USER when it is no such file; RESOURCES when it cannot be read
  static List<Weight> read(Path file, Arena arena) {
    MemorySegment all = map(file, arena);
    long length = headerLength(file, all);
    byte[] header = all.asSlice(LENGTH.byteSize(), length).toArray(ValueLayout.JAVA_BYTE);
    List<TensorEntry> entries = HeaderReader.read(file, header);
    MemorySegment data = all.asSlice(LENGTH.byteSize() + length);
    TensorEntry.requireLayout(file, entries, data.byteSize());
    return entries.stream().map(entry -> entry.in(data)).toList();
  }

  private static MemorySegment map(Path file, Arena arena) {
    if (!Files.isRegularFile(file)) {
      throw BagelException.user(
          "cannot read %s: there is no such file; fetch the model's folder again".formatted(file));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
    } catch (IOException e) {
      throw BagelException.resources(
          "cannot read %s (%s); see to its permissions".formatted(file, Draft.reason(e)), e);
    }
  }

  private static long headerLength(Path file, MemorySegment all) {
    if (all.byteSize() < LENGTH.byteSize()) {
      throw Damage.of(file, "has %d bytes, and no header".formatted(all.byteSize()));
    }
    if (isLfsPointer(all)) {
      throw BagelException.user(
          file + " is a pointer of Git LFS, not the weights; run \"git lfs pull\" in its folder");
    }
    long length = all.get(LENGTH, 0);
    long most = Math.min(all.byteSize() - LENGTH.byteSize(), StrictJson.MOST_BYTES);
    if (length < 0 || length > most) {
      throw Damage.of(
          file,
          "claims a header of %s bytes, and no more than %,d can be"
              .formatted(Long.toUnsignedString(length), most));
    }
    return length;
  }

  private static boolean isLfsPointer(MemorySegment all) {
    MemorySegment pointer = MemorySegment.ofArray(LFS_POINTER);
    return all.byteSize() > pointer.byteSize()
        && all.asSlice(0, pointer.byteSize()).mismatch(pointer) < 0;
  }
}
