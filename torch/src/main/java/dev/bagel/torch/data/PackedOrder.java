package dev.bagel.torch.data;

import java.util.Arrays;
import java.util.List;

/// Which units stand in which sequence of an epoch.
///
/// @param units in the order of the epoch
/// @param starts where in them each sequence begins, and the end
@SuppressWarnings("ArrayRecordComponent") // never compared
record PackedOrder(int[] units, int[] starts) {

  int size() {
    return starts.length - 1;
  }

  /// The units of a sequence.
  int[] at(int position) {
    return Arrays.copyOfRange(units, starts[position], starts[position + 1]);
  }

  /// Takes sequences one after the other.
  static final class Builder {
    private final int[] units;
    private final int[] starts;
    private int filled;
    private int sequences;

    /// @param units how many there are in all
    Builder(int units) {
      this.units = new int[units];
      this.starts = new int[units + 1];
    }

    void add(List<Integer> sequence) {
      for (int unit : sequence) {
        units[filled++] = unit;
      }
      starts[++sequences] = filled;
    }

    PackedOrder build() {
      return new PackedOrder(units, Arrays.copyOf(starts, sequences + 1));
    }
  }
}
