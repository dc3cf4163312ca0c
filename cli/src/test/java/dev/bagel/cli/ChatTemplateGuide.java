package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.chat.Message;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Span;
import dev.bagel.chat.Style;
import dev.bagel.chat.template.ChatTemplate;
import dev.bagel.chat.template.FormatTemplate;
import dev.bagel.chat.template.Rendering;
import dev.bagel.chat.template.TemplateOptions;
import dev.bagel.chat.template.TokenizerConfig;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The Java of docs/how-to/render-chat-templates.md, line by line; [DocumentedCodeTest] holds them
/// together.
final class ChatTemplateGuide {
  private final List<String> learnt = new ArrayList<>();

  String first() {
    ChatTemplate template = ChatTemplate.of(Path.of("my-model"));
    String text =
        template.render(
            List.of(Message.system("Be brief."), Message.user("What do bees make?")),
            null,
            TemplateOptions.DEFAULTS.withGenerationPrompt(true));
    return text;
  }

  record Turn(String role, String content, List<String> images) {}

  static List<?> messages() {
    List<?> messages =
        List.of(
            Map.of("role", "system", "content", "Be brief."),
            new Turn("user", "What is in this picture?", List.of("bee.png")));
    return messages;
  }

  static String tools(ChatTemplate template) {
    List<?> tools =
        List.of(
            Map.of(
                "type",
                "function",
                "function",
                Map.of("name", "weather", "parameters", Map.of("type", "object"))));
    TemplateOptions options =
        TemplateOptions.DEFAULTS
            .with("enable_thinking", false)
            .at(LocalDateTime.of(2026, 1, 1, 12, 0));
    return template.render(messages(), tools, options);
  }

  List<String> spans(ChatTemplate template, List<?> messages) {
    Rendering rendering = template.renderWithSpans(messages, null, TemplateOptions.DEFAULTS);
    for (Span span : rendering.spans()) {
      learn(rendering.text().substring(span.start(), span.end()));
    }
    return learnt;
  }

  private void learn(String answer) {
    learnt.add(answer);
  }

  static String errors(ChatTemplate template, List<?> messages) {
    try {
      return template.render(messages, null, TemplateOptions.DEFAULTS);
    } catch (BagelException e) {
      return "refused: " + e.getMessage();
    }
  }

  static String formats() {
    FormatTemplate llama2 = FormatTemplate.of(PromptFormat.LLAMA_2, PromptStyle.of(Style.CARD));
    String prompt =
        llama2.template().render(List.of(Message.user("Hello")), null, TemplateOptions.DEFAULTS);
    return prompt;
  }

  static void install() {
    TokenizerConfig config = TokenizerConfig.in(Path.of("my-model"));
    config.install(FormatTemplate.of(PromptFormat.LLAMA_2, config.style(Style.CARD, false)));
  }
}
