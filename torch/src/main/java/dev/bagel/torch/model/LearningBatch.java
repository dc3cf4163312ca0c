package dev.bagel.torch.model;

import dev.bagel.BagelException;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// Sequences side by side for one pass, filled up at their ends to the longest. A sequence holds
/// rows one behind the other, which do not see each other and begin at position 0 each.
public final class LearningBatch {
  private final int sequences;
  private final int length;
  private final int rows;
  private final long[] ids;
  private final long[] positions;
  private final long[] numbers;
  private final long[] before;
  private final long[] targets;
  private final int[] rowOf;
  private final boolean packed;

  private LearningBatch(Layout layout, List<List<LabelledRow>> sequences) {
    this.sequences = sequences.size();
    this.length = layout.length;
    this.rows = layout.row;
    this.ids = layout.ids;
    this.positions = layout.positions;
    this.numbers = layout.numbers;
    this.before = Arrays.copyOf(layout.before, layout.learnt);
    this.targets = Arrays.copyOf(layout.targets, layout.learnt);
    this.rowOf = Arrays.copyOf(layout.rowOf, layout.learnt);
    this.packed = rows > this.sequences;
  }

  /// @param sequences of one row or more each
  /// @throws BagelException USER when a sequence is longer than the model's positions, or an id is
  ///   outside its vocabulary
  public static LearningBatch of(List<List<LabelledRow>> sequences, ModelConfig config) {
    int length = sequences.stream().mapToInt(LearningBatch::tokens).max().orElse(0);
    if (length == 0) {
      throw new IllegalArgumentException("a batch needs a token at least");
    }
    if (length > config.positions()) {
      throw BagelException.user(
          "%d tokens are more than the model's %d positions: lower max-tokens"
              .formatted(length, config.positions()));
    }
    Layout layout = new Layout(sequences.size(), length, config);
    for (int i = 0; i < sequences.size(); i++) {
      layout.add(i, sequences.get(i));
    }
    return new LearningBatch(layout, sequences);
  }

  private static int tokens(List<LabelledRow> rows) {
    return rows.stream().mapToInt(row -> row.ids().length).sum();
  }

  /// How many rows there are, in all sequences together.
  public int rows() {
    return rows;
  }

  /// How many tokens there are, without what fills up.
  public int tokens() {
    return (int) Arrays.stream(numbers).filter(number -> number >= 0).count();
  }

  /// How many tokens are learnt.
  public int learnt() {
    return targets.length;
  }

  /// Which row each learnt token is of, from 0 in the order in which they were given.
  public int[] rowOf() {
    return rowOf.clone();
  }

  int sequences() {
    return sequences;
  }

  int length() {
    return length;
  }

  /// `[sequences, length]`
  Tensor ids() {
    return Tensor.create(ids, sequences, length);
  }

  /// The places `[learnt]`, in the flattened batch, from which learnt tokens are told.
  Tensor before() {
    return Tensor.create(before, before.length);
  }

  /// The learnt tokens `[learnt]`.
  Tensor targets() {
    return Tensor.create(targets, targets.length);
  }

  /// The places `[tokens]`, in the flattened batch, that hold a token.
  Tensor filled() {
    long[] filled = new long[tokens()];
    int count = 0;
    for (int place = 0; place < numbers.length; place++) {
      if (numbers[place] >= 0) {
        filled[count++] = place;
      }
    }
    return Tensor.create(filled, filled.length);
  }

  Step step(ModelConfig config, Rotary rotary, Precision precision) {
    Span span = new Span(0, length, config.window());
    Rotary.Turn turn = rotary.at(0, length, precision.scalar());
    if (!packed) {
      return Step.of(span, turn);
    }
    Tensor at = Tensor.create(positions, positions.length);
    Tensor rowNumbers = Tensor.create(numbers, sequences, length);
    return Step.packed(span, turn.at(at, sequences, length), rowNumbers);
  }

  /// A batch as it is being filled.
  private static final class Layout {
    private final ModelConfig config;
    private final int length;
    private final long[] ids;
    private final long[] positions;
    private final long[] numbers;
    private final long[] before;
    private final long[] targets;
    private final int[] rowOf;
    private int learnt;
    private int row;

    Layout(int sequences, int length, ModelConfig config) {
      int places = Math.multiplyExact(sequences, length);
      this.config = config;
      this.length = length;
      this.ids = new long[places];
      this.positions = new long[places];
      this.numbers = new long[places];
      this.before = new long[places];
      this.targets = new long[places];
      this.rowOf = new int[places];
      Arrays.fill(numbers, -1);
    }

    void add(int sequence, List<LabelledRow> pieces) {
      int place = sequence * length;
      for (LabelledRow piece : pieces) {
        for (int i = 0; i < piece.ids().length; i++) {
          TokenBatch.check(piece.ids()[i], config);
          ids[place] = piece.ids()[i];
          positions[place] = i;
          numbers[place] = row;
          if (i > 0 && piece.labels()[i] != LabelledRow.IGNORED) {
            learn(place - 1, piece.labels()[i]);
          }
          place++;
        }
        row++;
      }
    }

    private void learn(int from, int target) {
      TokenBatch.check(target, config);
      before[learnt] = from;
      targets[learnt] = target;
      rowOf[learnt] = row;
      learnt++;
    }
  }
}
