package dev.bagel.benchmarks;

import dev.bagel.dataset.decontaminate.BenchmarkItem;
import dev.bagel.dataset.decontaminate.BenchmarkSearch;
import dev.bagel.dataset.decontaminate.ItemVectors;
import dev.bagel.dataset.decontaminate.NearestItems;
import dev.bagel.dataset.decontaminate.NearestItems.Neighbour;
import dev.bagel.dataset.decontaminate.Rule;
import dev.bagel.dataset.decontaminate.SentenceModel;
import dev.bagel.dataset.hub.HubSettings;
import java.nio.file.Path;
import java.util.List;

/// Benchmark items and the model by which texts are compared with them.
///
/// @param vectors the folder of their vectors, the one that `bagel` has
record Items(List<BenchmarkItem> items, SentenceModel model, Path vectors) {
  static Items read(Path file, SentenceModel model) {
    Path home = Path.of(System.getProperty("user.home"));
    return new Items(
        LabelledRow.items(file),
        model,
        HubSettings.from(System.getenv(), home).own().resolve("vectors"));
  }

  int size() {
    return items.size();
  }

  List<String> texts() {
    return items.stream().map(BenchmarkItem::text).toList();
  }

  BenchmarkSearch open(Rule rule, boolean exhaustive) {
    return BenchmarkSearch.open(items, rule, exhaustive);
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
    return ItemVectors.of(model, texts, vectors, Items::tell);
  }

  private static void tell(String notice) {
    System.err.println("benchmarks: " + notice);
  }
}
