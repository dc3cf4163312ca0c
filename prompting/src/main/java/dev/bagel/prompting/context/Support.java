package dev.bagel.prompting.context;

/// Whether an answer rests on the blocks, as far as its citations tell.
public enum Support {
  /// Every citation is of a given block.
  CITED,
  /// A citation is of a given block, another is not, or has other metadata.
  PARTLY_CITED,
  /// There are citations, and none is of a given block with its metadata.
  MISCITED,
  /// There is no citation.
  UNCITED,
  /// The model says that the context does not hold the answer.
  DECLINED,
  /// There is nothing but citations.
  EMPTY
}
