package dev.bagel.torch.train;

import java.math.BigDecimal;

/// A number as a person writes it, and always in the same way: `2e-5`, `0.03`, `100000`. So two
/// settings that are the same number are the same text, too.
final class WrittenNumber {
  /// Numbers below have an exponent.
  private static final BigDecimal SMALL = new BigDecimal("0.01");

  /// Numbers of more digits before the point have one, too: no setting needs so many.
  private static final int LONG = 20;

  private WrittenNumber() {}

  /// @return what is no number, as it is
  static String of(String text) {
    BigDecimal number;
    try {
      number = new BigDecimal(text).stripTrailingZeros();
    } catch (NumberFormatException _) {
      return text;
    }
    if (number.signum() == 0) {
      return "0";
    }
    int digits = number.precision();
    int exponent = digits - number.scale() - 1;
    if (number.abs().compareTo(SMALL) >= 0 && exponent < LONG) {
      return number.toPlainString();
    }
    return number.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }
}
