package dev.bagel.dataset.format;

import dev.bagel.BagelException;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Style;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// How samples become rows.
///
/// @param systemChance the probability, from 0 to 1, that a conversation without a system text gets
///   the format's default one; 0 where absent. Alpaca has no default
public record FormatSettings(
    PromptStyle prompt, Coverage coverage, Map<PromptFormat, Double> systemChance)
    implements Serializable {
  public FormatSettings {
    // Sorted: Map.copyOf has another order in each process, and manifests list these.
    systemChance = Collections.unmodifiableMap(new TreeMap<>(systemChance));
    systemChance.forEach(FormatSettings::checkChance);
  }

  /// A style's own probabilities, and every sample in every format.
  public static FormatSettings of(Style style) {
    Map<PromptFormat, Double> chances =
        switch (style) {
          case CARD ->
              Map.of(
                  PromptFormat.VICUNA, 0.35, PromptFormat.LLAMA_2, 0.15, PromptFormat.CHATML, 0.15);
          case LATER ->
              Map.of(PromptFormat.VICUNA, 0.5, PromptFormat.LLAMA_2, 0.5, PromptFormat.CHATML, 0.5);
        };
    return new FormatSettings(PromptStyle.of(style), Coverage.ALL, chances);
  }

  double systemChance(PromptFormat format) {
    return systemChance.getOrDefault(format, 0.0);
  }

  private static void checkChance(PromptFormat format, double chance) {
    if (!(chance >= 0 && chance <= 1)) {
      throw BagelException.user(
          "the chance of a default system text in %s is %s; give one from 0 to 1"
              .formatted(format.label(), chance));
    }
  }
}
