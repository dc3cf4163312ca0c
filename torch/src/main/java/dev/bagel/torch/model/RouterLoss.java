package dev.bagel.torch.model;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
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
/// @param factors `[experts]`: what a token's probability of each counts
record RouterLoss(Tensor factors) {
  /// @param scores of each layer, `[tokens, experts]`, before softmax
  static Tensor of(List<Tensor> scores, ModelConfig.Experts experts) {
    return Scoped.result(
        () -> {
          RouterLoss loss = given(scores, experts);
          return scores.stream().map(loss::of).reduce(Tensor::add).orElseThrow();
        });
  }

  /// The loss where the tokens of all layers were sent as these scores say.
  static RouterLoss given(List<Tensor> scores, ModelConfig.Experts experts) {
    Tensor factors =
        Scoped.result(
            () -> {
              Tensor all = torch.cat(new TensorVector(scores.toArray(Tensor[]::new)), 0);
              Tensor chosen = shares(all).topk(experts.perToken(), -1, true, true).get1().flatten();
              Tensor sent = torch.bincount(chosen, new TensorOptional(), experts.count());
              double tokens = all.size(0);
              return sent.toType(ScalarType.Float)
                  .mul(new Scalar(experts.count() / (tokens * tokens)));
            });
    return new RouterLoss(factors);
  }

  /// What one layer adds to it.
  Tensor of(Tensor scores) {
    return Scoped.result(() -> shares(scores).sum(new long[] {0}).mul(factors).sum());
  }

  private static Tensor shares(Tensor scores) {
    return torch.softmax(scores, -1, new ScalarTypeOptional(ScalarType.Float));
  }
}
