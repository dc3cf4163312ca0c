package dev.bagel.dataset.decontaminate;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Cheap vectors of texts: weighted means of token vectors that a sentence model gave once.
///
/// Every entry of the model's vocabulary goes through the model by itself, as Model2Vec does; the
/// table is kept in a folder, as [ItemVectors] are. A text then costs its tokenizing and one
/// addition a token: microseconds, where the model takes milliseconds. What is lost is all that
/// depends on the order of words.
///
/// May be used by any number of threads at once, until it is closed.
public final class StaticVectors implements AutoCloseable {
  private final WindowTokenizer tokenizer;

  /// By token: its vector in 16-bit floats, 23 MB for 30,522 entries of 384.
  private final short[][] table;

  private final float[] weights;

  private StaticVectors(WindowTokenizer tokenizer, short[][] table, float[] weights) {
    this.tokenizer = tokenizer;
    this.table = table;
    this.weights = weights;
  }

  /// All tokens weigh 1.
  ///
  /// @param cache a folder, made where there is none
  public static StaticVectors of(SentenceModel model, Path cache) {
    return of(model, cache, _ -> {});
  }

  /// @param notices told of a file in the cache that was no good, of a cache that cannot be
  ///   written, and of work that takes long
  public static StaticVectors of(SentenceModel model, Path cache, Consumer<String> notices) {
    WindowTokenizer tokenizer = WindowTokenizer.open(model);
    try (LazyEmbedder embedder = new LazyEmbedder(model)) {
      int entries = tokenizer.entries();
      float[][] vectors =
          new VectorCache(cache, notices)
              .get("tokens", model, List.of(), entries, i -> embedder.get().embedPiece(i));
      float[] weights = new float[entries];
      Arrays.fill(weights, 1);
      return new StaticVectors(tokenizer, halves(vectors), weights);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static short[][] halves(float[][] vectors) {
    short[][] halves = new short[vectors.length][];
    for (int i = 0; i < vectors.length; i++) {
      halves[i] = new short[vectors[i].length];
      for (int j = 0; j < halves[i].length; j++) {
        halves[i][j] = Float.floatToFloat16(vectors[i][j]);
      }
    }
    return halves;
  }

  /// The same table with other weights. Both end with the first [#close].
  ///
  /// @param weights by token, as many as there are [#entries]
  public StaticVectors weighted(float[] weights) {
    if (weights.length != table.length) {
      throw new IllegalArgumentException(
          "%d weights for %d tokens".formatted(weights.length, table.length));
    }
    return new StaticVectors(tokenizer, table, weights.clone());
  }

  /// How many tokens the vocabulary has.
  public int entries() {
    return table.length;
  }

  public int dimensions() {
    return table[0].length;
  }

  /// A text's tokens, in order, without special ones.
  public int[] tokens(String text) {
    return Arrays.stream(tokenizer.pieces(text)).mapToInt(Math::toIntExact).toArray();
  }

  /// A text's vector, of unit length; all zeros where nothing in the text has any weight.
  public float[] of(String text) {
    return of(tokens(text));
  }

  /// The same, from [#tokens].
  public float[] of(int[] tokens) {
    float[] sum = new float[dimensions()];
    for (int token : tokens) {
      float weight = weights[token];
      short[] vector = table[token];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weight * Float.float16ToFloat(vector[i]);
      }
    }
    double squares = 0;
    for (float value : sum) {
      squares += (double) value * value;
    }
    if (squares > 0) {
      float scale = (float) (1 / Math.sqrt(squares));
      for (int i = 0; i < sum.length; i++) {
        sum[i] *= scale;
      }
    }
    return sum;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
