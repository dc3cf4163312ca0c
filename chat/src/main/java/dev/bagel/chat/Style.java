package dev.bagel.chat;

import dev.bagel.BagelException;
import java.util.Arrays;
import java.util.Locale;

/// Which of two published variants of the prompt formats is written; they differ in how alpaca ends
/// and in chatml's white space.
public enum Style {
  /// As the model card of the first data sets describes it.
  CARD,
  /// As the later data sets have it.
  LATER;

  /// As it stands in settings.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Style of(String label) {
    return Arrays.stream(values())
        .filter(style -> style.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                BagelException.user(
                    "there is no prompt style \"" + label + "\"; use card or later"));
  }
}
