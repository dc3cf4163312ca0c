package dev.bagel.dataset.rows;

import dev.bagel.BagelException;
import dev.bagel.chat.template.ChatTemplate;
import dev.bagel.chat.template.TemplateOptions;
import dev.bagel.dataset.tokenizer.TemplateTokens;
import dev.bagel.dataset.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/// The chat template that conversations are rendered with, read when the first of them comes. May
/// be used by many threads at once.
public final class ConversationTemplate implements RowTokens.Template {
  private final Tokenizer tokenizer;
  private final Path model;
  private final @Nullable Path named;
  private final String option;
  private final LocalDateTime now;
  private @Nullable TemplateTokens known;

  /// @param model the folder that may have one
  /// @param named the one to take instead; null for the model's
  /// @param option how `named` is set, for errors: `--template`
  /// @param now what a template is told that asks for the date
  public ConversationTemplate(
      Tokenizer tokenizer, Path model, @Nullable Path named, String option, LocalDateTime now) {
    this.tokenizer = tokenizer;
    this.model = model;
    this.named = named;
    this.option = option;
    this.now = now;
  }

  /// Reads it once.
  ///
  /// @throws BagelException USER where there is none
  @Override
  public synchronized TemplateTokens read() {
    TemplateTokens template = known;
    if (template == null) {
      template = new TemplateTokens(tokenizer, chatTemplate(), options());
      known = template;
    }
    return template;
  }

  private ChatTemplate chatTemplate() {
    if (named != null) {
      return ChatTemplate.of(named);
    }
    try {
      return ChatTemplate.of(model);
    } catch (BagelException e) {
      throw BagelException.user(
          "there are conversations to render, and %s; or name one with %s"
              .formatted(e.getMessage(), option),
          e);
    }
  }

  private TemplateOptions options() {
    TemplateOptions options = TemplateOptions.DEFAULTS.at(now);
    if (tokenizer.bos().isPresent()) {
      options = options.withBosToken(tokenizer.bos().get().text());
    }
    if (tokenizer.eos().isPresent()) {
      options = options.withEosToken(tokenizer.eos().get().text());
    }
    return options;
  }
}
