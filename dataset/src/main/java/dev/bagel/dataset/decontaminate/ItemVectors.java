package dev.bagel.dataset.decontaminate;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Sentence vectors of many texts, computed once and kept in a folder.
///
/// They are computed on all cores: two minutes for 30,000 questions on two. The next time they are
/// read, in a fraction of a second and without loading the model.
public final class ItemVectors {
  private ItemVectors() {}

  /// @param cache a folder, made where there is none
  /// @return by place of the text
  public static float[][] of(SentenceModel model, List<String> texts, Path cache) {
    return of(model, texts, cache, _ -> {});
  }

  /// @param notices told of a file in the cache that was no good, of a cache that cannot be
  ///   written, and of work that takes long
  public static float[][] of(
      SentenceModel model, List<String> texts, Path cache, Consumer<String> notices) {
    try (LazyEmbedder embedder = new LazyEmbedder(model)) {
      return new VectorCache(cache, notices)
          .get("items", model, texts, texts.size(), i -> embedder.get().embed(texts.get(i)));
    }
  }
}
