package dev.bagel.torch.model;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/// A decoder's parts, by the names that their weights have in a model's files.
record DecoderParts(ModelConfig config, DecoderWeights weights) {
  Tensor embedding() {
    return weights.tensor(WeightNames.EMBEDDING);
  }

  Linear head() {
    return weights.linear(config.tiedEmbeddings() ? WeightNames.EMBEDDING : WeightNames.HEAD);
  }

  Norm norm() {
    return norm(WeightNames.NORM);
  }

  List<Block> blocks() {
    return IntStream.range(0, config.layers()).mapToObj(this::block).toList();
  }

  private Block block(int layer) {
    WeightNames.Layer names = new WeightNames.Layer(layer);
    Attention attention =
        new Attention(
            weights.linear(names.query()),
            weights.linear(names.key()),
            weights.linear(names.value()),
            weights.linear(names.output()),
            config.headSize());
    return new Block(norm(names.before()), attention, norm(names.between()), feedForward(names));
  }

  private FeedForward feedForward(WeightNames.Layer names) {
    return config
        .experts()
        .<FeedForward>map(
            experts ->
                new Mixture(
                    weights.linear(names.router()),
                    IntStream.range(0, experts.count())
                        .mapToObj(expert -> dense(names.expert(expert)))
                        .toList(),
                    experts.perToken()))
        .orElseGet(() -> dense(names.dense()));
  }

  private FeedForward.Dense dense(WeightNames.Gated names) {
    return new FeedForward.Dense(
        weights.linear(names.gate()), weights.linear(names.up()), weights.linear(names.down()));
  }

  private Norm norm(String name) {
    return new Norm(weights.tensor(name), config.epsilon());
  }
}
