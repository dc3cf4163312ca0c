package dev.bagel.dataset.decontaminate;

import dev.bagel.BagelException;
import java.util.List;

/// Gives texts their sentence vectors: numbers of unit length, by a [SentenceModel].
///
/// A model reads so many tokens at most. A longer text is read in consecutive windows, each with
/// the model's prefix and special tokens, and its vector is the mean of theirs by their tokens:
/// nothing is cut off. A text's vector depends on nothing but the text: texts are never batched,
/// and one thread computes each. The model that Bagel ships sees no difference in case, accents,
/// white space or control characters.
///
/// May be used by any number of threads at once, until it is closed. Nothing comes from the
/// network. The tokenizer's library is unpacked, once, to `.djl.ai` in the home directory, or in
/// the temporary directory where the home cannot be written; `DJL_CACHE_DIR` names another place.
public final class Embedder implements AutoCloseable {
  private final SentenceModel model;
  private final WindowTokenizer tokenizer;
  private final OnnxSession session;

  private Embedder(SentenceModel model, WindowTokenizer tokenizer, OnnxSession session) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.session = session;
  }

  static Embedder open(SentenceModel model) {
    WindowTokenizer tokenizer = WindowTokenizer.open(model);
    try {
      OnnxSession session = OnnxSession.open(model);
      try {
        Embedder embedder = new Embedder(model, tokenizer, session);
        // Weights that do not fit the folder are told now, not with the first text.
        embedder.embed("a");
        return embedder;
      } catch (RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /// What it was opened from.
  public SentenceModel model() {
    return model;
  }

  /// Numbers in a vector.
  public int dimensions() {
    return model.dimensions();
  }

  /// A text's vector, of unit length.
  ///
  /// @throws BagelException when the model gives none: a text is never passed over
  public float[] embed(String text) {
    return vector(tokenizer.windows(text));
  }

  /// The vector of one entry of the vocabulary, as if it were a text.
  float[] embedPiece(long piece) {
    return vector(List.of(tokenizer.window(piece)));
  }

  @Override
  public void close() {
    try {
      session.close();
    } finally {
      tokenizer.close();
    }
  }

  private float[] vector(List<long[]> windows) {
    double[] sum = new double[model.dimensions()];
    windows.forEach(window -> session.add(window, sum));
    return unit(sum);
  }

  private float[] unit(double[] sum) {
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    double length = Math.sqrt(squares);
    if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
      throw ModelTrouble.weights(
          model, "give a vector of length %s for a text: export them again".formatted(length));
    }
    float[] vector = new float[sum.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (sum[i] / length);
    }
    return vector;
  }
}
