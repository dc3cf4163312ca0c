package dev.bagel.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Nearest items as faiss finds them in an IndexFlatIP: `peers/nearest_items.py`.
final class FaissPeer implements AutoCloseable {
  private final ChildProcess process;

  private FaissPeer(ChildProcess process) {
    this.process = process;
  }

  static FaissPeer start() {
    return start(PythonProcess.pythons(), PythonProcess.script("nearest_items.py"));
  }

  static FaissPeer start(List<String> pythons, Path script) {
    return new FaissPeer(
        PythonProcess.start(
            pythons, script, new PythonProcess.Needed("faiss", "faiss", "python3-faiss")));
  }

  /// For example `faiss 1.7.3 (libopenblasp-r0.3.21.so), Python 3.11.2`.
  String version() {
    JsonNode versions = process.ask(Map.of("do", "version"));
    return "faiss %s (%s), Python %s"
        .formatted(
            versions.path("faiss").stringValue(),
            versions.path("blas").stringValue(),
            versions.path("python").stringValue());
  }

  void load(NearestCase vectors) {
    try {
      Path items = file(vectors.items());
      Path queries = file(vectors.queries());
      process.ask(
          Map.of(
              "do",
              "load",
              "items",
              items.toString(),
              "queries",
              queries.toString(),
              "dimensions",
              vectors.dimensions()));
      Files.delete(items);
      Files.delete(queries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(float[][] vectors) throws IOException {
    Path file = Files.createTempFile("vectors", ".f32");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (float[] vector : vectors) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(vector);
        out.write(bytes.array());
      }
    }
    return file;
  }

  /// Places of the best items, a row a query.
  int[][] find(int count) {
    JsonNode found = process.ask(Map.of("do", "find", "count", count)).path("items");
    return found
        .valueStream()
        .map(row -> row.valueStream().mapToInt(JsonNode::intValue).toArray())
        .toArray(int[][]::new);
  }

  SearchTime time(int count, int threads) {
    JsonNode time = process.ask(Map.of("do", "time", "count", count, "threads", threads));
    return new SearchTime(time.path("wall").doubleValue(), time.path("processor").doubleValue());
  }

  @Override
  public void close() {
    process.close();
  }
}
