package dev.bagel.dataset.decontaminate;

import dev.bagel.dataset.decontaminate.NearestItems.Neighbour;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the sentence model says of texts and of items. For any number of threads at once.
final class SenseVectors implements AutoCloseable {
  private static final double DIGITS = 1e6;

  private final Embedder embedder;
  private final KeptVectors items;

  /// Where every text is compared with every item.
  private final @Nullable NearestItems nearest;

  private SenseVectors(Embedder embedder, KeptVectors items, @Nullable NearestItems nearest) {
    this.embedder = embedder;
    this.items = items;
    this.nearest = nearest;
  }

  /// Loads the model; computes all vectors of items where the search is exhaustive.
  static SenseVectors open(List<String> items, Comparison how, Consumer<String> notices) {
    Embedder embedder = how.model().open();
    try {
      KeptVectors kept = KeptVectors.ofTexts(embedder, items, how.folder(), notices);
      NearestItems nearest = how.exhaustive() ? NearestItems.of(kept.all()) : null;
      return new SenseVectors(embedder, kept, nearest);
    } catch (RuntimeException e) {
      embedder.close();
      throw e;
    }
  }

  Embedder embedder() {
    return embedder;
  }

  /// A text's vector, computed when first needed.
  Vector of(String text) {
    return new Vector(text);
  }

  @Override
  public void close() {
    try {
      items.close();
    } finally {
      embedder.close();
    }
  }

  /// For one thread.
  final class Vector {
    private final String text;
    private float @Nullable [] numbers;

    private Vector(String text) {
      this.text = text;
    }

    /// To six digits: what the model rounds would otherwise tell two exact copies apart.
    double cosine(int item) {
      return rounded(InnerProduct.of(numbers(), items.get(item)));
    }

    /// Every item whose [#cosine] is so large, in an exhaustive search.
    List<Neighbour> alike(double least) {
      if (nearest == null) {
        throw new IllegalStateException("the search is not exhaustive");
      }
      return nearest.atLeast(new float[][] {numbers()}, least - 1 / DIGITS).getFirst().stream()
          .map(near -> new Neighbour(near.item(), rounded(near.similarity())))
          .filter(near -> near.similarity() >= least)
          .toList();
    }

    private float[] numbers() {
      float[] known = numbers;
      if (known == null) {
        known = embedder.embed(text);
        numbers = known;
      }
      return known;
    }
  }

  private static double rounded(double cosine) {
    return Math.rint(DIGITS * cosine) / DIGITS;
  }
}
