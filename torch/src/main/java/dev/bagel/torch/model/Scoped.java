package dev.bagel.torch.model;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// Work whose native memory goes with it, all but the result.
public final class Scoped {
  private Scoped() {}

  /// The result belongs to the scope around the call; without one, to the caller, who closes it.
  public static Tensor result(Supplier<Tensor> work) {
    @Nullable PointerScope around = PointerScope.getInnerScope();
    try (var _ = new PointerScope()) {
      Tensor result = work.get();
      if (around == null) {
        result.retainReference();
      } else {
        around.attach(result);
      }
      return result;
    }
  }

  /// The result belongs to the caller, whatever scope is around, and outlives it until closed.
  public static Tensor owned(Supplier<Tensor> work) {
    try (var _ = new PointerScope()) {
      Tensor result = work.get();
      result.retainReference();
      return result;
    }
  }
}
