package dev.bagel.prompting.web;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/// A path pattern of robots.txt: `*` for any text, `$` for the end.
///
/// @param pieces what stands between the `*`, percent-encoded in one way
/// @param ends whether the path ends with the last piece
/// @param length in octets, by which rules are ranked
record RobotsPath(List<String> pieces, boolean ends, int length) {

  static RobotsPath parse(String pattern) {
    boolean ends = pattern.endsWith("$");
    String normal = normal(ends ? pattern.substring(0, pattern.length() - 1) : pattern, false);
    return new RobotsPath(List.of(normal.split("\\*", -1)), ends, normal.length() + (ends ? 1 : 0));
  }

  /// @param path in the form of [#normal]
  boolean matches(String path) {
    if (!path.startsWith(pieces.getFirst())) {
      return false;
    }
    int at = pieces.getFirst().length();
    for (String piece : pieces.subList(1, pieces.size())) {
      int found = path.indexOf(piece, at);
      if (found < 0) {
        return false;
      }
      at = found + piece.length();
    }
    return !ends || at == path.length() || (pieces.size() > 1 && path.endsWith(pieces.getLast()));
  }

  /// One spelling for each path: what need not be encoded is not, everything else is.
  ///
  /// @param literal whether `*` and `$` are characters of the path
  static String normal(String path, boolean literal) {
    byte[] octets = path.getBytes(StandardCharsets.UTF_8);
    StringBuilder normal = new StringBuilder(octets.length);
    for (int i = 0; i < octets.length; i++) {
      int octet = octets[i] & 0xff;
      boolean encoded = octet == '%' && i + 2 < octets.length && hex(octets, i + 1) >= 0;
      if (encoded) {
        octet = hex(octets, i + 1);
        i += 2;
      }
      if (isPlain(octet) || (!encoded && isKept(octet, literal))) {
        normal.append((char) octet);
      } else {
        normal.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) octet));
      }
    }
    return normal.toString();
  }

  private static int hex(byte[] octets, int at) {
    int high = Character.digit(octets[at], 16);
    int low = Character.digit(octets[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static boolean isPlain(int octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9')
        || "-._~".indexOf(octet) >= 0;
  }

  private static boolean isKept(int octet, boolean literal) {
    if (octet == '*' || octet == '$') {
      return octet == '*' && !literal;
    }
    return octet > ' ' && octet < 127;
  }
}
