package dev.bagel.torch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.torch.weights.ElementType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TensorBytesTest {
  private static final float[] NUMBERS = {1, 2, 3, 4, 5, 6};

  @BeforeAll
  static void start() {
    Libtorch.start();
  }

  @Test
  void what_lasts_is_not_copied() {
    try (var _ = new PointerScope()) {
      Tensor tensor = Tensor.create(NUMBERS, 2, 3);
      MemorySegment bytes = TensorBytes.lasting(tensor, ElementType.F32);
      assertThat(bytes.address()).isEqualTo(tensor.data_ptr().address());
      assertThat(bytes.toArray(ValueLayout.JAVA_FLOAT)).containsExactly(NUMBERS);
    }
  }

  @Test
  void what_has_another_type_or_order_is() {
    try (var _ = new PointerScope()) {
      Tensor tensor = Tensor.create(NUMBERS, 2, 3);
      MemorySegment turned = TensorBytes.lasting(tensor.t(), ElementType.F32);
      assertThat(turned.toArray(ValueLayout.JAVA_FLOAT)).containsExactly(1, 4, 2, 5, 3, 6);
      MemorySegment doubles = TensorBytes.lasting(tensor, ElementType.F64);
      assertThat(doubles.toArray(ValueLayout.JAVA_DOUBLE)).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void a_number_too_large_for_a_type_is_refused() {
    try (var _ = new PointerScope()) {
      Tensor large = Tensor.create(new float[] {1, -70_000}, 2);
      assertThatThrownBy(() -> TensorBytes.lasting(large, ElementType.F16))
          .isInstanceOfSatisfying(
              BagelException.class, e -> assertThat(TensorBytes.isTooLarge(e)).isTrue())
          .hasMessageContaining("7.000e+04, which f16 does not hold");
      assertThat(TensorBytes.of(large, ElementType.BF16).byteSize()).isEqualTo(4);
      Tensor infinite = Tensor.create(new float[] {Float.POSITIVE_INFINITY}, 1);
      assertThat(TensorBytes.of(infinite, ElementType.F16).get(ValueLayout.JAVA_SHORT, 0))
          .isEqualTo((short) 0x7C00);
    }
  }
}
