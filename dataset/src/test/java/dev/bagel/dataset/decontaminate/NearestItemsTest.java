package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bagel.dataset.decontaminate.NearestItems.Neighbour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestItemsTest {
  @Test
  void these_tests_run_with_vectors() {
    assertThat(Kernel.best()).isInstanceOf(VectorKernel.class);
  }

  static Stream<Kernel> kernels() {
    return Stream.of(new VectorKernel(), new ScalarKernel());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void it_finds_what_comparing_one_pair_after_another_finds(Kernel kernel) {
    for (int dimensions : new int[] {1, 7, 64, 384, 385}) {
      for (int count : new int[] {0, 1, 5, 31, 32, 33, 300}) {
        float[][] items = vectors(count, dimensions, 1);
        float[][] queries = vectors(6, dimensions, 2);
        NearestItems nearest = NearestItems.of(items, kernel);

        for (int best : new int[] {1, 10, 1000}) {
          assertThat(nearest.best(queries, best))
              .isEqualTo(naive(items, queries, best, Double.NEGATIVE_INFINITY));
        }
        for (double least : new double[] {-1, 0, 0.1, 1}) {
          assertThat(nearest.atLeast(queries, least))
              .isEqualTo(naive(items, queries, count, least));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void neighbours_that_single_precision_cannot_tell_apart_are_in_their_true_order(Kernel kernel) {
    float[] query = vectors(1, 384, 3)[0];
    Random random = new Random(4);
    float[][] items = new float[500][];
    for (int i = 0; i < items.length; i++) {
      items[i] = query.clone();
      for (int changes = 0; changes < 3; changes++) {
        int d = random.nextInt(384);
        items[i][d] = random.nextBoolean() ? Math.nextUp(items[i][d]) : Math.nextDown(items[i][d]);
      }
    }
    float[][] queries = {query};
    List<Neighbour> all = naive(items, queries, 500, -1).getFirst();
    NearestItems nearest = NearestItems.of(items, kernel);

    assertThat(nearest.best(queries, 7)).isEqualTo(naive(items, queries, 7, -1));
    double middle = all.get(250).similarity();
    assertThat(nearest.atLeast(queries, middle)).isEqualTo(naive(items, queries, 500, middle));
    double above = Math.nextUp(middle);
    assertThat(nearest.atLeast(queries, above)).isEqualTo(naive(items, queries, 500, above));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sums_that_cancel_out_are_in_their_true_order(Kernel kernel) {
    Random random = new Random(5);
    float[][] items = new float[200][384];
    float[] query = new float[384];
    for (int d = 0; d < 384; d += 2) {
      query[d] = query[d + 1] = 0.05f;
      for (float[] item : items) {
        item[d] = (float) (0.05 * random.nextDouble());
        item[d + 1] = -item[d] + Math.ulp(item[d]) * random.nextInt(-2, 3);
      }
    }
    float[][] queries = {query};

    NearestItems nearest = NearestItems.of(items, kernel);

    assertThat(nearest.best(queries, 20)).isEqualTo(naive(items, queries, 20, -1));
    assertThat(nearest.atLeast(queries, 0)).isEqualTo(naive(items, queries, 200, 0));
  }

  @Test
  void of_equal_items_the_first_comes_first() {
    float[][] three = vectors(3, 64, 6);
    float[][] items = new float[999][];
    Arrays.setAll(items, i -> three[i % 3]);

    List<Neighbour> found = NearestItems.of(items).best(three, 400).get(1);

    assertThat(found).hasSize(400);
    assertThat(found.subList(0, 333))
        .extracting(Neighbour::item)
        .isEqualTo(IntStream.range(0, 333).mapToObj(i -> 3 * i + 1).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 255, 256, 257, 600})
  void the_size_of_a_batch_changes_nothing(int size) {
    NearestItems nearest = NearestItems.of(vectors(100, 33, 7));
    float[][] queries = vectors(600, 33, 8);
    List<List<Neighbour>> found = new ArrayList<>();

    for (int from = 0; from < queries.length; from += size) {
      int to = Math.min(from + size, queries.length);
      found.addAll(nearest.best(Arrays.copyOfRange(queries, from, to), 5));
    }

    assertThat(found).isEqualTo(nearest.best(queries, 5));
  }

  @Test
  void threads_find_the_same() throws Exception {
    NearestItems nearest = NearestItems.of(vectors(1000, 64, 9));
    float[][] queries = vectors(50, 64, 10);
    Callable<List<List<Neighbour>>> search = () -> nearest.atLeast(queries, 0.2);

    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<List<List<Neighbour>>> found :
          threads.invokeAll(List.of(search, search, search))) {
        assertThat(found.get()).isEqualTo(search.call());
      }
    }
  }

  @Test
  void later_changes_of_the_given_items_change_nothing() {
    float[][] items = {{1}, {0.5f}};
    NearestItems nearest = NearestItems.of(items);

    items[0][0] = 0;

    assertThat(nearest.best(new float[][] {{1}}, 1).getFirst())
        .containsExactly(new Neighbour(0, 1));
  }

  @Test
  void without_queries_or_items_nothing_is_found() {
    assertThat(NearestItems.of(vectors(5, 3, 11)).best(new float[0][], 1)).isEmpty();
    assertThat(NearestItems.of(new float[0][]).best(vectors(2, 3, 11), 1))
        .isEqualTo(List.of(List.of(), List.of()));
  }

  @Test
  void vectors_of_zeros_have_no_likeness() {
    NearestItems nearest = NearestItems.of(new float[][] {{0, 0}, {1, 0}});

    assertThat(nearest.atLeast(new float[][] {{0, 0}, {1, 0}}, 0.001))
        .isEqualTo(List.of(List.of(), List.of(new Neighbour(1, 1))));
  }

  @ParameterizedTest
  @ValueSource(
      floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, 1.1f})
  void what_is_no_unit_vector_is_refused(float component) {
    float[][] bad = {{1, 0}, {0, component}};
    NearestItems nearest = NearestItems.of(new float[][] {{1, 0}});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NearestItems.of(bad))
        .withMessageContaining("item 1 is no unit vector");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nearest.best(bad, 1))
        .withMessageContaining("query 1 is no unit vector");
  }

  @Test
  void what_does_not_fit_together_is_refused() {
    NearestItems nearest = NearestItems.of(new float[][] {{1, 0}});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> nearest.atLeast(new float[][] {{1, 0}, {1, 0, 0}}, 1))
        .withMessage("query 1 has 3 dimensions; the items have 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NearestItems.of(new float[][] {{1}, {}}))
        .withMessage("item 1 has 0 dimensions; the items have 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nearest.best(new float[][] {{1, 0}}, 0))
        .withMessageContaining("best 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nearest.atLeast(new float[][] {{1, 0}}, Double.NaN))
        .withMessageContaining("NaN");
  }

  private static float[][] vectors(int count, int dimensions, long seed) {
    Random random = new Random(seed);
    float[][] vectors = new float[count][dimensions];
    for (float[] vector : vectors) {
      double squares = 0;
      for (int d = 0; d < dimensions; d++) {
        vector[d] = (float) random.nextGaussian();
        squares += (double) vector[d] * vector[d];
      }
      for (int d = 0; d < dimensions; d++) {
        vector[d] = (float) (vector[d] / Math.sqrt(squares));
      }
    }
    return vectors;
  }

  private static List<List<Neighbour>> naive(
      float[][] items, float[][] queries, int count, double least) {
    return Arrays.stream(queries)
        .map(
            query ->
                IntStream.range(0, items.length)
                    .mapToObj(item -> new Neighbour(item, product(query, items[item])))
                    .filter(neighbour -> neighbour.similarity() >= least)
                    .sorted()
                    .limit(count)
                    .toList())
        .toList();
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (double) a[d] * b[d];
    }
    return sum;
  }
}
