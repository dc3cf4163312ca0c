package dev.bagel.torch.card;

import dev.bagel.BagelException;
import dev.bagel.chat.Message;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptRenderer;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.template.ChatTemplate;
import dev.bagel.chat.template.TemplateOptions;
import dev.bagel.chat.template.TokenizerConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the model is to be asked, as it would read it.
final class PromptExamples {
  private static final String QUESTION = "What is a bagel?";

  private PromptExamples() {}

  static String of(Path model, Optional<PromptStyle> style) {
    StringBuilder text = new StringBuilder("## Prompts\n\n");
    if (style.isPresent()) {
      text.append(
          """
          The rows that it learnt from are written in four prompt formats. A prompt ends where the \
          answer begins, here behind the question "%s"; the tokenizer puts BOS in front where the text does not \
          begin with it.

          """
              .formatted(QUESTION));
      for (PromptFormat format : PromptFormat.values()) {
        text.append(format.label()).append(":\n\n");
        text.append(Markdown.block("text", prompt(format, style.get()))).append('\n');
      }
      return text.toString();
    }
    text.append(
        "The data were no build of Bagel's: in what form their prompts were is not known"
            + " here.\n\n");
    template(model)
        .ifPresent(
            prompt ->
                text.append(
                        "The model's chat template writes the question \"%s\" so:\n\n"
                            .formatted(QUESTION))
                    .append(Markdown.block("text", prompt))
                    .append('\n'));
    return text.toString();
  }

  private static String prompt(PromptFormat format, PromptStyle style) {
    List<Message> messages = format.withDefaultSystem(List.of(Message.user(QUESTION)));
    return new PromptRenderer(format, style).prompt(messages).text();
  }

  private static Optional<String> template(Path model) {
    try {
      return ChatTemplate.find(model)
          .map(
              template ->
                  template.render(
                      List.of(Map.of("role", "user", "content", QUESTION)), null, options(model)));
    } catch (BagelException _) {
      return Optional.empty(); // a template that cannot be read is no way to ask
    }
  }

  private static TemplateOptions options(Path model) {
    TokenizerConfig config = TokenizerConfig.in(model);
    return TemplateOptions.DEFAULTS
        .withGenerationPrompt(true)
        .withBosToken(config.bos())
        .withEosToken(config.eos());
  }
}
