package dev.bagel.dataset.decontaminate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// Writes ONNX files of a few hundred bytes: a table of token vectors that is looked up, and, where
/// wanted, their mean. Only as much of the format as that takes.
final class TinyOnnx {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private TinyOnnx() {}

  /// @param inputs of which `input_ids` is looked up and the others are not used
  /// @param output its name; `sentence_embedding` gives the mean of the token vectors
  static byte[] lookUp(float[][] table, List<String> inputs, String output) {
    boolean pooled = output.equals("sentence_embedding");
    TinyOnnx graph =
        new TinyOnnx()
            .put(
                1,
                new TinyOnnx()
                    .put(1, "table")
                    .put(1, "input_ids")
                    .put(2, pooled ? "looked_up" : output)
                    .put(4, "Gather"))
            .put(2, "tiny");
    if (pooled) {
      graph.put(
          1,
          new TinyOnnx()
              .put(1, "looked_up")
              .put(2, output)
              .put(4, "ReduceMean")
              .put(5, new TinyOnnx().put(1, "axes").put(8, 1).put(20, 7))
              .put(5, new TinyOnnx().put(1, "keepdims").put(3, 0).put(20, 2)));
    }
    graph.put(5, tensor(table));
    inputs.forEach(name -> graph.put(11, value(name, INT64, 2)));
    graph.put(12, value(output, FLOAT, pooled ? 2 : 3));
    return new TinyOnnx()
        .put(1, 8)
        .put(7, graph)
        .put(8, new TinyOnnx().put(1, "").put(2, 13))
        .bytes
        .toByteArray();
  }

  private static TinyOnnx tensor(float[][] table) {
    ByteBuffer raw =
        ByteBuffer.allocate(table.length * table[0].length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : table) {
      for (float number : row) {
        raw.putFloat(number);
      }
    }
    return new TinyOnnx()
        .put(1, table.length)
        .put(1, table[0].length)
        .put(2, FLOAT)
        .put(8, "table")
        .put(9, raw.array());
  }

  private static TinyOnnx value(String name, int type, int rank) {
    TinyOnnx shape = new TinyOnnx();
    for (int i = 0; i < rank; i++) {
      shape.put(1, new TinyOnnx().put(2, name + i));
    }
    return new TinyOnnx()
        .put(1, name)
        .put(2, new TinyOnnx().put(1, new TinyOnnx().put(1, type).put(2, shape)));
  }

  private TinyOnnx put(int field, long number) {
    varint(field << 3);
    varint(number);
    return this;
  }

  private TinyOnnx put(int field, String text) {
    return put(field, text.getBytes(UTF_8));
  }

  private TinyOnnx put(int field, TinyOnnx message) {
    return put(field, message.bytes.toByteArray());
  }

  private TinyOnnx put(int field, byte[] value) {
    varint((field << 3) | 2);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private void varint(long number) {
    long rest = number;
    while (rest > 0x7F) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
