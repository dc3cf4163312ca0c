package dev.bagel.torch.train;

import dev.bagel.BagelException;
import dev.bagel.torch.peers.Peers;
import org.jspecify.annotations.Nullable;

/// What is seen to before anything is read: the folder, that nobody else trains into it, that the
/// run is not done already, and memory.
///
/// @param lock of the first of several processes
/// @param done whether the run of these settings is done already
record Beginning(@Nullable RunLock lock, boolean done) implements AutoCloseable {
  static Beginning of(TrainingSettings settings, Peers peers) {
    if (settings.processes() > 1 && peers.size() != settings.processes()) {
      throw BagelException.user(
          "processes is %d, and there are %d: start the others by dev.bagel.torch.peers.Workers, or by 'bagel train'"
              .formatted(settings.processes(), peers.size()));
    }
    peers.agree("the settings", settings.values().deciding());
    RunFolder folder = new RunFolder(settings.out());
    RunRecord record = new RunRecord(folder);
    RunLock lock = null;
    boolean done = false;
    if (peers.rank() == 0) {
      folder.prepare();
      lock = RunLock.take(folder);
      try {
        done = record.done();
        if (done) {
          record.check(settings);
        } else {
          MemoryEstimate.of(settings).require(settings);
        }
      } catch (RuntimeException e) {
        lock.close();
        throw e;
      }
    }
    return new Beginning(lock, peers.sum(done ? 1 : 0)[0] > 0);
  }

  /// What is told of a run that was done before.
  TrainingResult result(TrainingSettings settings, TrainingWatch watch) {
    long steps = new RunRecord(new RunFolder(settings.out())).steps();
    watch.note("this run is done already");
    return new TrainingResult(settings.out(), steps, steps, true);
  }

  @Override
  public void close() {
    if (lock != null) {
      lock.close();
    }
  }
}
