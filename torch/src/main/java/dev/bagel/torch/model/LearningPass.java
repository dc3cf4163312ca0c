package dev.bagel.torch.model;

import dev.bagel.torch.model.Meeting.Told;
import dev.bagel.torch.model.Meeting.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// One thread's part of a pass: forward through a decoder, to the others, and back layer by layer.
/// What is in between is kept or, with checkpointing, computed again: the gradients are the same.
final class LearningPass {
  private final ModelConfig config;
  private final LearningOptions options;
  private final Leaves leaves;
  private final Decoder decoder;
  private final int lowest;

  LearningPass(LearningWeights weights, Precision precision, LearningOptions options) {
    this.config = weights.config();
    this.options = options;
    this.leaves = weights.parameters().leaves();
    this.decoder = new Decoder(config, weights.learning(leaves), precision);
    this.lowest = leaves.lowest(config.layers());
  }

  /// @return what its rows add to the routers' auxiliary loss, unweighted
  double run(Round round) {
    try (var _ = new PointerScope()) {
      return through(round, decoder.step(round.part.batch()));
    } catch (RuntimeException | Error e) {
      round.meeting.leave(round.number, e);
      throw e;
    } finally {
      round.turns.leave(round.number);
    }
  }

  private double through(Round round, Step step) {
    Tensor begin = noisy(round);
    List<Layer> layers = new ArrayList<>();
    Tensor last = leaf(forward(begin, round, step, layers));
    Tensor losses = decoder.losses(last, round.part.batch());
    Verdict verdict = round.meeting.tell(round.number, told(losses, layers, round));
    float[] weights = round.part.of(verdict.gradient());
    backward(List.of(losses), List.of(Tensor.create(weights, weights.length)));
    handOver(WeightNames.OUTSIDE, round);
    double router = router(layers, verdict);
    Tensor gradient = last.grad().detach();
    while (layers.size() > Math.max(0, lowest)) {
      try (Layer layer = layers.removeLast();
          Tensor _ = gradient) {
        gradient = back(layers.size(), layer, gradient, verdict.router(), round, step);
      }
      handOver(layers.size(), round);
    }
    if (begin.requires_grad()) {
      backward(List.of(begin), List.of(gradient));
    }
    handOver(WeightNames.OUTSIDE, round);
    return router;
  }

  /// @param layers takes what the way back needs
  /// @return what comes out of the last
  private Tensor forward(Tensor begin, Round round, Step step, List<Layer> layers) {
    Tensor stream = begin.detach();
    while (layers.size() < decoder.blocks().size()) {
      int number = layers.size();
      try (var _ = new AutoGradMode(number >= lowest && !options.checkpointing())) {
        Layer layer = block(number, number > lowest ? leaf(stream) : stream, round, step);
        stream = layer.out.detach();
        layers.add(layer);
      }
    }
    return stream;
  }

  /// Chance begins anew in each block, so that one computed again throws the same dice.
  private Layer block(int number, Tensor in, Round round, Step step) {
    leaves.dice().begin(Seeds.mix(round.seed(), number + 1));
    Routing.Kept routing = Routing.Kept.in(PointerScope.getInnerScope());
    return new Layer(in, decoder.blocks().get(number).forward(in, step, null, routing), routing);
  }

  /// The gradient of what went into a block, from that of what came out.
  private Tensor back(
      int number,
      Layer layer,
      Tensor gradient,
      Optional<RouterLoss> router,
      Round round,
      Step step) {
    return Scoped.result(
        () -> {
          Layer whole = options.checkpointing() ? block(number, layer.in, round, step) : layer;
          List<Tensor> outs = new ArrayList<>(List.of(whole.out));
          List<Tensor> gradients = new ArrayList<>(List.of(gradient));
          for (Tensor scores : whole.routing.scores()) {
            router.ifPresent(
                loss -> {
                  outs.add(loss.of(scores).mul(new Scalar(weight(round))));
                  gradients.add(torch.ones_like(outs.getLast()));
                });
          }
          backward(outs, gradients);
          return layer.in.requires_grad() ? layer.in.grad().detach() : gradient.detach();
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

  private void handOver(int layer, Round round) {
    round.turns.take(round.number, () -> leaves.handOver(layer));
  }

  /// Each row has dice of its own, so that it does not matter which thread has it.
  private Tensor noisy(Round round) {
    Tensor embedded = decoder.embedded(round.part.batch().ids());
    if (options.noise() == 0) {
      return embedded;
    }
    TensorVector noise = new TensorVector();
    List<Integer> lengths = round.part.batch().lengths();
    for (int i = 0; i < lengths.size(); i++) {
      long length = lengths.get(i);
      leaves.dice().begin(Seeds.mix(Seeds.mix(round.passSeed, -1), round.part.rows()[i]));
      double most = options.noise() / Math.sqrt((double) length * config.hidden());
      noise.push_back(leaves.dice().uniform(new long[] {1, length, config.hidden()}, most));
    }
    return embedded.add(torch.cat(noise, 1).toType(embedded.scalar_type()));
  }

  private Told told(Tensor losses, List<Layer> layers, Round round) {
    Optional<long[]> sent =
        config
            .experts()
            .filter(_ -> round.routerShare > 0)
            .map(experts -> RouterLoss.sent(scores(layers), experts));
    return new Told(CausalModel.numbers(losses.detach()), sent);
  }

  private static double router(List<Layer> layers, Verdict verdict) {
    return verdict
        .router()
        .map(
            loss ->
                scores(layers).stream()
                    .mapToDouble(scores -> CausalModel.numbers(loss.of(scores))[0])
                    .sum())
        .orElse(0.0);
  }

  private double weight(Round round) {
    return config.experts().orElseThrow().lossWeight() * round.routerShare;
  }

  /// What routers said, as it was.
  private static List<Tensor> scores(List<Layer> layers) {
    return layers.stream()
        .flatMap(layer -> layer.routing.scores().stream())
        .map(Tensor::detach)
        .toList();
  }

  /// A block's way forward.
  private record Layer(Tensor in, Tensor out, Routing.Kept routing) implements AutoCloseable {
    @Override
    public void close() {
      in.close();
      out.close();
    }
  }

  /// What a part has to do in a pass.
  ///
  /// @param number of the part
  /// @param routerShare by which the routers' auxiliary loss counts; 0 leaves it out
  record Round(
      int number,
      LearningBatch.Part part,
      Meeting meeting,
      Turns turns,
      double routerShare,
      long passSeed) {
    /// Of its own, as parts throw dice at the same time.
    long seed() {
      return Seeds.mix(passSeed, part.rows()[0]);
    }
  }
}
