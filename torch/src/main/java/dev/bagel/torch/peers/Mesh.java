package dev.bagel.torch.peers;

import dev.bagel.BagelException;
import java.time.Duration;
import org.bytedeco.pytorch.FileStore;
import org.bytedeco.pytorch.ProcessGroupGloo;

/// Connects Gloo's processes with each other.
///
/// Gloo finds the others by keys in a store, one for each rank. libtorch's store for networks
/// listens at all addresses of a machine and lets anybody in; here each process has a store of its
/// own, a file, and the [RollCall] brings the keys of the others.
///
/// @param store which the group needs as long as it lives, but does not keep
record Mesh(ProcessGroupGloo group, FileStore store) implements AutoCloseable {
  @Override
  public void close() {
    group.close();
    store.close();
  }

  /// @throws BagelException RESOURCES when the others cannot be reached
  static Mesh connect(RollCall calls, Duration timeout) {
    return Connecting.run(calls, timeout);
  }
}
