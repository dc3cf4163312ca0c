package dev.bagel.dataset.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/// Strict reading of UTF-8, after the table of well-formed byte sequences (3-7) of the Unicode
/// standard: no overlong forms, no surrogates, nothing above U+10FFFF.
final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  static boolean valid(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end) {
      int lead = bytes[at++];
      if (lead >= 0) {
        continue;
      }
      int more = continuations(lead & 0xFF);
      if (more == 0 || end - at < more || !secondFits(lead & 0xFF, bytes[at] & 0xFF)) {
        return false;
      }
      for (int i = 1; i < more; i++) {
        if ((bytes[at + i] & 0xC0) != 0x80) {
          return false;
        }
      }
      at += more;
    }
    return true;
  }

  /// The text, or null where the bytes are not UTF-8.
  static @Nullable String decode(byte[] bytes, int start, int end) {
    String text = new String(bytes, start, end - start, UTF_8);
    return text.indexOf(REPLACEMENT) < 0 || valid(bytes, start, end) ? text : null;
  }

  /// The text whose bytes were read as ISO 8859-1, or null where they are not UTF-8.
  static @Nullable String decode(String latin) {
    for (int i = 0; i < latin.length(); i++) {
      if (latin.charAt(i) >= 0x80) {
        byte[] bytes = latin.getBytes(ISO_8859_1);
        return decode(bytes, 0, bytes.length);
      }
    }
    return latin;
  }

  /// Whether half a surrogate pair stands alone in it.
  static boolean hasLoneSurrogate(String text) {
    int at = 0;
    while (at < text.length()) {
      // A pair is read as what it spells, half of one as itself.
      int point = text.codePointAt(at);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        return true;
      }
      at += Character.charCount(point);
    }
    return false;
  }

  /// The text as it is; throws where UTF-8 cannot hold it.
  static String refuseLoneSurrogate(String text) {
    if (hasLoneSurrogate(text)) {
      throw new IllegalArgumentException("half a surrogate pair in " + Excerpt.of(text));
    }
    return text;
  }

  private static int continuations(int lead) {
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    return lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  }

  private static boolean secondFits(int lead, int second) {
    int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= least && second <= most;
  }
}
