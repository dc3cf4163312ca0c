package dev.bagel.dataset.decontaminate;

import java.util.Locale;

/// What says that a text asks what an item asks. Reports write the name in lower case.
public enum Evidence {
  /// The two sentence vectors and lengths are as close as [Rule.Strict] demands.
  CLOSE,

  /// Nearly the same characters in the same order: misspelt, edited, in capitals.
  COPY,

  /// The text holds nearly all words of the item in their order: the item with words around it.
  CONTAINED,

  /// The sentence vectors are alike, and the text has the item's numbers.
  REPHRASED,

  /// As [#REPHRASED], where one of the two is so short that chance makes vectors alike.
  BRIEF,

  /// As [#REPHRASED], and each text also has many of the other's words in their order: then vectors
  /// that are somewhat less alike will do.
  WORDED,

  /// The sentence vectors are so much alike that numbers do not matter.
  ALIKE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
