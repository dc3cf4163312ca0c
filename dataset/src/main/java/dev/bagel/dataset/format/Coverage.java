package dev.bagel.dataset.format;

import dev.bagel.BagelException;
import dev.bagel.chat.PromptFormat;
import dev.bagel.dataset.sample.Chance;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// In how many of the four prompt formats each sample is written.
public enum Coverage {
  /// In every format.
  ALL,
  /// In all but one, which the sample's id picks.
  THREE_OF_FOUR,
  /// In one, which the sample's id picks.
  ONE;

  private static final List<PromptFormat> FORMATS = List.of(PromptFormat.values());

  /// As it stands in settings.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Coverage of(String label) {
    return Arrays.stream(values())
        .filter(coverage -> coverage.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                BagelException.user(
                    "there is no coverage \"" + label + "\"; use all, three-of-four or one"));
  }

  /// The formats of one sample, in the order of [PromptFormat].
  List<PromptFormat> formats(UUID id, Chance chance) {
    if (this == ALL) {
      return FORMATS;
    }
    PromptFormat picked = FORMATS.get(chance.pick(FORMATS.size(), id, "format"));
    return FORMATS.stream().filter(format -> (format == picked) == (this == ONE)).toList();
  }
}
