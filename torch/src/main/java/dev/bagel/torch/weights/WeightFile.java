package dev.bagel.torch.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// One safetensors file to be written. The widest elements come first, and the data begin at a
/// multiple of eight: so every tensor begins at a multiple of its element's size, and no gaps are
/// needed, which the format does not allow.
record WeightFile(List<PlannedWeight> weights) {
  private static final int CHUNK = 4 << 20;
  private static final int SMALLEST_CHUNK = 4 << 10;

  WeightFile {
    weights =
        weights.stream()
            .sorted(
                Comparator.comparingInt((PlannedWeight weight) -> weight.type().bytes()).reversed())
            .toList();
  }

  long bytes() {
    return weights.stream().mapToLong(PlannedWeight::bytes).sum();
  }

  void writeTo(FileChannel out) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      // Through a buffer of our own: a segment may be larger than any buffer, and lie on the heap.
      MemorySegment chunk = arena.allocate(Math.clamp(bytes(), SMALLEST_CHUNK, CHUNK));
      write(MemorySegment.ofArray(header()), chunk, out);
      for (PlannedWeight weight : weights) {
        write(weight.data(), chunk, out);
      }
    }
  }

  private static void write(MemorySegment data, MemorySegment chunk, FileChannel out)
      throws IOException {
    for (long at = 0; at < data.byteSize(); at += chunk.byteSize()) {
      long size = Math.min(chunk.byteSize(), data.byteSize() - at);
      MemorySegment.copy(data, at, chunk, 0, size);
      ByteBuffer buffer = chunk.asSlice(0, size).asByteBuffer();
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
    }
  }

  /// Its length, and the header, with blanks behind.
  private byte[] header() {
    Map<String, Object> header = new LinkedHashMap<>();
    // Other libraries refuse a file without this line: it says how tensors are to be loaded.
    header.put(HeaderReader.METADATA, Map.of("format", "pt"));
    long at = 0;
    for (PlannedWeight weight : weights) {
      header.put(weight.name(), entry(weight, at));
      at += weight.bytes();
    }
    byte[] json = JsonMapper.shared().writeValueAsBytes(header);
    int length = Math.ceilDiv(json.length, Long.BYTES) * Long.BYTES;
    byte[] bytes = new byte[Long.BYTES + length];
    Arrays.fill(bytes, (byte) ' ');
    MemorySegment.ofArray(bytes).set(MappedFile.LENGTH, 0, length);
    System.arraycopy(json, 0, bytes, Long.BYTES, json.length);
    return bytes;
  }

  private static Map<String, Object> entry(PlannedWeight weight, long begin) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("dtype", weight.type().name());
    entry.put("shape", weight.shape());
    entry.put("data_offsets", new long[] {begin, begin + weight.bytes()});
    return entry;
  }
}
