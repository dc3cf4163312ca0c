package dev.bagel.torch.generate;

import dev.bagel.BagelException;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Style;
import dev.bagel.chat.template.ChatTemplate;
import dev.bagel.chat.template.FormatTemplate;
import dev.bagel.chat.template.TemplateOptions;
import dev.bagel.chat.template.TokenizerConfig;
import dev.bagel.dataset.tokenizer.TemplateTokens;
import dev.bagel.dataset.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/// Conversations as a model reads them.
record ChatPrompts(Tokenizer tokenizer, ChatTemplate template) {
  private static final String IM_START = "<|im_start|>";

  /// By the model's own chat template.
  ///
  /// @throws BagelException USER where it has none, or not one that can be read
  static ChatPrompts of(Path folder, Tokenizer tokenizer) {
    return new ChatPrompts(
        tokenizer,
        ChatTemplate.find(folder)
            .orElseThrow(
                () ->
                    BagelException.user(
                        ("%s has no chat template; put the format that the model was trained on"
                                + " there, as in 'bagel template vicuna --into %s', or name it to"
                                + " 'bagel chat': --format alpaca, vicuna, chatml or llama-2")
                            .formatted(folder, folder))));
  }

  /// By a prompt format, whatever template the model has.
  static ChatPrompts of(PromptFormat format, Path folder, Tokenizer tokenizer) {
    boolean markers = format == PromptFormat.CHATML && tokenizer.special(IM_START).isPresent();
    PromptStyle style = TokenizerConfig.in(folder).style(Style.CARD, markers);
    return new ChatPrompts(tokenizer, FormatTemplate.of(format, style).template());
  }

  /// The conversation so far, up to where the answer begins.
  ///
  /// @param messages as [ChatTemplate#render] takes them
  /// @throws BagelException USER where the template does not render them
  int[] ids(List<?> messages) {
    // Rendered twice where a message spells a special token: at one time.
    TemplateOptions options =
        TemplateOptions.DEFAULTS.at(LocalDateTime.now(ZoneId.systemDefault()));
    return new TemplateTokens(tokenizer, template, options).prompt(messages, null).ids();
  }
}
