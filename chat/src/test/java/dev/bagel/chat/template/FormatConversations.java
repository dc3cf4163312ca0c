package dev.bagel.chat.template;

import dev.bagel.chat.Message;
import dev.bagel.chat.Prompt;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptRenderer;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.PythonText;
import dev.bagel.chat.Rendered;
import dev.bagel.chat.Role;
import dev.bagel.chat.Style;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Conversations of odd texts, all variants of the formats, and what training makes of them.
final class FormatConversations {
  private FormatConversations() {}

  static List<FormatTemplate> variants() {
    List<FormatTemplate> all = new ArrayList<>();
    for (Style style : Style.values()) {
      for (PromptFormat format : PromptFormat.values()) {
        all.add(FormatTemplate.of(format, PromptStyle.of(style)));
      }
      all.add(FormatTemplate.of(PromptFormat.CHATML, new PromptStyle(style, "<s>", "</s>", true)));
      all.add(FormatTemplate.of(PromptFormat.CHATML, new PromptStyle(style, "", "<end>", false)));
      all.add(FormatTemplate.of(PromptFormat.LLAMA_2, new PromptStyle(style, "", "<end>", false)));
    }
    return all;
  }

  static Arbitrary<List<Message>> conversations() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "\n",
            "\r\n",
            "\n\n\n",
            "\r\n\n\r\n\r\n",
            "\r",
            " ",
            "\t",
            "\u00A0",
            "\u3000",
            "\u0085",
            "\u001C",
            "\u2028",
            "\u200B",
            "\uFEFF",
            "a",
            "é",
            "🐝",
            "<s>",
            "</s>",
            "<|im_end|>",
            "[/INST] ",
            " [INST]",
            "\nUSER: ",
            "### Response:\n",
            "{{ 7 * 7 }}",
            "{% generation %}",
            "{#",
            "'",
            "\\n");
    Arbitrary<String> text = piece.list().ofMaxSize(8).map(pieces -> String.join("", pieces));
    return Combinators.combine(text.list().ofMinSize(2).ofMaxSize(7), Arbitraries.of(true, false))
        .as(FormatConversations::conversation);
  }

  private static List<Message> conversation(List<String> texts, boolean system) {
    List<Message> messages = new ArrayList<>();
    for (String text : system ? texts : texts.subList(1, texts.size())) {
      if (system && messages.isEmpty()) {
        messages.add(Message.system(text));
      } else if (messages.isEmpty() || messages.getLast().role() != Role.USER) {
        messages.add(Message.user(text));
      } else {
        messages.add(Message.assistant(text));
      }
    }
    return messages;
  }

  /// What the model is trained on: BOS, once, and the prompt; with the answer and EOS where the
  /// conversation ends with one.
  static String trained(FormatTemplate variant, List<Message> messages) {
    PromptRenderer renderer = new PromptRenderer(variant.format(), variant.style());
    if (messages.getLast().role() == Role.USER) {
      return begun(variant.style(), renderer.prompt(messages));
    }
    Rendered row = renderer.render(messages);
    return begun(variant.style(), row.prompt()) + row.output() + variant.style().eos();
  }

  /// What of the text the assistant wrote: each answer and its stop token, where the format has
  /// white space between them as two.
  static List<String> learnt(FormatTemplate variant, List<Message> messages) {
    List<String> learnt = new ArrayList<>();
    for (Message message : messages.subList(0, messages.size() - 1)) {
      if (message.role() == Role.ASSISTANT) {
        learnt.addAll(before(variant, message.text()));
      }
    }
    if (messages.getLast().role() == Role.ASSISTANT) {
      String output = variant.format().output(messages.getLast().text());
      learnt.add(output + variant.style().eos());
    }
    learnt.removeIf(String::isEmpty);
    return learnt;
  }

  private static List<String> before(FormatTemplate variant, String text) {
    String end = variant.style().imMarkers() ? "<|im_end|>" : variant.style().eos();
    return switch (variant.format()) {
      case ALPACA, VICUNA -> List.of(PythonText.strip(text));
      case LLAMA_2 -> List.of(PythonText.strip(text), end);
      case CHATML ->
          switch (variant.style().style()) {
            case CARD -> List.of(PythonText.stripRight(text), end);
            case LATER -> List.of(PythonText.stripLeft(text) + end);
          };
    };
  }

  /// As a tokenizer begins it, which adds no BOS to a prompt that begins with one.
  private static String begun(PromptStyle style, Prompt prompt) {
    boolean begins =
        !prompt.markers().isEmpty()
            && prompt.markers().getFirst().start() == 0
            && prompt.text().startsWith(style.bos());
    return begins ? prompt.text() : style.bos() + prompt.text();
  }
}
