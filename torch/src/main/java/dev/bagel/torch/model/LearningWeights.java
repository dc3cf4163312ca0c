package dev.bagel.torch.model;

import dev.bagel.torch.weights.ElementType;
import java.nio.file.Path;
import java.util.Optional;

/// The weights of a model in training: what is learnt of them, and how decoders see them.
public interface LearningWeights extends AutoCloseable {
  ModelConfig config();

  /// As the passes of a thread see them that learns through these leaves, with what chance there
  /// is.
  DecoderWeights learning(Leaves leaves);

  /// As the finished model has them.
  DecoderWeights settled();

  /// As they were before training, where that is still there: an adapter switched off.
  Optional<DecoderWeights> original();

  FlatParameters parameters();

  /// Writes what was learnt to a folder, as other tools load it.
  ///
  /// @param type of floating-point numbers in the files; empty for each weight's own
  /// @throws dev.bagel.BagelException of kind RESOURCES, when it cannot be written
  void save(Path folder, Optional<ElementType> type);

  /// Whether what is saved is a model by itself, and not an adapter to one.
  boolean isWhole();

  /// Overwrites what is learnt with what [#save] wrote to a folder.
  ///
  /// @throws dev.bagel.BagelException of kind USER, when something is missing there or of another
  ///   shape
  void restore(Path folder);

  @Override
  void close();
}
