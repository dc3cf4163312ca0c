package dev.bagel.torch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The triangle, whatever way is taken for it, against the whole square with a mask.
class DotProductsTest {
  @ParameterizedTest
  @CsvSource({"191, 4", "192, 4", "193, 2", "255, 1", "256, 4", "767, 2", "768, 2"})
  void a_triangle_has_the_results_and_gradients_of_its_mask(int length, int keyHeads) {
    torch.manual_seed(length);
    try (var _ = new PointerScope()) {
      Tensor queries = random(4, length);
      Tensor keys = random(keyHeads, length);
      Tensor values = random(keyHeads, length);
      Span span = new Span(0, length, OptionalInt.empty());
      Sight triangle = Sight.of(2, span);
      Sight mask = new Sight(2, span, new TensorOptional(span.mask()), false);
      assertThat(triangle.triangle()).isTrue();
      float[] wanted = pass(queries, keys, values, mask);
      assertThat(pass(queries, keys, values, triangle)).containsExactly(wanted, within(1e-5f));
    }
  }

  private static Tensor random(int heads, int length) {
    return torch.randn(2, heads, length, 6);
  }

  /// Results and all gradients.
  private static float[] pass(Tensor queries, Tensor keys, Tensor values, Sight sight) {
    Tensor q = leaf(queries);
    Tensor k = leaf(keys);
    Tensor v = leaf(values);
    Tensor seen = DotProducts.of(q, k, v, sight);
    seen.mul(seen).sum().backward();
    return CausalModel.numbers(
        torch.cat(
            new TensorVector(
                seen.detach().flatten(),
                q.grad().detach().flatten(),
                k.grad().detach().flatten(),
                v.grad().detach().flatten())));
  }

  private static Tensor leaf(Tensor tensor) {
    Tensor leaf = tensor.detach();
    leaf.set_requires_grad(true);
    return leaf;
  }
}
