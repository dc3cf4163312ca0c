package dev.bagel.dataset.decontaminate;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// When a text counts as a benchmark's item.
public sealed interface Rule extends Serializable {
  /// The rule of Bagel's model card.
  Strict STRICT = new Strict(0.975, 0.20, 0.50);

  /// Copies, and questions in other words, as the bundled sentence model sees them.
  Rephrase REPHRASE = new Rephrase(0.76);

  /// As recipes and reports write it.
  String name();

  /// The main threshold of the sentence vectors' cosine. It belongs to the sentence model: another
  /// model needs its own.
  double cosine();

  /// The same rule for a model whose cosines are lower or higher.
  ///
  /// @throws IllegalArgumentException for one that is not above 0 and at most 1
  Rule at(double cosine);

  private static void check(double cosine) {
    if (!(cosine > 0 && cosine <= 1)) {
      throw new IllegalArgumentException("no cosine to compare with: " + cosine);
    }
  }

  /// A text is a copy in nearly the same words: both measures must hold.
  ///
  /// @param cosine the least cosine of the two sentence vectors; 0.975 is a squared Euclidean
  ///   distance of 0.05, as the card has it
  /// @param lengths the largest difference of the two lengths, as a share of the text's, both in
  ///   Unicode characters
  /// @param overlap the share of an item's words, weighted by rarity, that a text must hold for the
  ///   two to be looked at by the sentence model at all: no part of what a match means, only low
  ///   enough to lose none
  record Strict(double cosine, double lengths, double overlap) implements Rule {
    public Strict {
      check(cosine);
    }

    @Override
    public String name() {
      return "strict";
    }

    @Override
    public Strict at(double other) {
      return new Strict(other, lengths, overlap);
    }

    /// Whether lengths in characters are close enough. An empty text is close to nothing.
    boolean allowsLengths(int text, int item) {
      return text > 0 && (double) Math.abs(text - item) / text <= lengths;
    }
  }

  /// A text is the item when one kind of [Evidence] says so, whichever it is.
  ///
  /// @param cosine of the sentence vectors from which on texts with the same numbers are taken for
  ///   the same question; the other kinds lie a margin above or below it
  record Rephrase(double cosine) implements Rule {
    public Rephrase {
      check(cosine);
    }

    /// Texts of fewer words are alike by chance more often.
    static final int BRIEF_WORDS = 8;

    static final double BRIEF_MARGIN = 0.04;

    /// Below the cosine, where the words are the same too.
    static final double WORDED_MARGIN = -0.04;

    /// The share of each text's words that the other has in the same order, for [Evidence#WORDED].
    static final double WORDED = 0.40;

    /// From here on, texts are the same question whatever numbers it has.
    static final double ALIKE_MARGIN = 0.12;

    @Override
    public String name() {
      return "rephrase";
    }

    @Override
    public Rephrase at(double other) {
      return new Rephrase(other);
    }

    /// Whether a match that this rule found at a lower cosine is one at this cosine too.
    public boolean holds(Match match) {
      return switch (match.reason()) {
        case CLOSE, COPY, CONTAINED -> true;
        case REPHRASED -> match.similarity() >= cosine;
        case BRIEF -> match.similarity() >= cosine + BRIEF_MARGIN;
        case WORDED -> match.similarity() >= cosine + WORDED_MARGIN;
        case ALIKE -> match.similarity() >= cosine + ALIKE_MARGIN;
      };
    }

    /// The lowest cosine at which the vectors can say anything.
    double lowest() {
      return cosine + WORDED_MARGIN;
    }

    /// What two texts and the cosine of their vectors say, or null.
    @Nullable Evidence evidence(Wording text, Wording item, double similarity) {
      boolean brief = Math.min(text.words(), item.words()) < BRIEF_WORDS;
      boolean agree = similarity >= lowest() && text.numbers().agreeWith(item.numbers());
      if (brief) {
        return agree && similarity >= cosine + BRIEF_MARGIN ? Evidence.BRIEF : null;
      }
      if (agree && isWorded(text, item)) {
        return Evidence.WORDED;
      }
      if (agree && similarity >= cosine) {
        return Evidence.REPHRASED;
      }
      return similarity >= cosine + ALIKE_MARGIN ? Evidence.ALIKE : null;
    }

    private static boolean isWorded(Wording text, Wording item) {
      return item.wordsIn(text) >= WORDED && text.wordsIn(item) >= WORDED;
    }
  }
}
