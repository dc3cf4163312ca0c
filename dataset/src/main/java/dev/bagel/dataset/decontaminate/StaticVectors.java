package dev.bagel.dataset.decontaminate;

import dev.bagel.BagelException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Cheap vectors of texts: means of the vectors that the sentence model gives to each token by
/// itself, as Model2Vec (2024) has them.
///
/// A token goes through the model when a text has it for the first time, and its vector is kept in
/// a folder, as those of [KeptVectors] are. From then on a text costs its tokenizing and one
/// addition a token: microseconds, where the model takes milliseconds. What is lost is all that
/// depends on the order of words.
///
/// May be used by any number of threads at once, until it is closed.
final class StaticVectors implements AutoCloseable {
  private final Embedder embedder;
  private final KeptVectors tokens;

  private StaticVectors(Embedder embedder, KeptVectors tokens) {
    this.embedder = embedder;
    this.tokens = tokens;
  }

  /// @param embedder stays open as long as this
  /// @param folder made where there is none
  /// @param notices told of a file in the folder that was no good, and of one that cannot be
  ///   written
  /// @throws BagelException USER for a tokenizer that cannot be used
  static StaticVectors open(Embedder embedder, Path folder, Consumer<String> notices) {
    return new StaticVectors(embedder, KeptVectors.ofTokens(embedder, folder, notices));
  }

  /// A text's vector, of unit length; all zeros for a text without tokens.
  float[] of(String text) {
    float[] sum = new float[embedder.dimensions()];
    for (int token : embedder.tokens(text)) {
      float[] vector = tokens.get(token);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
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

  /// Keeps what was computed for the next run.
  @Override
  public void close() {
    tokens.close();
  }
}
