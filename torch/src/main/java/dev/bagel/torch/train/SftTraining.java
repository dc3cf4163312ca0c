package dev.bagel.torch.train;

import dev.bagel.dataset.tokenizer.Tokenizer;
import dev.bagel.torch.data.Place;
import dev.bagel.torch.data.Sequence;
import dev.bagel.torch.data.SftData;
import dev.bagel.torch.data.TokenRow;
import dev.bagel.torch.model.LearningBatch;
import dev.bagel.torch.model.LearningModel;
import dev.bagel.torch.model.LearningModel.Learnt;
import dev.bagel.torch.model.LearningWeights;
import dev.bagel.torch.peers.Peers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Supervised fine-tuning: the model learns to write answers. Load, batches, step, evaluate, save.
///
/// The loss of a step is the mean over its learnt tokens, in whatever passes and processes they
/// are, so neither changes what is learnt.
public final class SftTraining {
  private final LearningModel model;
  private final SftData data;
  private final TrainingRun run;
  private final TrainingSettings settings;
  private final EpochOrder<Sequence> order;

  private SftTraining(
      LearningModel model, SftData data, TrainingRun run, TrainingSettings settings) {
    this.model = model;
    this.data = data;
    this.run = run;
    this.settings = settings;
    this.order = new EpochOrder<>(data::order);
  }

  /// Trains in this process alone.
  ///
  /// @throws dev.bagel.BagelException as the other; USER where several processes are set
  public static TrainingResult run(TrainingSettings settings) {
    return run(settings, Peers.alone(), TrainingWatch.NONE);
  }

  /// Trains, from the beginning or from where the same run was stopped.
  ///
  /// @throws dev.bagel.BagelException of kind USER, when settings, model or data are not as they
  ///   must be, or the loss is no number any more; RESOURCES, when memory or disk are too small
  public static TrainingResult run(TrainingSettings settings, Peers peers, TrainingWatch watch) {
    try (Beginning beginning = Beginning.of(settings, peers)) {
      return beginning.done()
          ? beginning.result(settings, watch)
          : load(beginning.models(), settings, peers, watch);
    }
  }

  private static TrainingResult load(
      Map<String, ModelDigest> models,
      TrainingSettings settings,
      Peers peers,
      TrainingWatch watch) {
    try (Tokenizer tokenizer = Tokenizer.of(settings.model());
        SftData data = TrainingData.sft(settings, tokenizer, peers, watch);
        LearningWeights weights = StartingWeights.open(settings);
        TrainingRun run =
            TrainingRun.begin(
                new TrainingRun.Start(settings, models, weights, peers, watch),
                settings.steps().epochs(epoch -> data.order(epoch).size()),
                data.facts())) {
      LearningModel model = StartingWeights.model(weights, settings);
      return new SftTraining(model, data, run, settings).train();
    }
  }

  private TrainingResult train() {
    while (run.goesOn()) {
      step();
      if (run.evaluates()) {
        run.evaluated(evaluate());
      }
      run.save();
    }
    return run.finish();
  }

  private void step() {
    List<Sequence> sequences = order.of(run.part());
    long tokens = sequences.stream().mapToLong(Sequence::tokens).sum();
    long learnt = sequences.stream().mapToLong(Sequence::learnt).sum();
    Tally tally = Tally.of("loss", "tokens");
    if (model.config().experts().isPresent()) {
      tally.add("router_loss", 0);
    }
    Optional<Place> bad = Optional.empty();
    List<List<Sequence>> passes = Passes.of(sequences, settings.steps().pass(), Sequence::tokens);
    for (int pass = 0; pass < passes.size(); pass++) {
      if (run.mine(pass)) {
        LearningBatch batch = Passes.batch(passes.get(pass), model.config());
        double share = (double) batch.tokens() / tokens;
        Learnt found = model.learn(batch, new SftObjective(learnt), share, run.seed(pass));
        tally.add("loss", found.objective());
        tally.add("tokens", batch.tokens());
        if (model.config().experts().isPresent()) {
          tally.add("router_loss", found.router() * share);
        }
        if (bad.isEmpty()) {
          bad = bad(passes.get(pass), batch, found);
        }
      }
    }
    run.move(tally, bad);
  }

  /// The first row with a loss that is no number.
  private static Optional<Place> bad(List<Sequence> sequences, LearningBatch batch, Learnt found) {
    int row = Passes.firstBad(batch, found.losses());
    return row < 0
        ? Optional.empty()
        : Optional.of(
            sequences.stream().flatMap(one -> one.rows().stream()).toList().get(row).place());
  }

  /// The mean loss over the tokens of held-out rows, of all and of each source.
  private Map<String, Double> evaluate() {
    Evaluation evaluation = new Evaluation(data.heldOut().keySet());
    data.heldOut()
        .forEach(
            (source, rows) -> {
              List<List<TokenRow>> passes =
                  Passes.of(rows, settings.steps().pass(), row -> row.tokens().size());
              for (int pass = 0; pass < passes.size(); pass++) {
                if (run.mine(pass)) {
                  List<Sequence> single =
                      passes.get(pass).stream().map(row -> new Sequence(List.of(row))).toList();
                  float[] losses = model.losses(Passes.batch(single, model.config()));
                  evaluation.add(source, losses);
                }
              }
            });
    return evaluation.means(run);
  }
}
