package dev.bagel.torch.model;

import org.bytedeco.pytorch.Tensor;

/// What a decoder is made of, by the names that weights have in a model's files.
public interface DecoderWeights {
  /// The embedding, or the weight of a norm.
  Tensor tensor(String name);

  /// A matrix that something is multiplied by.
  default Linear linear(String name) {
    return new Linear.Plain(tensor(name));
  }
}
