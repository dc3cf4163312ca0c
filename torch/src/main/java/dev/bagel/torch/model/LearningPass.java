package dev.bagel.torch.model;

import dev.bagel.torch.model.LearningModel.Learnt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Forward and back through a decoder, with everything in between kept or, with checkpointing,
/// computed again. Both ways give the same gradients.
final class LearningPass {
  private final ModelConfig config;
  private final Decoder decoder;
  private final LearningOptions options;

  LearningPass(ModelConfig config, Decoder decoder, LearningOptions options) {
    this.config = config;
    this.decoder = decoder;
    this.options = options;
  }

  /// All that it makes belongs to the scope around it.
  Learnt run(LearningBatch batch, Objective objective, double routerShare, long seed) {
    Round round = new Round(batch, objective, routerShare, seed, decoder.step(batch));
    return options.checkpointing() ? recomputed(round) : kept(round);
  }

  private Learnt kept(Round round) {
    Routing.Kept routing = Routing.Kept.in(PointerScope.getInnerScope());
    Tensor hidden = through(noisy(round), round, routing);
    Tensor losses = decoder.losses(hidden, round.batch);
    Tensor value = round.objective.of(losses);
    Optional<Tensor> router = routerLoss(routing.scores(), round);
    Tensor total = router.map(loss -> value.add(weighted(loss, round))).orElse(value);
    total.backward();
    return learnt(value, router, losses);
  }

  private Learnt recomputed(Round round) {
    Routing.Kept routing = Routing.Kept.in(PointerScope.getInnerScope());
    List<Tensor> inputs = new ArrayList<>();
    Tensor begin = noisy(round);
    Tensor end;
    try (var _ = new NoGradGuard()) {
      end = through(begin.detach(), round, routing, inputs);
    }
    Tensor last = leaf(end);
    Tensor losses = decoder.losses(last, round.batch);
    Tensor value = round.objective.of(losses);
    value.backward();
    Optional<RouterLoss> given = routerFractions(routing.scores(), round);
    Tensor gradient = last.grad().detach();
    for (int layer = inputs.size() - 1; layer >= 0; layer--) {
      gradient = back(layer, inputs.get(layer), gradient, given, round);
      inputs.get(layer).close();
    }
    if (begin.requires_grad()) {
      backward(List.of(begin), List.of(gradient));
    }
    return learnt(value, routerLoss(routing.scores(), round), losses);
  }

  /// The gradient of what went into a block, from that of what came out.
  private Tensor back(
      int layer, Tensor input, Tensor gradient, Optional<RouterLoss> router, Round round) {
    return Scoped.result(
        () -> {
          Routing.Kept routing = Routing.Kept.in(PointerScope.getInnerScope());
          Tensor in = leaf(input);
          List<Tensor> outs = new ArrayList<>(List.of(block(layer, in, round, routing)));
          List<Tensor> gradients = new ArrayList<>(List.of(gradient));
          router.ifPresent(
              loss -> {
                Tensor scores = filled(routing.scores().getFirst(), round.batch);
                outs.add(weighted(loss.of(scores), round));
                gradients.add(torch.ones_like(outs.getLast()));
              });
          backward(outs, gradients);
          return in.grad().detach();
        });
  }

  private static void backward(List<Tensor> outs, List<Tensor> gradients) {
    torch.backward(
        new TensorVector(outs.toArray(Tensor[]::new)),
        new TensorVector(gradients.toArray(Tensor[]::new)),
        new BoolOptional(),
        false,
        new TensorVector());
  }

  private static Tensor leaf(Tensor tensor) {
    Tensor leaf = tensor.detach();
    leaf.set_requires_grad(true);
    return leaf;
  }

  private Tensor through(Tensor hidden, Round round, Routing routing) {
    return through(hidden, round, routing, new ArrayList<>());
  }

  /// @param inputs takes what goes into each block
  private Tensor through(Tensor hidden, Round round, Routing routing, List<Tensor> inputs) {
    Tensor stream = hidden;
    for (int layer = 0; layer < decoder.blocks().size(); layer++) {
      inputs.add(stream);
      stream = block(layer, stream, round, routing);
    }
    return stream;
  }

  /// Chance begins anew in each block, so that one computed again throws the same dice.
  private Tensor block(int layer, Tensor in, Round round, Routing routing) {
    torch.manual_seed(Seeds.mix(round.seed, layer + 1));
    return decoder.blocks().get(layer).forward(in, round.step, null, routing);
  }

  private Tensor noisy(Round round) {
    Tensor embedded = decoder.embedded(round.batch.ids());
    if (options.noise() == 0) {
      return embedded;
    }
    torch.manual_seed(Seeds.mix(round.seed, 0));
    double most = options.noise() / Math.sqrt((double) round.batch.length() * config.hidden());
    return embedded.add(
        torch.rand_like(embedded).mul(new Scalar(2.0)).sub(new Scalar(1.0)).mul(new Scalar(most)));
  }

  private Optional<Tensor> routerLoss(List<Tensor> scores, Round round) {
    return routerFractions(scores, round)
        .map(
            loss ->
                scores.stream()
                    .map(layer -> loss.of(filled(layer, round.batch)))
                    .reduce(Tensor::add)
                    .orElseThrow());
  }

  private Optional<RouterLoss> routerFractions(List<Tensor> scores, Round round) {
    return config
        .experts()
        .filter(_ -> round.routerShare > 0)
        .map(
            experts ->
                RouterLoss.given(
                    scores.stream().map(layer -> filled(layer, round.batch)).toList(), experts));
  }

  /// Without the scores of what fills up.
  private static Tensor filled(Tensor scores, LearningBatch batch) {
    return scores.index_select(0, batch.filled());
  }

  private Tensor weighted(Tensor router, Round round) {
    double weight = config.experts().orElseThrow().lossWeight() * round.routerShare;
    return router.mul(new Scalar(weight));
  }

  private static Learnt learnt(Tensor value, Optional<Tensor> router, Tensor losses) {
    return new Learnt(
        CausalModel.numbers(value.detach())[0],
        router.map(loss -> (double) CausalModel.numbers(loss.detach())[0]).orElse(0.0),
        CausalModel.numbers(losses.detach()));
  }

  /// What a pass is about.
  private record Round(
      LearningBatch batch, Objective objective, double routerShare, long seed, Step step) {}
}
