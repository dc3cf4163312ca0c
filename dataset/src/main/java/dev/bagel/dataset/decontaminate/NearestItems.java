package dev.bagel.dataset.decontaminate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Exact nearest neighbours by inner product: every query is compared with every item, 32 items and
/// four queries at a time, by the Vector API.
///
/// A similarity is the sum of the products in the order of the dimensions, in double precision.
/// Single precision only tells which items are worth that sum, with a margin for all that its
/// rounding can do ([Shortlist]). So what is found depends on the query and the items alone: not on
/// the queries beside it, the thread, the width of the processor's vectors, or whether it has any.
///
/// Vectors are of unit length, or shorter; all zero is allowed too, and is similar to nothing by
/// more than 0. A batch of a few hundred queries costs each of them a fraction of what a query
/// alone costs. Holds a copy of the items. May be used by any number of threads at once.
///
/// Where the module `jdk.incubator.vector` is not to be had, it is some twenty times slower and
/// finds the same: see [Kernel].
public final class NearestItems {
  /// Queries that are compared with a panel of items while it is in the cache.
  private static final int BATCH = 256;

  private final Panels panels;
  private final Kernel kernel;

  private NearestItems(Panels panels, Kernel kernel) {
    this.panels = panels;
    this.kernel = kernel;
  }

  /// An item that was found.
  ///
  /// @param item its place among the items, from 0 on
  /// @param similarity the inner product, the cosine of unit vectors
  public record Neighbour(int item, double similarity) implements Comparable<Neighbour> {
    /// The most similar first; of equally similar ones the first item.
    @Override
    public int compareTo(Neighbour other) {
      int bySimilarity = Double.compare(other.similarity, similarity);
      return bySimilarity != 0 ? bySimilarity : Integer.compare(item, other.item);
    }
  }

  /// @param items of one dimension; they are copied
  /// @throws IllegalArgumentException when their dimensions differ, or one has a component that is
  ///   not finite, or is longer than 1
  public static NearestItems of(float[][] items) {
    return of(items, Kernel.best());
  }

  static NearestItems of(float[][] items, Kernel kernel) {
    return new NearestItems(Panels.of(items), kernel);
  }

  /// The number of items.
  public int size() {
    return panels.size();
  }

  /// The most similar items of each query, the most similar first; of equally similar ones the
  /// first item first.
  ///
  /// @param count of items a query; all of them where there are fewer
  /// @throws IllegalArgumentException when a query does not go with the items, or count is below 1
  public List<List<Neighbour>> best(float[][] queries, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("the best " + count + " items are none");
    }
    return search(queries, Math.min(count, size()), Double.NEGATIVE_INFINITY);
  }

  /// The items of each query whose similarity is at least so much, in the order of [#best].
  ///
  /// @throws IllegalArgumentException when a query does not go with the items
  public List<List<Neighbour>> atLeast(float[][] queries, double similarity) {
    if (Double.isNaN(similarity)) {
      throw new IllegalArgumentException("no similarity is at least NaN");
    }
    return search(queries, size(), similarity);
  }

  private List<List<Neighbour>> search(float[][] queries, int count, double least) {
    for (int i = 0; i < queries.length; i++) {
      panels.check("query", i, queries[i]);
    }
    List<List<Neighbour>> found = new ArrayList<>(queries.length);
    for (int from = 0; from < queries.length; from += BATCH) {
      float[][] batch = Arrays.copyOfRange(queries, from, Math.min(from + BATCH, queries.length));
      Shortlist[] shortlists = shortlists(batch, count, least);
      for (int i = 0; i < batch.length; i++) {
        found.add(neighbours(batch[i], shortlists[i], count, least));
      }
    }
    return found;
  }

  private Shortlist[] shortlists(float[][] batch, int count, double least) {
    Shortlist[] shortlists = new Shortlist[batch.length];
    Arrays.setAll(shortlists, i -> new Shortlist(count, least, panels.dimensions()));
    float[] packed = packed(batch);
    float[] products = new float[Kernel.QUERIES * Panels.WIDTH];
    for (int panel = 0; panel < panels.count(); panel++) {
      float[] items = panels.panel(panel);
      int first = panel * Panels.WIDTH;
      int width = Math.min(Panels.WIDTH, size() - first);
      for (int query = 0; query < batch.length; query += Kernel.QUERIES) {
        kernel.products(packed, query * panels.dimensions(), items, products);
        int last = Math.min(Kernel.QUERIES, batch.length - query);
        for (int i = 0; i < last; i++) {
          shortlists[query + i].offer(first, width, products, i * Panels.WIDTH);
        }
      }
    }
    return shortlists;
  }

  /// Four queries side by side, dimension by dimension; then the next four.
  private float[] packed(float[][] batch) {
    int dimensions = panels.dimensions();
    int groups = Math.ceilDiv(batch.length, Kernel.QUERIES);
    float[] packed = new float[groups * Kernel.QUERIES * dimensions];
    for (int i = 0; i < batch.length; i++) {
      int at = i / Kernel.QUERIES * Kernel.QUERIES * dimensions + i % Kernel.QUERIES;
      for (int d = 0; d < dimensions; d++) {
        packed[at + d * Kernel.QUERIES] = batch[i][d];
      }
    }
    return packed;
  }

  private List<Neighbour> neighbours(float[] query, Shortlist shortlist, int count, double least) {
    return shortlist
        .items()
        .mapToObj(item -> new Neighbour(item, panels.similarity(query, item)))
        .filter(neighbour -> neighbour.similarity() >= least)
        .sorted()
        .limit(count)
        .toList();
  }
}
