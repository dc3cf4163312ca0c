package dev.bagel.dataset.budget;

import dev.bagel.dataset.format.TrainingRow;
import dev.bagel.dataset.tokenizer.TrainingTokens;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Packs rows into sequences of one length, whole rows only: best fit, longest rows first (Johnson,
/// "Near-optimal bin packing algorithms", 1973; for training: Ding et al., "Fewer truncations
/// improve language modeling", 2024).
///
/// Rows are gathered until a window is full, and what fills its sequences badly goes on to the next
/// window. Sequences come in the order of their earliest rows, and rows within one in the order of
/// their coming, so that what was shuffled stays shuffled. The result depends on the rows and their
/// order alone. For one thread.
public final class Packer {
  /// Tokens that are packed together, at least; it bounds the memory, about 10 bytes a token.
  private static final int WINDOW = 1 << 21;

  private final int length;
  private final int padding;
  private final int window;
  private final Sink sequences;
  private List<Piece> waiting = new ArrayList<>();
  private long waitingTokens;
  private long arrivals;

  /// @param length of a sequence, in tokens
  /// @param padding the token that fills up
  public Packer(int length, int padding, Sink sequences) {
    this(length, padding, Math.max(WINDOW, 64 * length), sequences);
  }

  Packer(int length, int padding, int window, Sink sequences) {
    this.length = length;
    this.padding = padding;
    this.window = window;
    this.sequences = sequences;
  }

  /// Takes a row.
  ///
  /// @param tokens of the row, at most as many as a sequence has
  public void add(TrainingRow row, TrainingTokens tokens) throws IOException {
    if (tokens.size() > length) {
      throw new IllegalArgumentException(
          "a row of %d tokens is longer than a sequence of %d".formatted(tokens.size(), length));
    }
    waiting.add(new Piece(arrivals++, row.id(), row.source(), tokens));
    waitingTokens += tokens.size();
    if (waitingTokens >= window) {
      pack(window / 8);
    }
  }

  /// Packs what still waits.
  public void finish() throws IOException {
    pack(0);
  }

  /// @param carried tokens that may go on to the next window, at most
  private void pack(int carried) throws IOException {
    List<Sequence> packed = packed();
    packed.sort(
        Comparator.comparingInt(Sequence::free).reversed().thenComparingLong(Sequence::first));
    List<Piece> next = new ArrayList<>();
    long nextTokens = 0;
    int emptiest = 0;
    while (emptiest < packed.size()) {
      Sequence sequence = packed.get(emptiest);
      int tokens = length - sequence.free();
      if (sequence.free() <= length / 64 || nextTokens + tokens > carried) {
        break;
      }
      next.addAll(sequence.pieces());
      nextTokens += tokens;
      emptiest++;
    }
    List<Sequence> full = new ArrayList<>(packed.subList(emptiest, packed.size()));
    full.sort(Comparator.comparingLong(Sequence::first));
    for (Sequence sequence : full) {
      sequences.accept(sequence.row(length, padding));
    }
    next.sort(Comparator.comparingLong(Piece::arrival));
    waiting = next;
    waitingTokens = nextTokens;
  }

  private List<Sequence> packed() {
    waiting.sort(
        Comparator.comparingInt((Piece piece) -> -piece.tokens().size())
            .thenComparingLong(Piece::arrival));
    TreeMap<Integer, Deque<Sequence>> byRoom = new TreeMap<>();
    List<Sequence> all = new ArrayList<>();
    for (Piece piece : waiting) {
      int size = piece.tokens().size();
      Map.Entry<Integer, Deque<Sequence>> fits = byRoom.ceilingEntry(size);
      Sequence sequence;
      if (fits == null) {
        sequence = new Sequence(length);
        all.add(sequence);
      } else {
        sequence = fits.getValue().removeFirst();
        if (fits.getValue().isEmpty()) {
          byRoom.remove(fits.getKey());
        }
      }
      sequence.add(piece);
      byRoom.computeIfAbsent(sequence.free(), _ -> new ArrayDeque<>()).addLast(sequence);
    }
    return all;
  }

  /// Takes sequences.
  @FunctionalInterface
  public interface Sink {
    void accept(PackedRow sequence) throws IOException;
  }

  /// A row that waits.
  ///
  /// @param arrival its number among all rows
  private record Piece(long arrival, String id, String source, TrainingTokens tokens) {}

  /// A sequence that fills.
  private static final class Sequence {
    private final List<Piece> pieces = new ArrayList<>();
    private int free;

    Sequence(int length) {
      this.free = length;
    }

    void add(Piece piece) {
      pieces.add(piece);
      free -= piece.tokens().size();
    }

    int free() {
      return free;
    }

    List<Piece> pieces() {
      return pieces;
    }

    long first() {
      return Collections.min(pieces, Comparator.comparingLong(Piece::arrival)).arrival();
    }

    PackedRow row(int length, int padding) {
      pieces.sort(Comparator.comparingLong(Piece::arrival));
      List<Integer> ids = new ArrayList<>(length);
      List<Integer> labels = new ArrayList<>(length);
      List<Integer> positions = new ArrayList<>(length);
      for (Piece piece : pieces) {
        for (int id : piece.tokens().ids()) {
          ids.add(id);
        }
        for (int label : piece.tokens().labels()) {
          labels.add(label);
        }
        count(positions, piece.tokens().size());
      }
      count(positions, free);
      ids.addAll(Collections.nCopies(free, padding));
      labels.addAll(Collections.nCopies(free, TrainingTokens.IGNORED));
      return new PackedRow(
          ids,
          labels,
          positions,
          pieces.stream().map(piece -> piece.tokens().size()).toList(),
          pieces.stream().map(Piece::id).toList(),
          pieces.stream().map(Piece::source).toList());
    }

    private static void count(List<Integer> positions, int size) {
      for (int i = 0; i < size; i++) {
        positions.add(i);
      }
    }
  }
}
