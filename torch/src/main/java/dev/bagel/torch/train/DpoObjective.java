package dev.bagel.torch.train;

import dev.bagel.torch.model.LearningBatch;
import dev.bagel.torch.model.Objective;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Direct preference optimisation (arXiv 2305.18290): the negative logarithm of the sigmoid of beta
/// times how much more the model, compared with its reference, likes the chosen answer than the
/// rejected one; the mean over the pairs of a whole step.
///
/// Rows of the batch are pairs, each the chosen and then the rejected answer.
///
/// @param reference for each row, what the reference gives its learnt tokens: the sum of the
///   logarithms of their probabilities
/// @param pairs in the whole step
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record DpoObjective(LearningBatch batch, double[] reference, double beta, long pairs)
    implements Objective {
  @Override
  public Tensor of(Tensor losses) {
    Tensor rows = Tensor.create(batch.rowOf(), batch.learnt()).toType(ScalarType.Long);
    Tensor sums =
        torch
            .zeros(new long[] {batch.rows()}, new TensorOptions(ScalarType.Double))
            .index_add(0, rows, losses.toType(ScalarType.Double).neg());
    Tensor gains = sums.sub(Tensor.create(reference, reference.length)).view(-1, 2);
    Tensor margins = gains.select(1, 0).sub(gains.select(1, 1)).mul(new Scalar(beta));
    return torch.softplus(margins.neg()).sum().div(new Scalar((double) pairs));
  }

  /// The rewards of each row: beta times what the model likes it more than the reference does.
  ///
  /// @param losses as [#of] got them
  double[] rewards(float[] losses) {
    double[] sums = logProbabilities(batch, losses);
    Arrays.setAll(sums, row -> beta * (sums[row] - reference[row]));
    return sums;
  }

  /// The logarithm of the probability of each row's learnt tokens, all together.
  static double[] logProbabilities(LearningBatch batch, float[] losses) {
    double[] sums = new double[batch.rows()];
    int[] rowOf = batch.rowOf();
    for (int i = 0; i < losses.length; i++) {
      sums[rowOf[i]] -= losses[i];
    }
    return sums;
  }
}
