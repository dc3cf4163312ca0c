package dev.bagel.torch.data;

import dev.bagel.BagelException;
import java.util.Arrays;
import java.util.Locale;

/// What becomes of a row to write texts after others that has more tokens than a sequence may have.
/// Either way it is counted.
public enum Over {
  /// It is left out.
  DROP,
  /// It loses its end, and EOS with it, since the model shall not learn to stop there. Where
  /// nothing to learn is left, it is left out.
  CUT;

  /// As it stands in settings.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The one of that label.
  public static Over of(String label) {
    return Arrays.stream(values())
        .filter(over -> over.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                BagelException.user(
                    "rows over the limit cannot be \"%s\"; use drop or cut".formatted(label)));
  }
}
