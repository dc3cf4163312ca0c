package dev.bagel.torch.model;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The routers' auxiliary loss, which is least where all experts have as much to do (arXiv
/// 2101.03961, in the form that Mixtral is trained with): experts × Σ over experts of the fraction
/// of tokens sent to it × its mean probability. Layers count as more tokens. Each token counts once
/// for each expert it is sent to, so the least is `perToken`.
final class RouterLoss {
  private RouterLoss() {}

  /// @param scores of each layer, `[tokens, experts]`, before softmax
  static Tensor of(List<Tensor> scores, ModelConfig.Experts experts) {
    return Scoped.result(
        () -> {
          TensorVector layers = new TensorVector(scores.toArray(Tensor[]::new));
          Tensor all = torch.cat(layers, 0);
          Tensor shares = torch.softmax(all, -1, new ScalarTypeOptional(ScalarType.Float));
          Tensor chosen = shares.topk(experts.perToken(), -1, true, true).get1().flatten();
          Tensor counts = torch.bincount(chosen).toType(ScalarType.Float);
          // bincount ends at the last expert that any token was sent to.
          Tensor means = shares.mean(0).narrow(0, 0, counts.size(0));
          Tensor sent = counts.div(new Scalar((double) all.size(0)));
          return sent.mul(means).sum().mul(new Scalar((double) experts.count()));
        });
  }
}
