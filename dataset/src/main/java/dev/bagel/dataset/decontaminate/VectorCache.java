package dev.bagel.dataset.decontaminate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// A folder of vectors that took long to compute.
///
/// A file's name is the hash of all that its vectors depend on: what they are of, the model with
/// its runtime, and every text. What stands there is used only if it fits and is whole; else it is
/// made anew, with one notice. A folder that cannot be written costs time and nothing else.
/// Processes may share it: each writes a file of its own and then puts it in place in one step.
///
/// @param notices told of what was not as it should be, and of what takes long
record VectorCache(Path folder, Consumer<String> notices) {
  /// From here on a person waits: some ten seconds on two cores.
  private static final int MANY = 2_000;

  /// @param texts what the vectors are of, in order
  /// @param vector the i-th; called on all cores
  float[][] get(
      String kind,
      SentenceModel model,
      List<String> texts,
      int count,
      IntFunction<float[]> vector) {
    String key = key(kind, model, texts);
    Path path = folder.resolve(kind + "-" + key.substring(0, 32) + ".vectors");
    VectorFile file = new VectorFile(path, key, count, model.dimensions());
    try {
      return file.read();
    } catch (NoSuchFileException _) {
      return make(file, vector);
    } catch (IOException e) {
      notices.accept(
          "%s %s: its vectors are computed again"
              .formatted(path, e instanceof VectorFile.Unfit ? e.getMessage() : "cannot be read"));
      return make(file, vector);
    }
  }

  private float[][] make(VectorFile file, IntFunction<float[]> vector) {
    if (file.count() >= MANY) {
      notices.accept(
          "%,d vectors are computed, once, and kept in %s".formatted(file.count(), folder));
    }
    float[][] vectors = AllCores.compute(file.count(), vector);
    try {
      file.write(vectors);
    } catch (IOException e) {
      notices.accept(
          "%s cannot be written (%s): these vectors will be computed again next time"
              .formatted(file.file(), e.getMessage()));
    }
    return vectors;
  }

  private static String key(String kind, SentenceModel model, List<String> texts) {
    MessageDigest hash = Sha256.start();
    add(hash, kind);
    add(hash, model.id());
    texts.forEach(text -> add(hash, text));
    return HexFormat.of().formatHex(hash.digest());
  }

  private static void add(MessageDigest hash, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    hash.update(bytes);
  }
}
