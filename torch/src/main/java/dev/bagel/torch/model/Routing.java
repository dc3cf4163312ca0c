package dev.bagel.torch.model;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/// Takes the scores of the routers of one forward pass. They belong to the scope in which it was
/// made.
sealed interface Routing {
  /// @param scores `[tokens, experts]`, before softmax
  void add(Tensor scores);

  /// Forgets them.
  record Forgotten() implements Routing {
    @Override
    public void add(Tensor scores) {}
  }

  /// Keeps them, layer by layer.
  record Kept(List<Tensor> scores, PointerScope scope) implements Routing {
    static Kept in(PointerScope scope) {
      return new Kept(new ArrayList<>(), scope);
    }

    @Override
    public void add(Tensor scores) {
      scope.attach(scores);
      this.scores.add(scores);
    }
  }
}
