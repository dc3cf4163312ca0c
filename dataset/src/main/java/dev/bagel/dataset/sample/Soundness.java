package dev.bagel.dataset.sample;

import dev.bagel.chat.Message;
import dev.bagel.chat.PythonText;
import dev.bagel.chat.Role;
import dev.bagel.chat.TurnOrder;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What every sample must be, whatever its source: of well-formed text, not too long, without blank
/// turns, its turns in order, its two answers different. White space is Python's, as in prompts;
/// see [PythonText].
///
/// @param longest how many characters (UTF-16 units) a sample may hold in all
public record Soundness(long longest) implements Serializable {
  private record Part(String name, String text) {}

  /// The first fault, or nothing. Of several faults the first in this order counts: INVALID_TEXT,
  /// TOO_LONG, EMPTY_TURN, ROLES_OUT_OF_ORDER, EQUAL_PAIR. A system text may be absent, not blank.
  public Optional<Fault> fault(Sample sample) {
    List<Part> parts = parts(sample);
    return invalidText(parts)
        .or(() -> tooLong(parts))
        .or(() -> emptyTurn(parts))
        .or(() -> outOfOrder(sample))
        .or(() -> equalPair(sample));
  }

  /// Whether every surrogate is half of a pair, so that the text can be written as UTF-8.
  public static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static List<Part> parts(Sample sample) {
    return switch (sample) {
      case Conversation conversation -> turns(conversation.messages()).toList();
      case Preference pair ->
          Stream.concat(
                  turns(pair.prompt()),
                  Stream.of(
                      new Part("the chosen answer", pair.chosen()),
                      new Part("the rejected answer", pair.rejected())))
              .toList();
      case PlainText plain -> List.of(new Part("the text", plain.text()));
    };
  }

  private static Stream<Part> turns(List<Message> messages) {
    return Stream.iterate(0, i -> i < messages.size(), i -> i + 1)
        .map(i -> new Part(name(messages, i), messages.get(i).text()));
  }

  private static String name(List<Message> messages, int index) {
    return "message " + index + " (" + messages.get(index).role() + ")";
  }

  private static Optional<Fault> invalidText(List<Part> parts) {
    return parts.stream()
        .filter(part -> !isWellFormed(part.text()))
        .findFirst()
        .map(part -> fault(DropReason.INVALID_TEXT, part.name() + " holds half a surrogate pair"));
  }

  private Optional<Fault> tooLong(List<Part> parts) {
    long length = parts.stream().mapToLong(part -> part.text().length()).sum();
    return length <= longest
        ? Optional.empty()
        : Optional.of(fault(DropReason.TOO_LONG, length + " characters, more than " + longest));
  }

  private static Optional<Fault> emptyTurn(List<Part> parts) {
    return parts.stream()
        .filter(part -> PythonText.isBlank(part.text()))
        .findFirst()
        .map(part -> fault(DropReason.EMPTY_TURN, part.name() + " is blank"));
  }

  private static Optional<Fault> outOfOrder(Sample sample) {
    return switch (sample) {
      case Conversation conversation -> outOfOrder(conversation.messages(), Role.ASSISTANT);
      case Preference pair -> outOfOrder(pair.prompt(), Role.USER);
      case PlainText _ -> Optional.empty();
    };
  }

  private static Optional<Fault> outOfOrder(List<Message> messages, Role last) {
    int sound = TurnOrder.soundLength(messages);
    if (sound < messages.size()) {
      return Optional.of(
          fault(DropReason.ROLES_OUT_OF_ORDER, name(messages, sound) + " stands out of order"));
    }
    boolean complete = !messages.isEmpty() && messages.getLast().role() == last;
    return complete
        ? Optional.empty()
        : Optional.of(
            fault(DropReason.ROLES_OUT_OF_ORDER, "the last message is not of role " + last));
  }

  private static Optional<Fault> equalPair(Sample sample) {
    return switch (sample) {
      case Preference pair
          when PythonText.strip(pair.chosen()).equals(PythonText.strip(pair.rejected())) ->
          Optional.of(fault(DropReason.EQUAL_PAIR, "chosen and rejected are the same"));
      case Preference _, Conversation _, PlainText _ -> Optional.empty();
    };
  }

  private static Fault fault(DropReason reason, String message) {
    return new Fault(reason, message);
  }
}
