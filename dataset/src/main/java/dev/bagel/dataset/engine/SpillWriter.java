package dev.bagel.dataset.engine;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.ArrayList;
import java.util.List;

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
  private final List<Gathered> gathered = new ArrayList<>();
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
    private Key least = new Key(-1, -1);
    private Key most = new Key(0, 0);
  }

  <T> void add(int bucket, Key key, RecordCodec<? super T> codec, T record) {
    codec.write(record, scratch.clear());
    add(bucket, key, scratch.bytes(), 0, scratch.size());
  }

  void add(int bucket, Key key, byte[] bytes, int offset, int length) {
    Gathered into = gathered(bucket);
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
    for (int bucket = 0; bucket < gathered.size(); bucket++) {
      append(bucket, gathered.get(bucket));
    }
    gathered.clear();
  }

  private Gathered gathered(int bucket) {
    while (gathered.size() <= bucket) {
      gathered.add(new Gathered());
    }
    return gathered.get(bucket);
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
    // A buffer that one large record made large is not kept.
    gathered.set(bucket, size > 2 * blockBytes ? new Gathered() : reset(from));
  }

  private static Gathered reset(Gathered from) {
    from.bytes.clear();
    from.records = 0;
    from.least = new Key(-1, -1);
    from.most = new Key(0, 0);
    return from;
  }

  @Override
  public void close() {
    zstd.close();
  }
}
