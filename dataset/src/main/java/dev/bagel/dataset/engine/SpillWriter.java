package dev.bagel.dataset.engine;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.HashMap;
import java.util.Map;

/// One worker's way into a [Spill]: gathers entries a bucket and appends them as whole blocks.
///
/// An entry is its key (two longs), the length of its record (an int), and the record.
final class SpillWriter implements AutoCloseable {
  static final int HEADER = 20;
  private static final int LEVEL = 1;

  private final Spill spill;
  private final int blockBytes;
  private final long bufferBytes;
  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL);
  private final Map<Integer, Gathered> gathered = new HashMap<>();
  private final ByteSink scratch = new ByteSink();
  private byte[] compressed = new byte[0];
  private long held;

  SpillWriter(Spill spill, Memory memory) {
    this.spill = spill;
    this.blockBytes = memory.block();
    this.bufferBytes = memory.buffers();
  }

  /// A bucket's entries that were not appended yet.
  private static final class Gathered {
    private ByteSink bytes = new ByteSink();
    private long records;
    private Key least = Key.MAX;
    private Key most = Key.ZERO;

    /// Forgets the entries, and their buffer too if one large record made it larger than `room`.
    void clear(int room) {
      bytes = bytes.size() > room ? new ByteSink() : bytes.clear();
      records = 0;
      least = Key.MAX;
      most = Key.ZERO;
    }
  }

  <T> void add(int bucket, Key key, RecordCodec<? super T> codec, T record) {
    codec.write(record, scratch.clear());
    add(bucket, key, scratch.bytes(), 0, scratch.size());
  }

  void add(int bucket, Key key, byte[] bytes, int offset, int length) {
    Gathered into = gathered.computeIfAbsent(bucket, _ -> new Gathered());
    into.bytes.int64(key.high());
    into.bytes.int64(key.low());
    into.bytes.int32(length);
    into.bytes.raw(bytes, offset, length);
    into.records++;
    into.least = key.compareTo(into.least) < 0 ? key : into.least;
    into.most = key.compareTo(into.most) > 0 ? key : into.most;
    held += HEADER + length;
    if (into.bytes.size() >= blockBytes) {
      append(bucket, into);
    } else if (held >= bufferBytes) {
      flush();
    }
  }

  /// Appends all that was gathered; to be called in the end, unless the work failed.
  void flush() {
    gathered.forEach(this::append);
    gathered.clear();
  }

  private void append(int bucket, Gathered from) {
    int size = from.bytes.size();
    if (size == 0) {
      return;
    }
    int bound = Math.toIntExact(Zstd.compressBound(size));
    compressed = compressed.length < bound ? new byte[bound] : compressed;
    int length =
        zstd.compressByteArray(compressed, 0, compressed.length, from.bytes.bytes(), 0, size);
    spill
        .bucket(bucket)
        .add(spill.append(compressed, length, size), from.records, from.least, from.most);
    held -= size;
    from.clear(2 * blockBytes);
  }

  @Override
  public void close() {
    zstd.close();
  }
}
