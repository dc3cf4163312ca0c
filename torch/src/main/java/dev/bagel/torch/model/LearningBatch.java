package dev.bagel.torch.model;

import dev.bagel.BagelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/// Rows for one pass, one behind the other. They do not see each other and begin at position 0
/// each. So nothing is filled up, whatever their lengths, and rows that were packed into one
/// sequence are rows like any others.
public final class LearningBatch {
  private final List<LabelledRow> rows;
  private final int tokens;
  private final int learnt;

  private LearningBatch(List<LabelledRow> rows) {
    this.rows = rows;
    this.tokens = rows.stream().mapToInt(LearningBatch::tokens).reduce(0, Math::addExact);
    this.learnt = rows.stream().mapToInt(LearningBatch::learnt).sum();
  }

  /// @throws BagelException USER when a row is longer than the model's positions, or an id is
  ///   outside its vocabulary
  public static LearningBatch of(List<LabelledRow> rows, ModelConfig config) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a batch needs a row at least");
    }
    rows.forEach(row -> check(row, config));
    return new LearningBatch(List.copyOf(rows));
  }

  private static void check(LabelledRow row, ModelConfig config) {
    if (row.ids().length == 0) {
      throw new IllegalArgumentException("a row needs a token at least");
    }
    if (row.ids().length > config.positions()) {
      throw BagelException.user(
          "%d tokens are more than the model's %d positions: lower max-tokens"
              .formatted(row.ids().length, config.positions()));
    }
    Arrays.stream(row.ids()).forEach(id -> TokenBatch.check(id, config));
    Arrays.stream(row.labels())
        .filter(label -> label != LabelledRow.IGNORED)
        .forEach(label -> TokenBatch.check(label, config));
  }

  private static int tokens(LabelledRow row) {
    return row.ids().length;
  }

  private static int learnt(LabelledRow row) {
    return (int) places(row).count();
  }

  /// The places in a row that are learnt.
  private static IntStream places(LabelledRow row) {
    return IntStream.range(1, tokens(row)).filter(i -> row.labels()[i] != LabelledRow.IGNORED);
  }

  /// How many rows there are.
  public int rows() {
    return rows.size();
  }

  /// How many tokens there are.
  public int tokens() {
    return tokens;
  }

  /// How many tokens are learnt.
  public int learnt() {
    return learnt;
  }

  /// Which row each learnt token is of, from 0 in the order in which they were given.
  public int[] rowOf() {
    return IntStream.range(0, rows.size())
        .flatMap(row -> places(rows.get(row)).map(_ -> row))
        .toArray();
  }

  /// How long each row is.
  List<Integer> lengths() {
    return rows.stream().map(LearningBatch::tokens).toList();
  }

  /// `[1, tokens]`
  Tensor ids() {
    return tensor(rows.stream().flatMapToInt(row -> Arrays.stream(row.ids()))).view(1, tokens);
  }

  /// Where each token stands in its row: `[tokens]`.
  Tensor positions() {
    return tensor(rows.stream().flatMapToInt(row -> IntStream.range(0, tokens(row))));
  }

  /// The places `[learnt]` from which learnt tokens are told.
  Tensor before() {
    int[] starts = new int[rows.size()];
    for (int i = 1; i < starts.length; i++) {
      starts[i] = starts[i - 1] + tokens(rows.get(i - 1));
    }
    return tensor(
        IntStream.range(0, starts.length)
            .flatMap(row -> places(rows.get(row)).map(place -> starts[row] + place - 1)));
  }

  /// The learnt tokens `[learnt]`.
  Tensor targets() {
    return tensor(rows.stream().flatMapToInt(row -> places(row).map(i -> row.labels()[i])));
  }

  private static Tensor tensor(IntStream numbers) {
    long[] all = numbers.asLongStream().toArray();
    return Tensor.create(all, all.length);
  }

  /// Its rows dealt out to at most so many parts of about as many tokens, each with the longest row
  /// first that is left for whoever has least.
  List<Part> parts(int most) {
    int count = Math.min(most, rows.size());
    List<List<Integer>> hands = new ArrayList<>();
    long[] loads = new long[count];
    IntStream.range(0, count).forEach(_ -> hands.add(new ArrayList<>()));
    IntStream.range(0, rows.size())
        .boxed()
        .sorted(Comparator.comparingInt((Integer row) -> tokens(rows.get(row))).reversed())
        .forEach(
            row -> {
              int least = 0;
              for (int hand = 1; hand < count; hand++) {
                least = loads[hand] < loads[least] ? hand : least;
              }
              hands.get(least).add(row);
              loads[least] += tokens(rows.get(row));
            });
    return hands.stream().map(this::part).toList();
  }

  private Part part(List<Integer> some) {
    int[] sorted = some.stream().mapToInt(Integer::intValue).sorted().toArray();
    boolean[] mine = new boolean[rows.size()];
    Arrays.stream(sorted).forEach(row -> mine[row] = true);
    int[] all = rowOf();
    return new Part(
        new LearningBatch(Arrays.stream(sorted).mapToObj(rows::get).toList()),
        sorted,
        IntStream.range(0, all.length).filter(i -> mine[all[i]]).toArray());
  }

  /// Some of a batch's rows.
  ///
  /// @param rows which of the batch's they are
  /// @param learnt which of the batch's learnt tokens are theirs
  @SuppressWarnings("ArrayRecordComponent") // handed on within a pass, never compared
  record Part(LearningBatch batch, int[] rows, int[] learnt) {
    /// Puts the losses of its learnt tokens to those of all.
    void put(float[] some, float[] all) {
      for (int i = 0; i < learnt.length; i++) {
        all[learnt[i]] = some[i];
      }
    }

    /// Its learnt tokens' part of what there is for all.
    float[] of(float[] all) {
      float[] some = new float[learnt.length];
      for (int i = 0; i < learnt.length; i++) {
        some[i] = all[learnt[i]];
      }
      return some;
    }
  }
}
