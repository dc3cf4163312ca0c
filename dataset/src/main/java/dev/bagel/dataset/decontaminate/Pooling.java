package dev.bagel.dataset.decontaminate;

/// How a sentence model's token vectors become the vector of a text.
public enum Pooling {
  /// Their mean, over special tokens too.
  MEAN,
  /// The vector of the first token.
  CLS,
  /// What the ONNX graph itself gives as `sentence_embedding`: for folders whose modules go on
  /// behind the pooling.
  OWN
}
