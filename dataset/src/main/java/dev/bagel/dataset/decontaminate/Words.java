package dev.bagel.dataset.decontaminate;

import java.text.Normalizer;
import java.util.Arrays;

/// The words of a text as 32-bit hashes, seen as the sentence model sees them: without case,
/// accents and control characters.
///
/// A word is a maximal run of letters and digits, of which the first [#STEM] count: endings differ
/// in texts that the model takes for the same, and so do typing errors. Any other visible character
/// is a word by itself, and so is every letter from U+0E00 on, where scripts without spaces begin:
/// a text in Thai or Chinese, or of symbols alone, is compared by its characters. Follows the
/// BertNormalizer and BertPreTokenizer of the Hugging Face tokenizers.
final class Words {
  static final int STEM = 5;

  private static final int UNSPACED = 0x0E00;
  private static final int FNV_OFFSET = 0x811C9DC5;
  private static final int FNV_PRIME = 0x01000193;

  private final int[] hashes;
  private int count;
  private int hash = FNV_OFFSET;
  private int letters;

  private Words(int length) {
    this.hashes = new int[length];
  }

  /// Distinct and ascending; empty where the model would see nothing.
  static int[] of(String text) {
    String folded = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFD);
    Words words = new Words(folded.length());
    folded.codePoints().forEach(words::add);
    words.endWord();
    return words.distinct();
  }

  private void add(int character) {
    if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
      endWord();
    } else if (isInvisible(character)) {
      // The model's tokenizer deletes it: what stands around it is one word.
      return;
    } else if (Character.isLetterOrDigit(character) && character < UNSPACED) {
      extend(character);
    } else {
      endWord();
      extend(character);
      endWord();
    }
  }

  static boolean isInvisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.NON_SPACING_MARK ->
          true;
      default -> character == 0xFFFD;
    };
  }

  /// FNV-1a over characters.
  private void extend(int character) {
    if (letters < STEM) {
      hash = (hash ^ Character.toLowerCase(character)) * FNV_PRIME;
      letters++;
    }
  }

  private void endWord() {
    if (letters > 0) {
      hashes[count++] = hash;
      hash = FNV_OFFSET;
      letters = 0;
    }
  }

  private int[] distinct() {
    Arrays.sort(hashes, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || hashes[i] != hashes[i - 1]) {
        hashes[kept++] = hashes[i];
      }
    }
    return Arrays.copyOf(hashes, kept);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(character -> character < 128);
  }
}
