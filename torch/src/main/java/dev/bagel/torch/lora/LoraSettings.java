package dev.bagel.torch.lora;

import dev.bagel.BagelException;
import java.util.List;

/// What an adapter is made of (LoRA, arXiv 2106.09685).
///
/// @param rank columns of A and rows of B
/// @param alpha the adapter's part counts times alpha / rank
/// @param dropout of what goes into the adapter, in training
/// @param targets modules that it changes, by the last parts of their names, such as `q_proj`, `w1`
///   or `layers.0.mlp.up_proj`; [#ALL_LINEAR] for all but the routers and the head
/// @param rankStabilised whether it counts times alpha / √rank instead (arXiv 2312.03732)
/// @param fourBits whether the base's matrices are held in four bits each (QLoRA, arXiv 2305.14314)
/// @param seed of A's first numbers: the same gives the same adapter
public record LoraSettings(
    int rank,
    double alpha,
    double dropout,
    List<String> targets,
    boolean rankStabilised,
    boolean fourBits,
    long seed) {
  /// Every matrix of attention and of feed-forward layers.
  public static final String ALL_LINEAR = "all-linear";

  /// @throws BagelException USER when an adapter cannot be like that
  public LoraSettings {
    targets = List.copyOf(targets);
    if (rank < 1) {
      throw BagelException.user("an adapter of rank " + rank + " holds nothing: take 1 at least");
    }
    if (!(alpha > 0) || Double.isInfinite(alpha)) {
      throw BagelException.user("an adapter's alpha has to be above 0, not " + alpha);
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw BagelException.user(
          "an adapter's dropout has to be 0 or more and below 1, not " + dropout);
    }
    if (targets.isEmpty()) {
      throw BagelException.user(
          "an adapter needs modules to change: name some, such as q_proj, or " + ALL_LINEAR);
    }
  }

  /// What the adapter's part is multiplied by.
  double scale() {
    return scale(rank, alpha, rankStabilised);
  }

  static double scale(int rank, double alpha, boolean rankStabilised) {
    return alpha / (rankStabilised ? Math.sqrt(rank) : rank);
  }
}
