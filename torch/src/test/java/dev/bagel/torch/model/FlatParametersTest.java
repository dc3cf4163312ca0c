package dev.bagel.torch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FlatParametersTest {
  @BeforeAll
  static void start() {
    Libtorch.start();
  }

  @Test
  void the_gradient_is_as_long_as_all_of_it_together() {
    try (var _ = new PointerScope();
        FlatParameters parameters =
            new FlatParameters(Map.of("a", new long[] {3, 4}, "b", new long[] {4}))) {
      Tensor _ = parameters.gradients().fill_(new Scalar(-2.0));
      assertThat(parameters.gradientNorm()).isEqualTo(8);
    }
  }

  @Test
  void of_a_large_model_nothing_is_left_out() {
    try (var _ = new PointerScope()) {
      // One number, read over and over.
      Tensor many = torch.ones(1).expand(1L << 28);
      assertThat(FlatParameters.norm(many)).isCloseTo(Math.sqrt(1L << 28), within(1e-3));
    }
  }
}
