package dev.bagel.dataset.decontaminate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The distinct numbers that a text names, however they are written: `1,000` is `1000`, `.40` is
/// `0.4`, and English words up to twelve and round tens are their numbers.
///
/// `one` is none: it is a pronoun as often. Numbers are a folded text's, see [Wording].
record Numbers(Set<String> values) {
  private static final Pattern WRITTEN =
      Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?+|\\d*\\.?\\d+|[a-z]+");
  private static final List<String> SMALL =
      List.of(
          "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
          "twelve");
  private static final List<String> TENS =
      List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

  /// Longer runs of digits are told apart by their first digits: nothing counts with more.
  private static final int DIGITS = 40;

  /// The share of the item's numbers that a text must have.
  private static final double OF_ITEM = 0.75;

  /// The share of the text's numbers that the item must have, where the text has [#TELLING] or more
  /// of them and the item has any.
  private static final double FROM_ITEM = 0.65;

  private static final int TELLING = 3;

  Numbers {
    values = Set.copyOf(values);
  }

  static Numbers of(String folded) {
    return new Numbers(
        WRITTEN
            .matcher(folded)
            .results()
            .map(MatchResult::group)
            .map(Numbers::value)
            .filter(value -> !value.isEmpty())
            .collect(Collectors.toSet()));
  }

  /// The share of these numbers that the other text has; 1 where there are none.
  double in(Numbers other) {
    return values.isEmpty()
        ? 1
        : (double) values.stream().filter(other.values::contains).count() / values.size();
  }

  /// Whether a text with these numbers may ask an item with those: it has most of the item's, and
  /// few that the item has not. Word problems of one type differ in their numbers.
  boolean agreeWith(Numbers item) {
    boolean others = values.size() >= TELLING && !item.values.isEmpty() && in(item) < FROM_ITEM;
    return item.in(this) >= OF_ITEM && !others;
  }

  /// The number in plain digits, or the empty string for a word that is none.
  private static String value(String written) {
    if (Character.isLetter(written.charAt(0))) {
      int small = SMALL.indexOf(written);
      int tens = TENS.indexOf(written);
      return small >= 0 ? "" + (small + 2) : tens >= 0 ? "" + 10 * (tens + 2) : "";
    }
    String digits = written.replace(",", "");
    String some = digits.length() > DIGITS ? digits.substring(0, DIGITS) : digits;
    return new BigDecimal(some).stripTrailingZeros().toPlainString();
  }
}
