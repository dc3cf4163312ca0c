package dev.bagel.torch.peers;

import dev.bagel.BagelException;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// The processes that train one model together, as one of them sees them. All call the same methods
/// in the same order, with tensors of the same size and type; each call ends when all have come to
/// it.
///
/// Not for more than one thread at a time. Where a process is lost, every method ends with a
/// [BagelException] of kind RESOURCES that names it, within the time that was agreed.
public interface Peers extends AutoCloseable {
  /// One process by itself: nothing to add, nobody to wait for.
  static Peers alone() {
    return new Alone();
  }

  /// Joins the others, and returns when all are there.
  ///
  /// @throws BagelException USER for settings that do not go together; RESOURCES when somebody does
  ///   not come in time, or the port is taken
  static Peers join(PeerSettings settings) {
    return settings.size() == 1 ? alone() : Gloo.join(settings);
  }

  /// Which one this is, from 0.
  int rank();

  /// How many there are.
  int size();

  /// Adds up, number by number, what all processes have, in its place. All get the same bits.
  ///
  /// @param tensor contiguous, of float, double or long
  void sum(Tensor tensor);

  /// Adds up, number by number, what all processes give. All get the same bits.
  double[] sum(double... numbers);

  /// Overwrites the tensor by what rank 0 has in it.
  ///
  /// @param tensor contiguous, of float, double or long
  void share(Tensor tensor);

  /// Waits for all, however long they take, as long as they live: one of them may have rows to
  /// read, or a model to write. For sums, others wait as long as was agreed.
  void meet();

  /// What each process says, by rank.
  ///
  /// @param text of a few lines at most
  default List<String> gather(String text) {
    return Gathering.of(this, text);
  }

  /// Ends everywhere unless all processes have the same here as rank 0: what they are to do is the
  /// same only then.
  ///
  /// @param what for the message, as in "the settings"
  /// @param value of any length; it does not leave this process, only its hash does
  /// @throws BagelException USER, in every process, which names the ranks that have another
  default void agree(String what, String value) {
    Agreement.check(this, what, value);
  }

  /// Leaves. Others that are not done then end with an error.
  @Override
  void close();
}
