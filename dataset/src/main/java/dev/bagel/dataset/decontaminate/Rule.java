package dev.bagel.dataset.decontaminate;

import java.io.Serializable;

/// When a text counts as a copy of a benchmark's item: both its measures must hold.
///
/// @param distance the largest squared Euclidean distance of the two unit sentence vectors; 0.05 is
///   a cosine of 0.975
/// @param lengths the largest difference of the two lengths, as a share of the text's, both in
///   Unicode characters
/// @param overlap the share of an item's words, weighted by rarity, that a text must hold for the
///   two to be looked at by the sentence model at all: no part of what a match means, only low
///   enough to lose none
public record Rule(double distance, double lengths, double overlap) implements Serializable {
  /// The rule of Bagel's model card.
  public static final Rule STRICT = new Rule(0.05, 0.20, 0.50);

  /// Whether lengths in characters are close enough. An empty text is close to nothing.
  boolean allowsLengths(int text, int item) {
    return text > 0 && (double) Math.abs(text - item) / text <= lengths;
  }

  boolean allowsDistance(double squared) {
    return squared <= distance;
  }
}
