package dev.bagel.torch.model;

import dev.bagel.torch.model.Meeting.Told;
import dev.bagel.torch.model.Meeting.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/// A decoder in training: passes that add gradients to what is learnt, and passes that only look.
/// The rows of a pass are dealt out to as many threads as libtorch has. It owns no weight. Not for
/// more than one pass at a time.
public final class LearningModel {
  private final LearningWeights weights;
  private final Precision precision;
  private final LearningOptions options;
  private final TokenLosses settled;
  private final List<LearningPass> passes = new ArrayList<>();

  public LearningModel(LearningWeights weights, Precision precision, LearningOptions options) {
    this.weights = weights;
    this.precision = precision;
    this.options = options;
    this.settled = new TokenLosses(weights.config(), precision, weights.settled());
  }

  public ModelConfig config() {
    return weights.config();
  }

  /// Adds the gradients of an objective to those of everything that is learnt.
  ///
  /// @param routerShare what part of a whole step this batch is; the routers' auxiliary loss counts
  ///   by it. 0 leaves that out
  /// @param seed of what chance there is: the same gives the same, with as many threads
  public Learnt learn(LearningBatch batch, Objective objective, double routerShare, long seed) {
    List<LearningBatch.Part> parts = batch.parts(Libtorch.threads());
    while (passes.size() < parts.size()) {
      passes.add(new LearningPass(weights, precision, options));
    }
    Meeting meeting = new Meeting(parts.size(), told -> verdict(parts, told, objective));
    Turns turns = new Turns(parts.size());
    double[] routers = new double[parts.size()];
    SideBySide.run(
        parts.size(),
        settled.products(batch),
        i -> {
          var round = new LearningPass.Round(i, parts.get(i), meeting, turns, routerShare, seed);
          routers[i] = passes.get(i).run(round);
        });
    Verdict verdict = meeting.verdict();
    return new Learnt(verdict.objective(), DoubleStream.of(routers).sum(), verdict.losses());
  }

  private Verdict verdict(List<LearningBatch.Part> parts, List<Told> told, Objective objective) {
    float[] losses = new float[told.stream().mapToInt(one -> one.losses().length).sum()];
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).put(told.get(i).losses(), losses);
    }
    try (var _ = new PointerScope()) {
      Tensor all = Tensor.create(losses, losses.length);
      all.set_requires_grad(true);
      Tensor value = objective.of(all);
      value.backward();
      return new Verdict(
          CausalModel.numbers(value.detach())[0],
          losses,
          CausalModel.numbers(all.grad()),
          router(told));
    }
  }

  private Optional<RouterLoss> router(List<Told> told) {
    List<long[]> sent = told.stream().flatMap(one -> one.sent().stream()).toList();
    return config()
        .experts()
        .filter(_ -> !sent.isEmpty())
        .map(experts -> RouterLoss.given(sent, experts));
  }

  /// The negative logarithms of the probabilities of the batch's learnt tokens.
  public float[] losses(LearningBatch batch) {
    return settled.of(batch);
  }

  /// What a pass found, before anything is learnt from it.
  ///
  /// @param objective what the objective gave
  /// @param router the routers' auxiliary loss, unweighted; 0 without experts
  /// @param losses as [Objective#of] got them
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Learnt(double objective, double router, float[] losses) {}
}
