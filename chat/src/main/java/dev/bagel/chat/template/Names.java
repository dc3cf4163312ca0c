package dev.bagel.chat.template;

import java.util.Collection;
import java.util.Comparator;

/// Names that are nearly right.
final class Names {
  private Names() {}

  /// `; did you mean 'x'?` for a known name that at most two letters part from this one, else
  /// nothing.
  static String suggestion(String name, Collection<String> known) {
    return known.stream()
        .filter(other -> distance(name, other) <= Math.min(2, name.length() / 2))
        .min(
            Comparator.comparingInt((String other) -> distance(name, other))
                .thenComparing(Comparator.naturalOrder()))
        .map(other -> "; did you mean '" + other + "'?")
        .orElse("");
  }

  /// Letters to add, drop or change, three for any more.
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 2) {
      return 3;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return Math.min(row[b.length()], 3);
  }
}
