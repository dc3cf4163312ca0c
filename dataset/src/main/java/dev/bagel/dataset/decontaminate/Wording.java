package dev.bagel.dataset.decontaminate;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A text as evidence in its letters sees it: without case, accents, control characters and
/// differences of white space.
///
/// Holds the characters, the words in order, and the numbers. For any number of threads at once.
final class Wording {
  static final int RUN = 5;

  /// Letters from here on belong to scripts that put no space between words.
  private static final int UNSPACED = 0x0E00;

  /// The folded text, white space as single spaces and none at the ends.
  private final String characters;

  /// Hashes of the words in order: runs of letters and digits, or single letters of scripts without
  /// spaces.
  private final int[] words;

  private final Numbers numbers;

  /// Kept from the first time that they are needed: a text is compared with many items.
  private int @Nullable [] runs;

  private Wording(int[] characters) {
    this.characters = new String(characters, 0, characters.length);
    this.words = words(characters);
    this.numbers = Numbers.of(this.characters);
  }

  static Wording of(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    int[] kept = new int[folded.length()];
    int count = 0;
    boolean space = false;
    for (int character : folded.codePoints().toArray()) {
      if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
        space = count > 0;
      } else if (!Words.isInvisible(character)) {
        if (space) {
          kept[count++] = ' ';
          space = false;
        }
        kept[count++] = character;
      }
    }
    return new Wording(Arrays.copyOf(kept, count));
  }

  int length() {
    return characters.length();
  }

  int words() {
    return words.length;
  }

  Numbers numbers() {
    return numbers;
  }

  /// Twice the longest common subsequence of characters, as a share of both lengths: 1 for equal
  /// texts, the ratio of Hyyrö's bit-parallel algorithm (2004).
  double likeness(Wording other) {
    int both = length() + other.length();
    return both == 0 ? 0 : 2.0 * CommonSubsequence.length(codes(), other.codes()) / both;
  }

  /// The share of this text's words that stand in the other one in the same order.
  double wordsIn(Wording other) {
    return words.length == 0
        ? 0
        : (double) CommonSubsequence.length(words, other.words) / words.length;
  }

  /// The share of this text's distinct runs of [#RUN] characters that the other one has.
  double runsIn(Wording other) {
    int[] own = runs();
    int[] others = other.keptRuns();
    if (own.length == 0) {
      return 0;
    }
    long shared = Arrays.stream(own).filter(run -> Arrays.binarySearch(others, run) >= 0).count();
    return (double) shared / own.length;
  }

  /// Two threads may compute them at once: both get the same.
  private int[] keptRuns() {
    int[] known = runs;
    if (known == null) {
      known = runs();
      runs = known;
    }
    return known;
  }

  private int[] runs() {
    return IntStream.rangeClosed(0, length() - RUN)
        .map(
            from -> {
              int hash = 0;
              for (int i = from; i < from + RUN; i++) {
                hash = 31 * hash + characters.charAt(i);
              }
              return hash;
            })
        .sorted()
        .distinct()
        .toArray();
  }

  private int[] codes() {
    return characters.chars().toArray();
  }

  private static int[] words(int[] characters) {
    int[] words = new int[characters.length];
    int count = 0;
    int hash = 0;
    boolean inside = false;
    for (int character : characters) {
      boolean letter = Character.isLetterOrDigit(character);
      if (inside && (!letter || character >= UNSPACED)) {
        words[count++] = hash;
        inside = false;
      }
      if (letter) {
        hash = inside ? 31 * hash + character : character;
        inside = true;
      }
    }
    if (inside) {
      words[count++] = hash;
    }
    return Arrays.copyOf(words, count);
  }
}
