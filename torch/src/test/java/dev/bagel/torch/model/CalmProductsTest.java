package dev.bagel.torch.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CalmProductsTest {
  private int before;

  @BeforeEach
  void two() {
    Libtorch.start();
    before = Libtorch.threads();
    Libtorch.use(2);
    Libtorch.multiply(2);
  }

  @AfterEach
  void restore() {
    Libtorch.use(before);
    Libtorch.multiply(1);
  }

  @Test
  void openblas_has_one_thread_within_and_all_around_forward_and_back() {
    List<Integer> forward = new ArrayList<>();
    try (var _ = new PointerScope()) {
      Tensor in = torch.randn(3, 3);
      in.set_requires_grad(true);
      Tensor before = in.mul(in);
      Tensor out =
          CalmProducts.of(
              () -> {
                forward.add(Libtorch.multiplying());
                return torch.mm(before, before);
              },
              before);
      forward.add(Libtorch.multiplying());
      Tensor end = out.sum();
      Libtorch.multiply(1);
      end.backward();
      assertThat(Libtorch.multiplying()).isEqualTo(2);
      assertThat(in.grad().defined()).isTrue();
    }
    assertThat(forward).containsExactly(1, 2);
  }

  @Test
  void where_openblas_has_one_thread_anyway_nothing_is_changed() {
    Libtorch.multiply(1);
    try (var _ = new PointerScope()) {
      Tensor in = torch.randn(3, 3);
      in.set_requires_grad(true);
      CalmProducts.of(() -> torch.mm(in, in), in).sum().backward();
    }
    assertThat(Libtorch.multiplying()).isEqualTo(1);
  }
}
