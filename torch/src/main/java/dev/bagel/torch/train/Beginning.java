package dev.bagel.torch.train;

import dev.bagel.BagelException;
import dev.bagel.torch.peers.Peers;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is seen to before anything is read: the folder, that nobody else trains into it, that it
/// holds no other run, whether the run is done already, and memory.
///
/// @param lock of the first of several processes
/// @param models that the run begins with, by the settings that name them
/// @param done whether the run of these settings is done already
/// @param steps that it made, if it is
record Beginning(@Nullable RunLock lock, Map<String, ModelDigest> models, boolean done, long steps)
    implements AutoCloseable {
  static Beginning of(TrainingSettings settings, Peers peers) {
    if (settings.processes() > 1 && peers.size() != settings.processes()) {
      throw BagelException.user(
          "processes is %d, and there are %d: start the others by dev.bagel.torch.peers.Workers, or by 'bagel train'"
              .formatted(settings.processes(), peers.size()));
    }
    Passes.requireOneEach(settings.values(), peers.size());
    peers.agree("the settings", settings.method().label() + settings.values().deciding());
    Map<String, ModelDigest> models = ModelDigest.all(settings);
    peers.agree("the files of the model", models.toString());
    RunLock lock = null;
    try {
      double[] before = {0, 0};
      if (peers.rank() == 0) {
        RunFolder folder = new RunFolder(settings.out());
        folder.prepare();
        lock = RunLock.take(folder);
        if (check(folder, settings, models)) {
          before = new double[] {1, new RunRecord(folder).steps()};
        }
      }
      peers.meet(); // the rows of a run that is done may be many
      before = peers.sum(before);
      return new Beginning(lock, models, before[0] > 0, (long) before[1]);
    } catch (RuntimeException e) {
      if (lock != null) {
        lock.close();
      }
      throw e;
    }
  }

  /// @return whether the run is done
  private static boolean check(
      RunFolder folder, TrainingSettings settings, Map<String, ModelDigest> models) {
    RunRecord record = new RunRecord(folder);
    boolean done = record.done();
    if (done || Checkpoints.last(folder.checkpoints()).isPresent()) {
      record.check(settings, models);
    }
    if (!done) {
      MemoryEstimate.of(settings).require(settings);
    } else if (Files.exists(settings.data())) {
      record.checkRows(settings, TrainingData.identity(settings));
    }
    return done;
  }

  /// What is told of a run that was done before.
  TrainingResult result(TrainingSettings settings, TrainingWatch watch) {
    watch.note(
        Files.exists(settings.data())
            ? "this run is done already"
            : "this run is done already; whether its rows are the same cannot be told: there is no "
                + settings.data());
    return new TrainingResult(settings.out(), steps, steps, true);
  }

  @Override
  public void close() {
    if (lock != null) {
      lock.close();
    }
  }
}
