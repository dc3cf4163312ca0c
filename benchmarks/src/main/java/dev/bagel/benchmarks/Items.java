package dev.bagel.benchmarks;

import dev.bagel.dataset.decontaminate.BenchmarkItem;
import dev.bagel.dataset.decontaminate.BenchmarkSearch;
import dev.bagel.dataset.decontaminate.Comparison;
import dev.bagel.dataset.decontaminate.Embedder;
import dev.bagel.dataset.decontaminate.KeptVectors;
import dev.bagel.dataset.decontaminate.NearestItems;
import dev.bagel.dataset.decontaminate.NearestItems.Neighbour;
import dev.bagel.dataset.decontaminate.Rule;
import dev.bagel.dataset.decontaminate.SentenceModel;
import dev.bagel.dataset.hub.HubSettings;
import java.nio.file.Path;
import java.util.List;

/// Benchmark items and the model by which texts are compared with them.
///
/// @param vectors the folder in which vectors are kept
record Items(List<BenchmarkItem> items, SentenceModel model, Path vectors) {
  /// The folder in which `bagel` keeps its vectors.
  static Path kept() {
    return HubSettings.own(System.getenv(), Path.of(System.getProperty("user.home")))
        .resolve("vectors");
  }

  int size() {
    return items.size();
  }

  List<String> texts() {
    return items.stream().map(BenchmarkItem::text).toList();
  }

  BenchmarkSearch open(Rule rule, boolean exhaustive) {
    return BenchmarkSearch.open(
        items, new Comparison(rule, model, vectors.toString(), exhaustive), Items::tell);
  }

  /// The cosine of each text and the item nearest to it, both read whole.
  double[] nearest(List<String> texts) {
    NearestItems nearest = NearestItems.of(vectors(texts()));
    return nearest.best(vectors(texts), 1).stream()
        .map(List::getFirst)
        .mapToDouble(Neighbour::similarity)
        .toArray();
  }

  private float[][] vectors(List<String> texts) {
    try (Embedder embedder = model.open();
        KeptVectors kept = KeptVectors.ofTexts(embedder, texts, vectors, Items::tell)) {
      return kept.all();
    }
  }

  /// On the error stream: of what takes long.
  static void tell(String notice) {
    System.err.println("benchmarks: " + notice);
  }
}
