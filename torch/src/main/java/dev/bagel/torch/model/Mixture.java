package dev.bagel.torch.model;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// A sparse mixture of experts (arXiv 2401.04088): each token goes to the `perToken` experts that
/// the router gives the highest probability, with these probabilities, renormalised, as weights.
record Mixture(Linear router, List<FeedForward.Dense> experts, int perToken)
    implements FeedForward {
  @Override
  public Tensor forward(Tensor hidden, Routing routing) {
    Tensor tokens = hidden.reshape(-1, hidden.size(-1));
    Tensor scores = router.apply(tokens);
    routing.add(scores);
    var best =
        torch
            .softmax(scores, -1, new ScalarTypeOptional(ScalarType.Float))
            .topk(perToken, -1, true, true);
    Tensor weights = best.get0().div(best.get0().sum(new long[] {-1}, true, noType()));
    Tensor rounded = weights.toType(tokens.scalar_type());
    Tensor sum = torch.zeros_like(tokens);
    for (int expert = 0; expert < experts.size(); expert++) {
      Tensor sent = best.get1().eq(new Scalar(expert)).nonzero();
      if (sent.size(0) > 0) {
        sum = sum.index_add(0, sent.select(1, 0), answer(expert, tokens, rounded, sent));
      }
    }
    return sum.view(hidden.shape());
  }

  /// What an expert says to the tokens sent to it, weighted.
  ///
  /// @param sent `[n, 2]`: token, and the expert's place among those of the token
  private Tensor answer(int expert, Tensor tokens, Tensor weights, Tensor sent) {
    Tensor row = sent.select(1, 0);
    Tensor place = row.mul(new Scalar(perToken)).add(sent.select(1, 1));
    Tensor weight = weights.flatten().index_select(0, place).unsqueeze(-1);
    return experts.get(expert).apply(tokens.index_select(0, row)).mul(weight);
  }

  private static ScalarTypeOptional noType() {
    return new ScalarTypeOptional();
  }
}
