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
    int start = start(turn, render(turn, turn, true, messages, tools));
    int end = whole.text().length();
    if (turn + 1 < messages.size()) {
      String text = render(turn, turn + 1, false, messages, tools);
      end =
          whole.text().startsWith(text)
              ? text.length()
              : beforeClosing(turn, text, render(turn, turn, false, messages, tools));
    }
    if (start > end) {
      throw unknown(turn, "the template's generation prompt is longer than what it writes there");
    }
    return stopped(start, end);
  }

  /// Where a turn begins in the whole text: behind the generation prompt, whose white space at the
  /// end some templates do not write there.
  private int start(int turn, String before) {
    int start = Texts.commonStart(before, whole.text());
    if (!PythonText.isBlank(before.substring(start))) {
      throw unknown(
          turn,
          "the template, asked for a generation prompt there, does not write the text that the"
              + " whole conversation has before that turn");
    }
    return start;
  }

  /// Where a turn ends in the whole text, for a template that closes every conversation with the
  /// same text, whoever spoke last: a token of its own, or a generation prompt that nobody asked
  /// for. That text may begin as the turn ends or as the next turn begins: the first special token
  /// of those in doubt is the one that ends the turn.
  ///
  /// @param text of the messages as far as the turn
  /// @param before of the messages before it
  private int beforeClosing(int turn, String text, String before) {
    int closing = Math.min(Texts.commonEnd(text, whole.text()), Texts.commonEnd(text, before));
    int earliest = text.length() - closing;
    int latest = Texts.commonStart(text, whole.text());
    for (Span marker : whole.markers()) {
      if (marker.start() >= earliest && marker.end() <= latest) {
        return marker.end();
      }
    }
    if (earliest > latest || !names.startsAt(text, latest)) {
      throw unknown(turn, "the template writes it differently when other messages follow");
    }
    return latest;
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

  /// The first messages.
  ///
  /// @param turn for errors
  private String render(
      int turn, int count, boolean prompt, List<?> messages, @Nullable List<?> tools) {
    try {
      return template.render(
          messages.subList(0, count), tools, options.withGenerationPrompt(prompt));
    } catch (BagelException e) {
      String reason = "the template does not render the messages up to it by themselves";
      throw BagelException.user(unknown(turn, reason).getMessage(), e);
    }
  }

  private static BagelException unknown(int turn, String reason) {
    return BagelException.user(
        ("what the assistant wrote in message %d (from 0) cannot be told: %s; put {%% generation"
                + " %%} and {%% endgeneration %%} around it in the template")
            .formatted(turn, reason));
  }
}
