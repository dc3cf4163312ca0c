package dev.bagel.dataset.source.kit.book;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// The numbers that headings carry: `12`, `XII`, `Twelve`, `Twelfth`, `Thirty-one`.
final class Numeral {
  private static final Pattern ROMAN =
      Pattern.compile("m{0,3}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})");
  private static final Pattern DIGITS = Pattern.compile("\\d{1,3}");
  private static final String[] CARDINALS = {
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen"
  };
  private static final String[] ORDINALS = {
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth"
  };
  private static final String[] TENS = {
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
  };

  /// What "the last" counts as: more than any other number.
  private static final int LAST = 1000;

  private static final Map<String, Integer> WORDS = words();
  private static final Map<String, Integer> ORDINAL_WORDS = ordinalWords();

  private Numeral() {}

  static OptionalInt parse(String word) {
    OptionalInt figure = figure(word);
    if (figure.isPresent()) {
      return figure;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    Integer number = WORDS.get(lower);
    return number != null ? OptionalInt.of(number) : ordinal(lower);
  }

  /// Digits and Roman numerals only.
  static OptionalInt figure(String word) {
    if (DIGITS.matcher(word).matches()) {
      return OptionalInt.of(Integer.parseInt(word));
    }
    String lower = word.toLowerCase(Locale.ROOT);
    return !lower.isEmpty() && lower.length() <= 12 && ROMAN.matcher(lower).matches()
        ? OptionalInt.of(roman(lower))
        : OptionalInt.empty();
  }

  /// `first`, `twenty-first`, `last`.
  static OptionalInt ordinal(String word) {
    Integer number = ORDINAL_WORDS.get(word.toLowerCase(Locale.ROOT));
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static int roman(String lower) {
    int sum = 0;
    int before = 0;
    for (int i = lower.length() - 1; i >= 0; i--) {
      int value = digit(lower.charAt(i));
      sum += value < before ? -value : value;
      before = value;
    }
    return sum;
  }

  private static int digit(char roman) {
    return switch (roman) {
      case 'i' -> 1;
      case 'v' -> 5;
      case 'x' -> 10;
      case 'l' -> 50;
      case 'c' -> 100;
      case 'd' -> 500;
      default -> 1000;
    };
  }

  private static Map<String, Integer> words() {
    Map<String, Integer> words = new HashMap<>();
    add(words, CARDINALS, TENS);
    return Map.copyOf(words);
  }

  private static Map<String, Integer> ordinalWords() {
    Map<String, Integer> words = new HashMap<>();
    add(words, ORDINALS, TENS);
    for (int i = 0; i < TENS.length; i++) {
      words.put(TENS[i].replaceFirst("y$", "ieth"), 10 * (i + 2));
    }
    words.put("last", LAST);
    return Map.copyOf(words);
  }

  private static void add(Map<String, Integer> words, String[] small, String[] tens) {
    for (int n = 1; n < small.length; n++) {
      words.put(small[n], n);
    }
    for (int t = 0; t < tens.length; t++) {
      words.putIfAbsent(tens[t], 10 * (t + 2));
      for (int n = 1; n < 10; n++) {
        words.put(tens[t] + "-" + small[n], 10 * (t + 2) + n);
      }
    }
  }
}
