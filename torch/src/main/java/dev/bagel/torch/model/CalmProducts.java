package dev.bagel.torch.model;

import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.VoidTensorHook;

/// An operation whose own threads multiply matrices, each for itself, forward and back. If OpenBLAS
/// dealt each of these products out to its threads as well, they would wait for each other: on two
/// processors that takes up to ten times as long.
final class CalmProducts {
  private CalmProducts() {}

  /// @param ins what it computes from
  static Tensor of(Supplier<Tensor> operation, Tensor... ins) {
    int around = Libtorch.multiplying();
    if (around == 1) {
      return operation.get();
    }
    Libtorch.multiply(1);
    Tensor out = operation.get();
    Libtorch.multiply(around);
    if (out.requires_grad()) {
      out.register_hook(Hooks.ONE);
      List.of(ins).stream()
          .filter(Tensor::requires_grad)
          .forEach(in -> in.register_hook(Hooks.ALL));
    }
    return out;
  }

  /// What autograd calls with the gradient of a tensor, on its way back from where it is used to
  /// where it was made. Native code holds on to them, so they last.
  private static final class Hooks {
    static final VoidTensorHook ONE = lasting(() -> 1);
    static final VoidTensorHook ALL = lasting(Libtorch::most);

    private Hooks() {}

    /// Whatever scope is around at the first call.
    private static VoidTensorHook lasting(Supplier<Integer> threads) {
      try (var _ = new PointerScope()) {
        VoidTensorHook hook = new Multiplying(threads);
        hook.retainReference();
        return hook;
      }
    }
  }

  private static final class Multiplying extends VoidTensorHook {
    private final Supplier<Integer> threads;

    Multiplying(Supplier<Integer> threads) {
      this.threads = threads;
    }

    @Override
    public void call(TensorBase gradient) {
      Libtorch.multiply(threads.get());
    }
  }
}
