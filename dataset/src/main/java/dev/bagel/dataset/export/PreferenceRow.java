package dev.bagel.dataset.export;

import dev.bagel.chat.Message;
import dev.bagel.dataset.export.Exported.Reason;
import dev.bagel.dataset.files.Column;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import dev.bagel.dataset.sample.Sample;
import java.util.List;
import java.util.stream.Stream;

/// A preference pair as chat templates read it, twice: most trainers want two whole conversations,
/// the others the turns that both share and two single answers.
///
/// No column is called `prompt` or `messages`: trainers that find one beside two conversations
/// would put the prompt before them once more.
///
/// @param chosen the whole conversation that ends with the better answer
/// @param rejected the same turns, but for the last
/// @param question the turns before the answers
/// @param chosenAnswer the last turn of `chosen`
/// @param rejectedAnswer the last turn of `rejected`
public record PreferenceRow(
    String id,
    String source,
    List<ChatTurn> chosen,
    List<ChatTurn> rejected,
    List<ChatTurn> question,
    @Column("chosen_answer") ChatTurn chosenAnswer,
    @Column("rejected_answer") ChatTurn rejectedAnswer) {

  public static Exported of(String source, Sample sample) {
    return switch (sample) {
      case Preference pair -> new Exported.AsRow(row(source, pair));
      case Conversation _ -> Reason.CONVERSATION.noPlace();
      case PlainText _ -> Reason.PLAIN_TEXT.noPlace();
    };
  }

  private static PreferenceRow row(String source, Preference pair) {
    List<ChatTurn> question = ChatTurn.of(pair.prompt());
    ChatTurn chosen = ChatTurn.of(Message.assistant(pair.chosen()));
    ChatTurn rejected = ChatTurn.of(Message.assistant(pair.rejected()));
    return new PreferenceRow(
        pair.id().toString(),
        source,
        with(question, chosen),
        with(question, rejected),
        question,
        chosen,
        rejected);
  }

  private static List<ChatTurn> with(List<ChatTurn> question, ChatTurn answer) {
    return Stream.concat(question.stream(), Stream.of(answer)).toList();
  }
}
