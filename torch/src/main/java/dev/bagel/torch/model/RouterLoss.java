package dev.bagel.torch.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The routers' auxiliary loss, which is least where all experts have as much to do (arXiv
/// 2101.03961, in the form that Mixtral is trained with): experts × Σ over experts of the fraction
/// of tokens sent to it × its mean probability. Layers count as more tokens. Each token counts once
/// for each expert it is sent to, so the least is `perToken`.
///
/// It is the sum of what each layer adds, once the fractions of all are known, and nothing is
/// learnt through the fractions.
///
/// @param factors what a token's probability of each expert counts
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record RouterLoss(float[] factors) {
  /// @param scores of each layer, `[tokens, experts]`, before softmax
  static Tensor of(List<Tensor> scores, ModelConfig.Experts experts) {
    return Scoped.result(
        () -> {
          RouterLoss loss = given(List.of(sent(scores, experts)), experts);
          return scores.stream().map(loss::of).reduce(Tensor::add).orElseThrow();
        });
  }

  /// How many tokens, of all layers together, are sent to each expert.
  static long[] sent(List<Tensor> scores, ModelConfig.Experts experts) {
    try (var _ = new PointerScope()) {
      Tensor all = torch.cat(new TensorVector(scores.toArray(Tensor[]::new)), 0);
      Tensor chosen = shares(all).topk(experts.perToken(), -1, true, true).get1().flatten();
      long[] sent = new long[experts.count()];
      torch.bincount(chosen, new TensorOptional(), sent.length).data_ptr_long().get(sent);
      return sent;
    }
  }

  /// The loss where tokens were sent as these say together.
  static RouterLoss given(List<long[]> sent, ModelConfig.Experts experts) {
    long[] sums = new long[experts.count()];
    sent.forEach(some -> Arrays.setAll(sums, expert -> sums[expert] + some[expert]));
    double tokens = (double) LongStream.of(sums).sum() / experts.perToken();
    float[] factors = new float[sums.length];
    for (int expert = 0; expert < factors.length; expert++) {
      factors[expert] = (float) (sums[expert] * experts.count() / (tokens * tokens));
    }
    return new RouterLoss(factors);
  }

  /// What one layer adds to it.
  Tensor of(Tensor scores) {
    return Scoped.result(
        () -> {
          Tensor each = Tensor.create(factors, factors.length);
          return shares(scores).sum(new long[] {0}).mul(each).sum();
        });
  }

  private static Tensor shares(Tensor scores) {
    return torch.softmax(scores, -1, new ScalarTypeOptional(ScalarType.Float));
  }
}
