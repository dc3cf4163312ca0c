package dev.bagel.torch.train;

import dev.bagel.BagelException;
import dev.bagel.torch.card.ModelCard;
import dev.bagel.torch.data.DataFacts;
import dev.bagel.torch.data.Place;
import dev.bagel.torch.lora.Adapter;
import dev.bagel.torch.model.LearningWeights;
import dev.bagel.torch.model.Seeds;
import dev.bagel.torch.model.TensorBytes;
import dev.bagel.torch.peers.Peers;
import dev.bagel.torch.run.RunDescription;
import dev.bagel.torch.run.RunLog;
import dev.bagel.torch.weights.ElementType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What all runs do between two passes: move, write down, save, stop. The first of several
/// processes writes; all of them move alike.
final class TrainingRun implements AutoCloseable {
  private static final String STOP = "stop";
  private static final String LOST = "lost";

  /// Sums that are no curves.
  private static final Set<String> UNWRITTEN = Set.of(STOP, LOST, "tokens");

  private final TrainingSettings settings;
  private final LearningWeights weights;
  private final Peers peers;
  private final TrainingWatch watch;
  private final Epochs epochs;
  private final Schedule schedule;
  private final RunFolder folder;
  private final Checkpoints checkpoints;
  private final AdamW optimiser;
  private final @Nullable RunLog log;
  private long step;
  private boolean stopped;
  private long clock = System.nanoTime();

  private TrainingRun(Start start, Epochs epochs, DataFacts facts) {
    this.settings = start.settings;
    this.weights = start.weights;
    this.peers = start.peers;
    this.watch = start.watch;
    this.epochs = epochs;
    this.schedule = settings.steps().schedule(epochs.steps());
    this.folder = new RunFolder(settings.out());
    this.checkpoints =
        new Checkpoints(
            folder.checkpoints(),
            settings.model(),
            settings.values().given(Setting.CHAT_TEMPLATE)
                ? Optional.of(settings.values().path(Setting.CHAT_TEMPLATE))
                : Optional.empty(),
            settings.steps().keep());
    this.optimiser = new AdamW(weights.parameters(), settings.optimiser());
    try {
      this.step = resume(start.models, facts);
      this.log = leads() ? openLog() : null;
    } catch (RuntimeException | Error e) {
      optimiser.close();
      throw e;
    }
  }

  /// Begins, or goes on from the last checkpoint.
  ///
  /// @throws BagelException USER where the folder holds a run with other rows
  static TrainingRun begin(Start start, Epochs epochs, DataFacts facts) {
    return new TrainingRun(start, epochs, facts);
  }

  private long resume(Map<String, ModelDigest> models, DataFacts facts) {
    Optional<Path> last = Optional.empty();
    if (leads()) {
      checkpoints.clean();
      last = Checkpoints.last(folder.checkpoints());
      new RunRecord(folder).begin(settings, models, facts, last.isPresent());
      last.ifPresent(checkpoint -> checkpoints.restore(checkpoint, weights, optimiser));
    }
    peers.meet(); // the checkpoint may be large
    peers.agree("the rows", facts.tokensFrom());
    long from = (long) peers.sum(last.map(Checkpoints::step).orElse(0L))[0];
    peers.share(weights.parameters().values());
    if (from == 0) {
      Finite.requireAtStart(weights.parameters(), settings.model());
    } else {
      peers.share(optimiser.means());
      peers.share(optimiser.squares());
      watch.note("going on behind step " + from);
    }
    return from;
  }

  private RunLog openLog() {
    String title = settings.method().label() + " of " + settings.model().getFileName();
    return RunLog.open(
        folder.training(),
        step,
        new RunDescription(title, epochs.steps(), settings.values().all()));
  }

  /// Whether this process is the one that writes.
  boolean leads() {
    return peers.rank() == 0;
  }

  boolean goesOn() {
    return step < epochs.steps() && !stopped;
  }

  /// The items of the next step.
  Epochs.Part part() {
    return epochs.at(step + 1);
  }

  /// The chance of one pass of the next step.
  long seed(int pass) {
    return Seeds.mix(Seeds.mix(settings.seed(), step + 1), pass);
  }

  /// Whether the pass is this process's to do.
  boolean mine(int pass) {
    return pass % peers.size() == peers.rank();
  }

  /// Moves what is learnt, when all passes of a step are done.
  ///
  /// @param tally this process's sums: `loss`, `tokens`, and whatever else is to be written down
  /// @param bad where a loss was no number
  void move(Tally tally, Optional<Place> bad) {
    peers.sum(weights.parameters().gradients());
    double norm = weights.parameters().gradientNorm();
    tally.add(STOP, watch.stops() ? 1 : 0);
    tally.add(LOST, Double.isFinite(norm) ? 0 : 1);
    tally.replace(peers.sum(tally.numbers()));
    boolean sound = Double.isFinite(tally.get("loss"));
    if (!sound || tally.get(LOST) > 0) {
      String what = sound ? "the gradient, if not the loss," : "the loss";
      throw lost(what, "at step " + (step + 1), bad.map(Place::toString));
    }
    long next = step + 1;
    double clip = settings.optimiser().clip();
    double factor = clip > 0 && norm > clip ? clip / (norm + 1e-6) : 1;
    double rate = settings.optimiser().rate() * schedule.factor(next);
    optimiser.step(next, rate, factor);
    weights.parameters().forgetGradients();
    Epochs.Part part = part();
    step = next;
    stopped = tally.get(STOP) > 0;
    write(tally, norm, rate, part);
  }

  private void write(Tally tally, double norm, double rate, Epochs.Part part) {
    long now = System.nanoTime();
    double seconds = (now - clock) / 1e9;
    clock = now;
    Map<String, Double> values = new LinkedHashMap<>();
    tally
        .sums()
        .forEach(
            (name, sum) -> {
              if (!UNWRITTEN.contains(name)) {
                values.put("train/" + name, sum);
              }
            });
    values.put("train/learning_rate", rate);
    values.put("train/gradient_norm", norm);
    values.put("train/tokens_per_second", tally.get("tokens") / seconds);
    values.put("train/epoch", part.epochs());
    if (log != null) {
      log.add(step, Instant.now(), values);
      watch.step(log.progress());
    }
  }

  /// All processes come here together, and each hears what the others saw.
  ///
  /// @param where a row, if this process saw one
  private BagelException lost(String what, String when, Optional<String> where) {
    String row =
        peers.gather(where.orElse("")).stream()
            .filter(place -> !place.isEmpty())
            .findFirst()
            .map(place -> ", in " + place)
            .orElse("");
    String message =
        "%s is no number any more (NaN or infinite) %s%s; %s".formatted(what, when, row, wayOut());
    BagelException lost = BagelException.user(message);
    try {
      if (log != null) {
        log.stop(message);
      }
    } catch (BagelException e) {
      lost.addSuppressed(e);
    }
    return lost;
  }

  private String wayOut() {
    Optional<Path> last = Checkpoints.last(folder.checkpoints());
    String good =
        last.map(checkpoint -> "the last good checkpoint is " + checkpoint)
            .orElse(leads() ? "there is no checkpoint yet" : "rank 0 names the last checkpoint");
    String from =
        last.filter(_ -> weights.isWhole())
            .map(checkpoint -> "; model=%s begins with what was learnt".formatted(checkpoint))
            .orElse("");
    return "%s. The same command comes to this again: name another out, and a rate below %s, or data without damaged rows%s"
        .formatted(good, settings.values().text(Setting.RATE), from);
  }

  /// Whether held-out rows are to be looked at now.
  boolean evaluates() {
    long every = settings.steps().evaluateEvery();
    boolean due = every > 0 ? step % every == 0 : epochs.at(step).endsEpoch();
    return due || step == epochs.steps();
  }

  /// Writes down what held-out rows gave.
  ///
  /// @param values by names that begin with `eval/`
  void evaluated(Map<String, Double> values) {
    if (log != null && !values.isEmpty()) {
      log.add(step, Instant.now(), values);
      watch.evaluated(step, values);
    }
    clock = System.nanoTime();
  }

  /// Saves, if it is time to. What is no number any more is not saved.
  ///
  /// @throws BagelException USER where what is learnt, or what the optimiser remembers, is not
  ///   finite
  void save() {
    boolean due =
        stopped
            || step == epochs.steps()
            || step % settings.steps().saveEvery() == 0
            || epochs.at(step).endsEpoch();
    if (due) {
      requireFinite();
      if (leads()) {
        watch.saved(step, checkpoints.save(step, weights, optimiser));
      }
      peers.meet(); // the checkpoint may be large
    }
    clock = System.nanoTime();
  }

  private void requireFinite() {
    boolean sound =
        Finite.all(weights.parameters().values())
            && Finite.all(optimiser.means())
            && Finite.all(optimiser.squares());
    if (peers.sum(sound ? 0 : 1)[0] > 0) {
      Optional<String> name = Finite.firstBad(weights.parameters());
      throw lost(
          name.orElse("what the optimiser remembers"), "behind step " + step, Optional.empty());
    }
  }

  /// Sums over all processes.
  Tally together(Tally tally) {
    tally.replace(peers.sum(tally.numbers()));
    return tally;
  }

  /// Writes the trained model, if all steps are done.
  TrainingResult finish() {
    boolean done = step == epochs.steps();
    if (log != null && done) {
      publish();
      new RunRecord(folder).finish(step);
      log.finish();
      card();
    } else if (log != null) {
      log.stop("told to stop");
    }
    peers.meet();
    return new TrainingResult(settings.out(), step, epochs.steps(), done);
  }

  /// A model without one is a model all the same.
  private void card() {
    try {
      ModelCard.writeWhereNone(settings.out());
    } catch (BagelException e) {
      watch.note("no model card was written: " + e.getMessage());
    }
  }

  private void publish() {
    Path draft = folder.training().resolve(".model");
    inType(
        type -> {
          RunFolder.delete(draft);
          RunFolder.make(draft);
          weights.save(draft, type);
          checkpoints.companions(draft, weights, type);
          RunFolder.settle(draft);
        });
    RunFolder.moveAll(
        draft, settings.out(), weights.isWhole() ? "config.json" : "adapter_config.json");
    if (settings.values().flag(Setting.MERGE) && !weights.isWhole()) {
      Path merged = settings.out().resolve("merged");
      RunFolder.delete(merged);
      inType(type -> Adapter.onItsBase(settings.out()).merge(merged, type));
      RunFolder.settle(merged);
    }
  }

  /// Saves in the type that is set or, where a number has grown too large for that, in single
  /// precision: what was trained is worth more than its type.
  private void inType(Consumer<Optional<ElementType>> save) {
    try {
      save.accept(settings.saved());
    } catch (BagelException e) {
      if (!TensorBytes.isTooLarge(e)) {
        throw e;
      }
      watch.note(e.getMessage() + ", as is done now");
      save.accept(Optional.of(ElementType.F32));
    }
  }

  @Override
  public void close() {
    try (optimiser) {
      if (log != null) {
        log.close();
      }
    }
  }

  /// What a run begins with.
  record Start(
      TrainingSettings settings,
      Map<String, ModelDigest> models,
      LearningWeights weights,
      Peers peers,
      TrainingWatch watch) {}
}
