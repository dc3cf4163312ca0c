package dev.bagel.torch.train;

import dev.bagel.dataset.tokenizer.Tokenizer;
import dev.bagel.torch.data.DpoData;
import dev.bagel.torch.data.Place;
import dev.bagel.torch.data.TokenPair;
import dev.bagel.torch.model.LabelledRow;
import dev.bagel.torch.model.LearningBatch;
import dev.bagel.torch.model.LearningModel;
import dev.bagel.torch.model.LearningModel.Learnt;
import dev.bagel.torch.model.LearningWeights;
import dev.bagel.torch.peers.Peers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Direct preference optimisation (arXiv 2305.18290): the model learns to prefer the better of two
/// answers, and not to go far from its reference. Load, batches, step, evaluate, save.
///
/// The reference is a model of its own or, where an adapter is learnt, the model without it.
public final class DpoTraining {
  private final LearningModel model;
  private final Reference reference;
  private final DpoData data;
  private final TrainingRun run;
  private final TrainingSettings settings;
  private final EpochOrder<TokenPair> order;

  private DpoTraining(
      LearningModel model,
      Reference reference,
      DpoData data,
      TrainingRun run,
      TrainingSettings settings) {
    this.model = model;
    this.reference = reference;
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
  /// @throws dev.bagel.BagelException as [SftTraining#run]
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
        DpoData data = TrainingData.dpo(settings, tokenizer, peers, watch);
        LearningWeights weights = StartingWeights.open(settings);
        Reference reference = Reference.open(settings, weights);
        TrainingRun run =
            TrainingRun.begin(
                new TrainingRun.Start(settings, models, weights, peers, watch),
                settings.steps().epochs(epoch -> data.order(epoch).size()),
                data.facts())) {
      LearningModel model = StartingWeights.model(weights, settings);
      return new DpoTraining(model, reference, data, run, settings).train();
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
    List<TokenPair> pairs = order.of(run.part());
    Tally tally = Preferences.tally();
    tally.add("tokens", 0);
    Optional<Place> bad = Optional.empty();
    List<List<TokenPair>> passes = passes(pairs);
    for (int pass = 0; pass < passes.size(); pass++) {
      if (run.mine(pass)) {
        DpoObjective objective = objective(passes.get(pass), pairs.size());
        Learnt found = model.learn(objective.batch(), objective, 0, run.seed(pass));
        Preferences.add(tally, objective, found.losses());
        tally.add("tokens", objective.batch().tokens());
        if (bad.isEmpty()) {
          bad = bad(passes.get(pass), objective, found);
        }
      }
    }
    run.move(tally, bad);
  }

  private List<List<TokenPair>> passes(List<TokenPair> pairs) {
    return Passes.of(
        pairs,
        settings.steps().pass(),
        pair -> Math.max(pair.chosen().size(), pair.rejected().size()));
  }

  private DpoObjective objective(List<TokenPair> pairs, long all) {
    List<LabelledRow> rows =
        pairs.stream()
            .flatMap(pair -> Stream.of(pair.chosen(), pair.rejected()))
            .map(Passes::labelled)
            .toList();
    LearningBatch batch = LearningBatch.of(rows, model.config());
    double[] before = DpoObjective.logProbabilities(batch, reference.losses(batch));
    return new DpoObjective(batch, before, settings.beta(), all);
  }

  /// The first pair with a reward that is no number, be it by the model or by the reference.
  private static Optional<Place> bad(List<TokenPair> pairs, DpoObjective objective, Learnt found) {
    double[] rewards = objective.rewards(found.losses());
    return IntStream.range(0, rewards.length)
        .filter(row -> !Double.isFinite(rewards[row]))
        .mapToObj(row -> pairs.get(row / 2).place())
        .findFirst();
  }

  /// Loss, rewards, margin and accuracy of held-out pairs, of all and of each source.
  private Map<String, Double> evaluate() {
    Map<String, Tally> sources = new LinkedHashMap<>();
    Map<String, Integer> sizes = new LinkedHashMap<>();
    data.heldOut()
        .forEach(
            (source, pairs) -> {
              Tally tally = Preferences.tally();
              List<List<TokenPair>> passes = passes(pairs);
              for (int pass = 0; pass < passes.size(); pass++) {
                if (run.mine(pass)) {
                  DpoObjective objective = objective(passes.get(pass), pairs.size());
                  Preferences.add(tally, objective, model.losses(objective.batch()));
                }
              }
              sources.put(source, run.together(tally));
              sizes.put(source, pairs.size());
            });
    return Preferences.evaluated(sources, sizes);
  }
}
