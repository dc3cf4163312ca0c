package dev.bagel.prompting.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// IPv4 addresses in all forms that browsers take: `127.1`, `0x7f000001`, `017700000001`.
///
/// Follows the URL standard's IPv4 parser (WHATWG, "ends in a number" and "IPv4 parser").
final class Ipv4Text {
  private Ipv4Text() {}

  /// Whether a browser would take the host for an IPv4 address, right or wrong, and not for a name.
  static boolean looksLikeOne(String host) {
    String last = parts(host).getLast();
    return (!last.isEmpty() && last.chars().allMatch(Ipv4Text::isDigit))
        || number(last).isPresent();
  }

  /// The address in its usual form; nothing where a browser would refuse it.
  static Optional<String> canonical(String host) {
    List<String> parts = parts(host);
    if (parts.size() > 4) {
      return Optional.empty();
    }
    long address = 0;
    for (int i = 0; i < parts.size(); i++) {
      Optional<Long> number = number(parts.get(i));
      boolean last = i == parts.size() - 1;
      long limit = last ? 1L << (8 * (5 - parts.size())) : 256;
      if (number.isEmpty() || number.get() >= limit) {
        return Optional.empty();
      }
      address += last ? number.get() : number.get() << (8 * (3 - i));
    }
    return Optional.of(
        "%d.%d.%d.%d"
            .formatted(address >> 24, address >> 16 & 255, address >> 8 & 255, address & 255));
  }

  private static List<String> parts(String host) {
    return Arrays.asList(host.split("\\.", -1));
  }

  private static Optional<Long> number(String part) {
    boolean hexadecimal = part.startsWith("0x") || part.startsWith("0X");
    boolean octal = !hexadecimal && part.length() > 1 && part.startsWith("0");
    String digits = part.substring(hexadecimal ? 2 : octal ? 1 : 0);
    if (digits.isEmpty()) {
      return hexadecimal ? Optional.of(0L) : Optional.empty();
    }
    int radix = hexadecimal ? 16 : octal ? 8 : 10;
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int digit = c < 128 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return Optional.empty();
      }
      value = Math.min(value * radix + digit, 1L << 40);
    }
    return Optional.of(value);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
