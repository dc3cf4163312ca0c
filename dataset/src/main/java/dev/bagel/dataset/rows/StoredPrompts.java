package dev.bagel.dataset.rows;

import dev.bagel.chat.Prompt;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptRenderer;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Style;
import dev.bagel.dataset.format.SftRow;
import dev.bagel.dataset.tokenizer.SpecialToken;
import dev.bagel.dataset.tokenizer.Tokenizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the markers again in prompts that were stored as text.
///
/// @param styles that may have written them; the first that finds any has
public record StoredPrompts(List<PromptStyle> styles) {
  public StoredPrompts {
    styles = List.copyOf(styles);
  }

  /// The styles that may have written the prompts of a file.
  ///
  /// @param built how the build wrote them, where there is a build
  /// @param style null for the build's, and without one for `card`
  public static StoredPrompts of(
      Optional<PromptStyle> built, @Nullable Style style, Tokenizer tokenizer) {
    if (built.isPresent()) {
      PromptStyle known = built.get();
      Style asked = style == null ? known.style() : style;
      return new StoredPrompts(
          List.of(new PromptStyle(asked, known.bos(), known.eos(), known.imMarkers())));
    }
    Style asked = style == null ? Style.CARD : style;
    String bos = tokenizer.bos().map(SpecialToken::text).orElse("");
    String eos = tokenizer.eos().map(SpecialToken::text).orElse("");
    // Rows with another tokenizer's markers are to be refused, and not read as text.
    Set<PromptStyle> styles = new LinkedHashSet<>();
    styles.add(new PromptStyle(asked, bos, eos, false));
    styles.add(PromptStyle.of(asked));
    styles.add(new PromptStyle(asked, bos, eos, true));
    return new StoredPrompts(List.copyOf(styles));
  }

  /// The prompt with its markers.
  ///
  /// @param format the label of its format; null for a text without markers
  public Prompt read(@Nullable String format, String input) {
    if (format == null || format.equals(SftRow.PLAIN_TEXT)) {
      return new Prompt(input, List.of());
    }
    PromptFormat known = PromptFormat.of(format);
    return styles.stream()
        .map(style -> new PromptRenderer(known, style).reread(input))
        .filter(prompt -> !prompt.markers().isEmpty())
        .findFirst()
        .orElseGet(() -> new Prompt(input, List.of()));
  }
}
