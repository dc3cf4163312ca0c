package dev.bagel.torch.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The `model.safetensors.index.json` of files that are written.
final class WrittenIndex {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Map<String, String> files = new TreeMap<>();
  private long bytes;

  void add(String name, WeightFile file) {
    file.weights().forEach(weight -> files.put(weight.name(), name));
    bytes += file.bytes();
  }

  void writeTo(FileChannel out) throws IOException {
    Map<String, Object> index = new LinkedHashMap<>();
    index.put("metadata", Map.of("total_size", bytes));
    index.put("weight_map", files);
    ByteBuffer text = ByteBuffer.wrap(JSON.writeValueAsBytes(index));
    while (text.hasRemaining()) {
      out.write(text);
    }
  }
}
