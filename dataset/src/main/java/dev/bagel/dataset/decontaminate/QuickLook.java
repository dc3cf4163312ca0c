package dev.bagel.dataset.decontaminate;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells whether a text and a view of an item may be alike enough for the sentence model to be
/// asked. No part of what a match means: decision 7 has what is lost.
///
/// Looks at the words that both share, at their numbers, and at [StaticVectors] of the model that
/// Bagel ships, whichever model is asked in the end: its thresholds belong to it.
final class QuickLook implements AutoCloseable {
  /// The share of both texts' words by weight without which they are not alike.
  static final double SHARED = 0.22;

  /// From here on the numbers need not agree: only vectors that are nearly the same can make such
  /// texts a match.
  private static final double SHARED_DESPITE_NUMBERS = 0.50;

  /// What the share of words and [#CHEAP] times the cosine of the static vectors must come to.
  private static final double LEAST = 1.73;

  private static final double CHEAP = 1.5;

  private final AskedViews views;

  /// The model that Bagel ships.
  private final Embedder embedder;

  private final boolean ownEmbedder;
  private final StaticVectors vectors;

  /// By view, made when first needed.
  private final AtomicReferenceArray<float @Nullable []> known;

  private QuickLook(
      AskedViews views, Embedder embedder, boolean ownEmbedder, StaticVectors vectors) {
    this.views = views;
    this.embedder = embedder;
    this.ownEmbedder = ownEmbedder;
    this.vectors = vectors;
    this.known = new AtomicReferenceArray<>(views.size());
  }

  /// @param sense stays open as long as this
  static QuickLook open(
      AskedViews views, SenseVectors sense, Comparison how, Consumer<String> notices) {
    boolean other = !how.model().isBundled();
    Embedder embedder = other ? SentenceModel.bundled().open() : sense.embedder();
    try {
      StaticVectors vectors = StaticVectors.open(embedder, how.folder(), notices);
      return new QuickLook(views, embedder, other, vectors);
    } catch (RuntimeException e) {
      if (other) {
        embedder.close();
      }
      throw e;
    }
  }

  /// What is known of one text. For one thread.
  final class Text {
    private final String text;
    private final SharedWords.Shares shares;
    private final Wording wording;
    private float @Nullable [] vector;

    Text(String text, SharedWords.Shares shares, Wording wording) {
      this.text = text;
      this.shares = shares;
      this.wording = wording;
    }

    boolean mayBeAlike(int view) {
      double shared = shares.both(view);
      return shared >= SHARED_DESPITE_NUMBERS
          || (shared >= SHARED
              && wording.numbers().agreeWith(views.wording(view).numbers())
              && shared + CHEAP * cosine(view) >= LEAST);
    }

    private double cosine(int view) {
      float[] own = vector;
      if (own == null) {
        own = vectors.of(text);
        vector = own;
      }
      return InnerProduct.of(own, vector(view));
    }
  }

  @Override
  public void close() {
    try {
      vectors.close();
    } finally {
      if (ownEmbedder) {
        embedder.close();
      }
    }
  }

  private float[] vector(int view) {
    float[] vector = known.get(view);
    if (vector == null) {
      vector = vectors.of(views.get(view).text());
      known.set(view, vector);
    }
    return vector;
  }
}
