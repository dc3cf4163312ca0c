package dev.bagel.chat;

import dev.bagel.BagelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a conversation is written down as one text for a model. [PromptRenderer] writes it.
public enum PromptFormat {
  ALPACA("alpaca", null),
  VICUNA("vicuna", "A chat between a user and an unbiased, uncensored assistant."),
  /// With BOS and EOS where ChatML has its own markers.
  CHATML("chatml", "You are an unbiased, uncensored, helpful assistant."),
  LLAMA_2("llama-2", "You are an unbiased, uncensored, helpful assistant.");

  private final String label;
  private final @Nullable String defaultSystem;

  PromptFormat(String label, @Nullable String defaultSystem) {
    this.label = label;
    this.defaultSystem = defaultSystem;
  }

  /// As it stands in settings and in rows.
  public String label() {
    return label;
  }

  /// The format of that label; `llama2` is understood too.
  public static PromptFormat of(String label) {
    if (label.equals("llama2")) {
      return LLAMA_2;
    }
    return Arrays.stream(values())
        .filter(format -> format.label.equals(label))
        .findFirst()
        .orElseThrow(() -> BagelException.user(unknown(label)));
  }

  private static String unknown(String label) {
    String known =
        Arrays.stream(values()).map(PromptFormat::label).collect(Collectors.joining(", "));
    return "there is no prompt format \"" + label + "\"; use one of " + known;
  }

  /// The system text for conversations that have none; alpaca has none either.
  public Optional<String> defaultSystem() {
    return Optional.ofNullable(defaultSystem);
  }

  /// The messages with this format's default system text in front, unless they have a system text
  /// or the format has no default.
  public List<Message> withDefaultSystem(List<Message> messages) {
    boolean present = !messages.isEmpty() && messages.getFirst().role() == Role.SYSTEM;
    if (present || defaultSystem == null) {
      return messages;
    }
    List<Message> all = new ArrayList<>(messages.size() + 1);
    all.add(Message.system(defaultSystem));
    all.addAll(messages);
    return all;
  }

  /// An assistant's text as the model shall learn to write it. Of three or more line ends in a row
  /// (`\n` or `\r\n`) the first two stay; white space at the start goes, except in llama-2; that at
  /// the end stays. The trainer appends EOS.
  public String output(String text) {
    String collapsed = LineEnds.collapse(text);
    return this == LLAMA_2 ? collapsed : PythonText.stripLeft(collapsed);
  }
}
