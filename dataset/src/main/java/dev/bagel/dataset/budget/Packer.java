package dev.bagel.dataset.budget;

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
/// their coming, so that what was shuffled stays shuffled. The result depends on the rows' lengths
/// and their order alone. For one thread.
///
/// @param <T> a row, or what stands for one
public final class Packer<T> {
  /// Tokens that are packed together, at least; it bounds how many rows are held.
  private static final int WINDOW = 1 << 21;

  private final int length;
  private final int window;
  private List<Piece<T>> waiting = new ArrayList<>();
  private long waitingTokens;
  private long arrivals;

  /// @param length of a sequence, in tokens
  public Packer(int length) {
    this(length, Math.max(WINDOW, (int) Math.min(1 << 30, 64L * length)));
  }

  Packer(int length, int window) {
    this.length = length;
    this.window = window;
  }

  /// Takes a row.
  ///
  /// @param tokens of the row, at most as many as a sequence has
  /// @return the sequences that are full enough, mostly none
  public List<List<T>> add(T row, int tokens) {
    if (tokens > length) {
      throw new IllegalArgumentException(
          "a row of %d tokens is longer than a sequence of %d".formatted(tokens, length));
    }
    waiting.add(new Piece<>(arrivals++, tokens, row));
    waitingTokens += tokens;
    return waitingTokens >= window ? pack(window / 8) : List.of();
  }

  /// Packs what still waits.
  public List<List<T>> finish() {
    return pack(0);
  }

  /// @param carried tokens that may go on to the next window, at most
  private List<List<T>> pack(int carried) {
    List<Sequence<T>> packed = packed();
    packed.sort(
        Comparator.<Sequence<T>>comparingInt(Sequence::free)
            .reversed()
            .thenComparingLong(Sequence::first));
    List<Piece<T>> next = new ArrayList<>();
    long nextTokens = 0;
    int emptiest = 0;
    while (emptiest < packed.size()) {
      Sequence<T> sequence = packed.get(emptiest);
      int tokens = length - sequence.free();
      if (sequence.free() <= length / 64 || nextTokens + tokens > carried) {
        break;
      }
      next.addAll(sequence.pieces());
      nextTokens += tokens;
      emptiest++;
    }
    List<Sequence<T>> full = new ArrayList<>(packed.subList(emptiest, packed.size()));
    full.sort(Comparator.comparingLong(Sequence::first));
    next.sort(Comparator.comparingLong(Piece::arrival));
    waiting = next;
    waitingTokens = nextTokens;
    return full.stream().map(Sequence::rows).toList();
  }

  private List<Sequence<T>> packed() {
    waiting.sort(
        Comparator.comparingInt((Piece<T> piece) -> -piece.tokens())
            .thenComparingLong(Piece::arrival));
    TreeMap<Integer, Deque<Sequence<T>>> byRoom = new TreeMap<>();
    List<Sequence<T>> all = new ArrayList<>();
    for (Piece<T> piece : waiting) {
      Map.Entry<Integer, Deque<Sequence<T>>> fits = byRoom.ceilingEntry(piece.tokens());
      Sequence<T> sequence;
      if (fits == null) {
        sequence = new Sequence<>(length);
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

  /// A row that waits.
  ///
  /// @param arrival its number among all rows
  private record Piece<T>(long arrival, int tokens, T row) {}

  /// A sequence that fills.
  private static final class Sequence<T> {
    private final List<Piece<T>> pieces = new ArrayList<>();
    private int free;

    Sequence(int length) {
      this.free = length;
    }

    void add(Piece<T> piece) {
      pieces.add(piece);
      free -= piece.tokens();
    }

    int free() {
      return free;
    }

    List<Piece<T>> pieces() {
      return pieces;
    }

    long first() {
      return Collections.min(pieces, Comparator.comparingLong(Piece::arrival)).arrival();
    }

    List<T> rows() {
      return pieces.stream()
          .sorted(Comparator.comparingLong(Piece::arrival))
          .map(Piece::row)
          .toList();
    }
  }
}
