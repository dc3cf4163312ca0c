package dev.bagel.dataset.tokenizer;

import dev.bagel.BagelException;
import dev.bagel.chat.Prompt;
import dev.bagel.chat.template.ChatTemplate;
import dev.bagel.chat.template.TemplateOptions;
import dev.bagel.chat.template.TemplateValues;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells the special tokens that a chat template writes from those that the conversation spells.
///
/// Where the conversation spells none, all are the template's. Else it is rendered once more with a
/// gap in each that it spells, a character that occurs nowhere else. Where the gaps come out again
/// is somebody's text; without them both renderings are the same, or the template looks for such
/// texts, and nobody knows what it made of them.
record TemplateMarkers(Specials names, ChatTemplate template, TemplateOptions options) {

  /// The rendered text with its markers.
  Prompt find(String text, List<?> messages, @Nullable List<?> tools) {
    Gaps gaps = new Gaps(names);
    Object given = TemplateValues.plain(messages);
    Object givenTools = TemplateValues.plain(tools);
    gaps.read(given);
    gaps.read(givenTools);
    options.variables().forEach((name, value) -> readVariable(gaps, name, value));
    if (gaps.spelt().isEmpty()) {
      return names.find(text, List.of());
    }
    char gap = gaps.unused(text);
    TemplateOptions broken = options;
    for (Map.Entry<String, ? extends @Nullable Object> variable : options.variables().entrySet()) {
      if (!isToken(variable.getKey())) {
        Object value = TemplateValues.plain(variable.getValue());
        broken = broken.with(variable.getKey(), gaps.broken(value, gap));
      }
    }
    List<?> brokenTools = tools == null ? null : (List<?>) gaps.broken(givenTools, gap);
    String second = render((List<?>) gaps.broken(given, gap), brokenTools, broken, gaps);
    BitSet places = new BitSet();
    if (!without(second, gap, places).equals(text)) {
      throw treated(gaps, null);
    }
    return names.findWhole(text, places);
  }

  private static void readVariable(Gaps gaps, String name, @Nullable Object value) {
    if (!isToken(name)) {
      gaps.read(TemplateValues.plain(value));
    }
  }

  private static boolean isToken(String variable) {
    return variable.endsWith("_token");
  }

  private String render(
      List<?> messages, @Nullable List<?> tools, TemplateOptions given, Gaps gaps) {
    try {
      return template.render(messages, tools, given);
    } catch (BagelException e) {
      throw treated(gaps, e);
    }
  }

  /// Notes in `places` before which of the letters that are left there was a gap.
  private static String without(String text, char gap, BitSet places) {
    StringBuilder left = new StringBuilder(text.length());
    int from = 0;
    for (int at = text.indexOf(gap); at >= 0; at = text.indexOf(gap, from)) {
      left.append(text, from, at);
      places.set(left.length());
      from = at + 1;
    }
    return left.append(text, from, text.length()).toString();
  }

  private static BagelException treated(Gaps gaps, @Nullable BagelException cause) {
    String message =
        ("the conversation spells special tokens (%s), and the chat template does not just write"
                + " such texts down, so what is text and what is a token cannot be told apart; take"
                + " them out, or give what they mark in a field of its own, such as"
                + " reasoning_content or tool_calls, where the template has one")
            .formatted(String.join(", ", gaps.spelt()));
    return cause == null ? BagelException.user(message) : BagelException.user(message, cause);
  }
}
