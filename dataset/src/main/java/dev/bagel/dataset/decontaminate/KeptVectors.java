package dev.bagel.dataset.decontaminate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Sentence vectors, each computed when it is first asked for, and kept in a folder for the next
/// run: those of benchmark items, or of all tokens of a vocabulary.
///
/// The name of the file there is the hash of all that the vectors depend on: what they are of, the
/// model with its runtime, and every text. What stands in it is used only if it fits and is whole;
/// else the vectors are computed again, with one notice. A folder that cannot be written costs time
/// and nothing else. Processes may share it: each writes a file of its own and then puts it in
/// place in one step.
///
/// May be used by any number of threads at once, until it is closed.
public final class KeptVectors implements AutoCloseable {
  /// From here on a person waits: some ten seconds on two cores.
  private static final int MANY = 1_000;

  private final VectorFile file;
  private final IntFunction<float[]> compute;
  private final Consumer<String> notices;
  private final AtomicReferenceArray<float @Nullable []> vectors;
  private final AtomicInteger computed = new AtomicInteger();

  private KeptVectors(VectorFile file, IntFunction<float[]> compute, Consumer<String> notices) {
    this.file = file;
    this.compute = compute;
    this.notices = notices;
    this.vectors = new AtomicReferenceArray<>(read(file, notices));
  }

  /// @param embedder stays open as long as this
  /// @param folder made where there is none
  /// @param notices told of a file that was no good, of a folder that cannot be written, and of
  ///   work that takes long
  public static KeptVectors ofTexts(
      Embedder embedder, List<String> texts, Path folder, Consumer<String> notices) {
    List<String> all = List.copyOf(texts);
    VectorFile file = file("items", embedder, all, all.size(), folder);
    return new KeptVectors(file, place -> embedder.embed(all.get(place)), notices);
  }

  /// Of every token of the model's vocabulary, as if it were a text; by its number.
  static KeptVectors ofTokens(Embedder embedder, Path folder, Consumer<String> notices) {
    VectorFile file = file("tokens", embedder, List.of(), embedder.vocabulary(), folder);
    return new KeptVectors(file, embedder::embedToken, notices);
  }

  /// Two threads may compute one vector at once: both get the same numbers.
  public float[] get(int place) {
    float[] vector = vectors.get(place);
    if (vector == null) {
      vector = compute.apply(place);
      if (vectors.compareAndSet(place, null, vector)) {
        computed.incrementAndGet();
      }
    }
    return vector;
  }

  /// All vectors. Those that are missing are computed on all cores: some five minutes for 30,000
  /// questions on two.
  public float[][] all() {
    int missing = 0;
    for (int place = 0; place < vectors.length(); place++) {
      missing += vectors.get(place) == null ? 1 : 0;
    }
    if (missing >= MANY) {
      notices.accept(
          "vectors of %,d benchmark items are computed, once, and kept in %s"
              .formatted(missing, file.file().getParent()));
    }
    float[][] all = AllCores.compute(vectors.length(), this::get);
    keep();
    return all;
  }

  /// Keeps what was computed for the next run.
  @Override
  public void close() {
    keep();
  }

  private void keep() {
    if (computed.getAndSet(0) == 0) {
      return;
    }
    float[] @Nullable [] known = new float[vectors.length()][];
    Arrays.setAll(known, vectors::get);
    try {
      file.write(known);
    } catch (IOException e) {
      notices.accept(
          "%s cannot be written (%s): its vectors will be computed again next time"
              .formatted(file.file(), e.getMessage()));
    }
  }

  private static float[] @Nullable [] read(VectorFile file, Consumer<String> notices) {
    try {
      return file.read();
    } catch (NoSuchFileException _) {
      return new float[file.count()][];
    } catch (IOException e) {
      notices.accept(
          "%s %s: its vectors are computed again"
              .formatted(
                  file.file(), e instanceof VectorFile.Unfit ? e.getMessage() : "cannot be read"));
      return new float[file.count()][];
    }
  }

  private static VectorFile file(
      String kind, Embedder embedder, List<String> texts, int count, Path folder) {
    MessageDigest hash = Sha256.start();
    add(hash, kind);
    add(hash, embedder.model().id());
    texts.forEach(text -> add(hash, text));
    String key = HexFormat.of().formatHex(hash.digest());
    Path path = folder.resolve(kind + "-" + key.substring(0, 32) + ".vectors");
    return new VectorFile(path, key, count, embedder.dimensions());
  }

  private static void add(MessageDigest hash, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    hash.update(bytes);
  }
}
