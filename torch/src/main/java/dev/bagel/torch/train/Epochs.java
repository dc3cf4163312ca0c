package dev.bagel.torch.train;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Which of an epoch's items each step of a run learns from. So the number of a step says all about
/// where in the data a run is.
///
/// @param sizes items of each epoch
/// @param batch items of a step; the last of an epoch may have fewer
/// @param most steps at most; 0: any
@SuppressWarnings("ArrayRecordComponent") // never compared
record Epochs(int[] sizes, int batch, long most) {
  /// Of a run that may end before all epochs do. Those behind its end are not looked at, since
  /// packing one takes a moment.
  ///
  /// @param epochs at most
  /// @param sizes items of an epoch
  static Epochs of(int epochs, IntUnaryOperator sizes, int batch, long most) {
    int[] known = new int[epochs];
    int next = 0;
    Epochs all = new Epochs(new int[0], batch, most);
    while (next < epochs && (most == 0 || all.steps() < most)) {
      known[next] = sizes.applyAsInt(next);
      next++;
      all = new Epochs(Arrays.copyOf(known, next), batch, most);
    }
    return all;
  }

  /// Of the whole run.
  long steps() {
    long all = 0;
    for (int size : sizes) {
      all += stepsOf(size);
    }
    return most == 0 ? all : Math.min(most, all);
  }

  private long stepsOf(int size) {
    return Math.ceilDiv(size, batch);
  }

  /// @param step from 1
  Part at(long step) {
    long left = step - 1;
    int epoch = 0;
    while (left >= stepsOf(sizes[epoch])) {
      left -= stepsOf(sizes[epoch]);
      epoch++;
    }
    int from = Math.toIntExact(left * batch);
    int to = Math.min(sizes[epoch], from + batch);
    return new Part(epoch, from, to, sizes[epoch]);
  }

  /// The items of a step.
  ///
  /// @param epoch from 0
  /// @param to one behind the last
  /// @param size of the epoch
  record Part(int epoch, int from, int to, int size) {
    <T> List<T> items(IntFunction<T> at) {
      return IntStream.range(from, to).mapToObj(at).toList();
    }

    boolean endsEpoch() {
      return to == size;
    }

    /// How many epochs are done behind it.
    double epochs() {
      return epoch + (double) to / size;
    }
  }
}
