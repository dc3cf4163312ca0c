package dev.bagel.dataset.tokenizer;

import dev.bagel.BagelException;
import dev.bagel.chat.Prompt;
import dev.bagel.chat.PythonText;
import dev.bagel.chat.Span;
import dev.bagel.chat.template.ChatTemplate;
import dev.bagel.chat.template.TemplateOptions;
import dev.bagel.chat.template.TemplateValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the assistant wrote, found by rendering the begins of a conversation: a turn is what it
/// adds to all before it.
///
/// @param whole the conversation as the template writes it, with its markers
record PrefixTurns(Specials names, ChatTemplate template, TemplateOptions options, Prompt whole) {

  /// One span for each turn of role `assistant` that writes anything, in order.
  List<Span> spans(List<?> messages, @Nullable List<?> tools) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      if (TemplateValues.plain(messages.get(i)) instanceof Map<?, ?> message
          && "assistant".equals(message.get("role"))) {
        Span span = span(i, messages, tools);
        if (span.length() > 0) {
          spans.add(span);
        }
      }
    }
    return spans;
  }

  private Span span(int turn, List<?> messages, @Nullable List<?> tools) {
    String before = render(turn, turn, messages, tools);
    int end =
        turn + 1 == messages.size()
            ? whole.text().length()
            : end(turn, render(turn, turn + 1, messages, tools));
    if (!whole.text().startsWith(before) || before.length() > end) {
      throw unknown(
          turn,
          "the template, asked for a generation prompt there, does not write the text that the"
              + " whole conversation has before that turn");
    }
    return stopped(before.length(), end);
  }

  /// Where a turn ends in the whole text.
  ///
  /// @param text of the messages as far as the turn
  private int end(int turn, String text) {
    if (whole.text().startsWith(text)) {
      return text.length();
    }
    // Some templates close the whole conversation with a token of its own, whoever spoke last.
    int closing = text.length();
    while (true) {
      int end = PythonText.stripRight(text.substring(0, closing)).length();
      String name = names.endingAt(text, end).orElse(null);
      if (name == null) {
        throw unknown(turn, "the template writes it differently when other messages follow");
      }
      closing = end - name.length();
      if (whole.text().startsWith(text.substring(0, closing))
          && whole.text().endsWith(text.substring(closing))) {
        return closing;
      }
    }
  }

  /// The span without the white space behind its last special token.
  private Span stopped(int start, int end) {
    int stop = end;
    for (Span marker : whole.markers()) {
      if (marker.start() >= start
          && marker.end() <= end
          && PythonText.isBlank(whole.text().substring(marker.end(), end))) {
        stop = marker.end();
      }
    }
    return new Span(start, stop);
  }

  /// The first messages: with the generation prompt where they end before the turn.
  private String render(int turn, int count, List<?> messages, @Nullable List<?> tools) {
    try {
      return template.render(
          messages.subList(0, count), tools, options.withGenerationPrompt(count == turn));
    } catch (BagelException e) {
      throw BagelException.user(
          unknown(turn, "the template does not render the messages up to it by themselves")
              .getMessage(),
          e);
    }
  }

  private static BagelException unknown(int turn, String reason) {
    return BagelException.user(
        ("what the assistant wrote in message %d (from 0) cannot be told: %s; put {%% generation"
                + " %%} and {%% endgeneration %%} around it in the template")
            .formatted(turn, reason));
  }
}
