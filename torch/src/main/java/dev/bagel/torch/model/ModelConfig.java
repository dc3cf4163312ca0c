package dev.bagel.torch.model;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A decoder's shape and constants, as config.json in a model's folder has them.
///
/// @param vocabulary rows of the embedding
/// @param hidden width of the residual stream
/// @param intermediate width inside a feed-forward layer
/// @param heads of queries in each layer
/// @param keyValueHeads of keys and values; divides `heads`
/// @param headSize width of one head; even
/// @param positions the longest sequence
/// @param epsilon of the RMS norms
/// @param theta base of the rotary frequencies
/// @param window how many positions, its own included, a token sees; empty: all before it
/// @param experts empty where the feed-forward layers are dense
/// @param tiedEmbeddings whether the head is the embedding
/// @param ends ids that end a text
public record ModelConfig(
    Architecture architecture,
    int vocabulary,
    int hidden,
    int intermediate,
    int layers,
    int heads,
    int keyValueHeads,
    int headSize,
    int positions,
    double epsilon,
    double theta,
    RotaryScaling rotaryScaling,
    OptionalInt window,
    Optional<Experts> experts,
    boolean tiedEmbeddings,
    Set<Integer> ends) {

  /// A sparse mixture of experts (arXiv 2401.04088).
  ///
  /// @param count experts in each layer
  /// @param perToken how many of them each token is sent to
  /// @param lossWeight of the router's auxiliary loss in training
  public record Experts(int count, int perToken, double lossWeight) {}

  public ModelConfig {
    ends = Set.copyOf(ends);
  }

  /// Reads config.json of a folder. What is not supported and would change numbers is refused, by
  /// its name.
  ///
  /// @throws dev.bagel.BagelException of kind USER, which names the file and the setting
  public static ModelConfig read(Path folder) {
    return ConfigFile.open(folder.resolve("config.json")).config();
  }
}
