package dev.bagel.dataset.engine;

import com.github.luben.zstd.Zstd;
import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// Records put aside in one file, by number of bucket. The file is nothing but compressed blocks;
/// the buckets here know where theirs lie. Written by many workers at once, then read by many.
final class Spill implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final Consumer<Spill> onClose;
  private final AtomicLong end = new AtomicLong();
  private final List<Bucket> buckets = new ArrayList<>();

  Spill(Path file, Consumer<Spill> onClose) {
    this.file = file;
    this.onClose = onClose;
    try {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw Trouble.of("cannot write in the work folder", e);
    }
  }

  /// Compressed entries.
  ///
  /// @param length in the file
  /// @param size when decompressed
  /// @param checksum CRC-32C of what lies in the file
  record Block(long offset, int length, int size, int checksum) {}

  Bucket bucket(int number) {
    synchronized (buckets) {
      while (buckets.size() <= number) {
        buckets.add(new Bucket());
      }
      return buckets.get(number);
    }
  }

  /// The buckets with a number below `count`.
  List<Bucket> buckets(int count) {
    bucket(count - 1);
    return List.copyOf(buckets.subList(0, count));
  }

  long records() {
    return buckets.stream().mapToLong(Bucket::records).sum();
  }

  Block append(byte[] compressed, int length, int size) {
    long offset = end.getAndAdd(length);
    ByteBuffer bytes = ByteBuffer.wrap(compressed, 0, length);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes, offset + bytes.position());
      }
    } catch (IOException e) {
      throw Trouble.of("cannot write in the work folder " + file.getParent(), e);
    }
    return new Block(offset, length, size, checksum(compressed, length));
  }

  /// The entries of a block.
  ///
  /// @throws BagelException RESOURCES where the file is not as it was written
  byte[] read(Block block) {
    byte[] compressed = new byte[block.length()];
    ByteBuffer bytes = ByteBuffer.wrap(compressed);
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, block.offset() + bytes.position()) < 0) {
          throw damaged();
        }
      }
    } catch (IOException e) {
      throw Trouble.of("cannot read " + file, e);
    }
    if (checksum(compressed, compressed.length) != block.checksum()) {
      throw damaged();
    }
    return Zstd.decompress(compressed, block.size());
  }

  private BagelException damaged() {
    return BagelException.resources(
        file + " was changed after it was written: check the disk, and leave the folder alone");
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  @Override
  public void close() {
    onClose.accept(this);
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Trouble.of("cannot delete " + file, e);
    }
  }
}
