package dev.bagel.dataset.rows;

import dev.bagel.BagelException;
import dev.bagel.chat.Message;
import dev.bagel.chat.Prompt;
import dev.bagel.chat.Rendered;
import dev.bagel.dataset.files.ReadRow;
import dev.bagel.dataset.source.kit.ShareGpt;
import dev.bagel.dataset.tokenizer.Boundary;
import dev.bagel.dataset.tokenizer.TemplateTokens;
import dev.bagel.dataset.tokenizer.Tokenizer;
import dev.bagel.dataset.tokenizer.TrainingTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes tokens of training rows of every [RowKind]. May be used by many threads at once.
///
/// @param template asked for where a row is a conversation
public record RowTokens(
    Tokenizer tokenizer, StoredPrompts prompts, Boundary boundary, Template template) {

  /// The model's chat template, read when it is first asked for.
  @FunctionalInterface
  public interface Template {
    TemplateTokens read();
  }

  /// Reads the chat template, if such a row needs it: trouble with that is not the row's.
  public void prepare(Map<String, @Nullable Object> row) {
    if (RowKind.of(row).filter(RowKind::templated).isPresent()) {
      template.read();
    }
  }

  /// Trouble with the row is a bad row, whoever throws it.
  public TokenizedRow of(ReadRow row) {
    return switch (row) {
      case ReadRow.BadRow bad -> new TokenizedRow.Bad(bad.number(), bad.message());
      case ReadRow.Row sound -> {
        try {
          yield new TokenizedRow.Sound(sound.number(), sequences(sound.values()));
        } catch (BagelException e) {
          if (e.kind() != BagelException.Kind.USER) {
            throw e;
          }
          yield new TokenizedRow.Bad(sound.number(), e.getMessage());
        }
      }
    };
  }

  private List<TokenSequence> sequences(Map<String, @Nullable Object> row) {
    RowKind kind = RowKind.of(row).orElseThrow(() -> BagelException.user(RowKind.unknown(row)));
    return switch (kind) {
      case TOKENS ->
          one("tokens", TrainingTokens.of(tokenizer, ids(row, "input_ids"), ids(row, "labels")));
      case SFT -> one("sft", stored(row, "input", "output"));
      case COMPLETION -> one("completion", stored(row, "prompt", "completion"));
      case PAIR ->
          List.of(
              new TokenSequence("chosen", stored(row, "prompt", "chosen")),
              new TokenSequence("rejected", stored(row, "prompt", "rejected")));
      case TEXT -> one("text", answer(Prompt.EMPTY, text(row, "text")));
      case CONVERSATIONS, MESSAGES ->
          one("conversation", template.read().of(conversation(row), tools(row)));
      case CONVERSATION_PAIR ->
          List.of(
              new TokenSequence("chosen", answered(row, "chosen")),
              new TokenSequence("rejected", answered(row, "rejected")));
    };
  }

  private static List<TokenSequence> one(String kind, TrainingTokens tokens) {
    return List.of(new TokenSequence(kind, tokens));
  }

  private TrainingTokens stored(Map<String, @Nullable Object> row, String input, String output) {
    Object format = row.get("format");
    String label = format == null ? null : text(row, "format");
    return answer(prompts.read(label, text(row, input)), text(row, output));
  }

  private TrainingTokens answer(Prompt prompt, String output) {
    return TrainingTokens.of(tokenizer, new Rendered(prompt, output), boundary);
  }

  private TrainingTokens answered(Map<String, @Nullable Object> row, String answer) {
    List<Message> messages = new ArrayList<>(turns(row));
    messages.add(Message.assistant(text(row, answer)));
    // The turns before are the prompt, whoever wrote them.
    return template.read().of(messages, null).learningLastStretch();
  }

  private static List<Message> turns(Map<String, @Nullable Object> row) {
    return switch (ShareGpt.read(row)) {
      case ShareGpt.Turns turns -> turns.messages();
      case ShareGpt.Unreadable unreadable ->
          throw BagelException.user(unreadable.fault().message());
    };
  }

  /// Messages with roles as they are, whatever else they hold: a template takes tool calls too.
  private static List<?> conversation(Map<String, @Nullable Object> row) {
    Object list = row.get("conversations") == null ? row.get("messages") : row.get("conversations");
    boolean roles =
        list instanceof List<?> messages
            && !messages.isEmpty()
            && messages.stream()
                .allMatch(
                    each -> each instanceof Map<?, ?> map && map.get("role") instanceof String);
    return roles && list instanceof List<?> messages ? messages : turns(row);
  }

  private static @Nullable List<?> tools(Map<String, @Nullable Object> row) {
    return switch (row.get("tools")) {
      case null -> null;
      case List<?> tools -> tools;
      default -> throw BagelException.user("tools is no list");
    };
  }

  private static String text(Map<String, @Nullable Object> row, String column) {
    if (row.get(column) instanceof String text) {
      return text;
    }
    throw BagelException.user(column + " is no text");
  }

  private static int[] ids(Map<String, @Nullable Object> row, String column) {
    if (!(row.get(column) instanceof List<?> list)) {
      throw BagelException.user(column + " is no list of whole numbers");
    }
    int[] ids = new int[list.size()];
    for (int i = 0; i < ids.length; i++) {
      if (!(Objects.requireNonNullElse(list.get(i), "") instanceof Long id)
          || id != id.intValue()) {
        throw BagelException.user("%s, value %d is no whole number".formatted(column, i));
      }
      ids[i] = id.intValue();
    }
    return ids;
  }
}
