package dev.bagel.dataset.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.chat.Message;
import dev.bagel.dataset.export.Exported.AsRendered;
import dev.bagel.dataset.export.Exported.AsRow;
import dev.bagel.dataset.export.Exported.NoPlace;
import dev.bagel.dataset.export.Exported.Reason;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import dev.bagel.dataset.sample.Sample;
import dev.bagel.dataset.sample.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportRowsTest {
  private static final Conversation ONE_ANSWER =
      Conversation.of("Wie heißt 猫 auf Finnisch? 🐈", "„Kissa“.\n");
  private static final Conversation WITH_SYSTEM = Conversation.of("Be brief.", "Why?", "Because.");
  private static final Conversation TWO_ANSWERS =
      Conversation.of(
          List.of(
              Message.user("One?"),
              Message.assistant("Uno."),
              Message.user("Two?"),
              Message.assistant("Due.")));
  private static final Conversation TWO_ANSWERS_WITH_SYSTEM =
      Conversation.of(
          List.of(
              Message.system("Be brief."),
              Message.user("One?"),
              Message.assistant("Uno."),
              Message.user("Two?"),
              Message.assistant("Due.")));
  private static final Preference PAIR = Preference.of("Tea?", "Yes, please.", "No.");
  private static final Preference LONG_PAIR =
      Preference.of(
          List.of(
              Message.system("Be polite."),
              Message.user("Tea?"),
              Message.assistant("With pleasure."),
              Message.user("Milk? 🥛")),
          "A drop.",
          "No.");
  private static final PlainText TEXT = PlainText.of("Once upon a time.");

  @Test
  void messages_keep_every_turn_and_the_system_text() {
    assertThat(MessagesRow.of("mine", TWO_ANSWERS_WITH_SYSTEM))
        .isEqualTo(
            new AsRow(
                new MessagesRow(
                    TWO_ANSWERS_WITH_SYSTEM.id().toString(),
                    "mine",
                    List.of(
                        new ChatTurn("system", "Be brief."),
                        new ChatTurn("user", "One?"),
                        new ChatTurn("assistant", "Uno."),
                        new ChatTurn("user", "Two?"),
                        new ChatTurn("assistant", "Due.")))));
  }

  @Test
  void no_system_turn_is_made_up() {
    assertThat(MessagesRow.of("mine", ONE_ANSWER))
        .isEqualTo(
            new AsRow(
                new MessagesRow(
                    ONE_ANSWER.id().toString(),
                    "mine",
                    List.of(
                        new ChatTurn("user", "Wie heißt 猫 auf Finnisch? 🐈"),
                        new ChatTurn("assistant", "„Kissa“.\n")))));
  }

  @Test
  void sharegpt_names_its_turns_system_human_and_gpt() {
    assertThat(ShareGptRow.of("mine", WITH_SYSTEM))
        .isEqualTo(
            new AsRow(
                new ShareGptRow(
                    WITH_SYSTEM.id().toString(),
                    "mine",
                    List.of(
                        new Turn("system", "Be brief."),
                        new Turn("human", "Why?"),
                        new Turn("gpt", "Because.")))));
  }

  @Test
  void alpaca_takes_one_question_and_one_answer_as_they_stand() {
    assertThat(AlpacaRow.of("mine", ONE_ANSWER))
        .isEqualTo(
            new AsRow(
                new AlpacaRow(
                    ONE_ANSWER.id().toString(),
                    "mine",
                    "Wie heißt 猫 auf Finnisch? 🐈",
                    "",
                    "„Kissa“.\n")));
  }

  @Test
  void alpaca_has_no_place_for_earlier_turns_or_a_system_text() {
    assertThat(AlpacaRow.of("mine", TWO_ANSWERS)).isEqualTo(new NoPlace(Reason.SEVERAL_ANSWERS));
    assertThat(AlpacaRow.of("mine", WITH_SYSTEM)).isEqualTo(new NoPlace(Reason.SYSTEM_TEXT));
    assertThat(AlpacaRow.of("mine", TWO_ANSWERS_WITH_SYSTEM))
        .isEqualTo(new NoPlace(Reason.SEVERAL_ANSWERS));
  }

  @Test
  void a_pair_is_two_conversations_and_their_common_turns() {
    List<ChatTurn> question =
        List.of(
            new ChatTurn("system", "Be polite."),
            new ChatTurn("user", "Tea?"),
            new ChatTurn("assistant", "With pleasure."),
            new ChatTurn("user", "Milk? 🥛"));
    ChatTurn better = new ChatTurn("assistant", "A drop.");
    ChatTurn worse = new ChatTurn("assistant", "No.");

    assertThat(PreferenceRow.of("mine", LONG_PAIR))
        .isEqualTo(
            new AsRow(
                new PreferenceRow(
                    LONG_PAIR.id().toString(),
                    "mine",
                    List.of(
                        question.get(0), question.get(1), question.get(2), question.get(3), better),
                    List.of(
                        question.get(0), question.get(1), question.get(2), question.get(3), worse),
                    question,
                    better,
                    worse)));
  }

  @Test
  void completions_are_the_rendered_rows_of_all_but_pairs() {
    for (Sample sample : List.of(ONE_ANSWER, TWO_ANSWERS_WITH_SYSTEM, TEXT)) {
      assertThat(PromptCompletionRow.of(sample)).isEqualTo(new AsRendered());
    }
    assertThat(PromptCompletionRow.of(PAIR)).isEqualTo(new NoPlace(Reason.PREFERENCE_PAIR));
  }

  @Test
  void a_blank_before_the_answer_is_learnt_with_it() {
    assertThat(PromptCompletionRow.of("1", "mine_vicuna", "vicuna", "ASSISTANT:  ", "Yes. "))
        .isEqualTo(new PromptCompletionRow("1", "mine_vicuna", "vicuna", "ASSISTANT:", "  Yes. "));
    assertThat(PromptCompletionRow.of("1", "mine_alpaca", "alpaca", "Response:\n", "\nYes."))
        .isEqualTo(new PromptCompletionRow("1", "mine_alpaca", "alpaca", "Response:\n", "\nYes."));
    assertThat(PromptCompletionRow.of("1", "mine_plain_text", "plain_text", "", " Once"))
        .isEqualTo(new PromptCompletionRow("1", "mine_plain_text", "plain_text", "", " Once"));
  }

  @Test
  void what_has_no_place_says_why() {
    NoPlace pair = new NoPlace(Reason.PREFERENCE_PAIR);
    NoPlace text = new NoPlace(Reason.PLAIN_TEXT);

    assertThat(MessagesRow.of("mine", PAIR)).isEqualTo(pair);
    assertThat(ShareGptRow.of("mine", PAIR)).isEqualTo(pair);
    assertThat(AlpacaRow.of("mine", PAIR)).isEqualTo(pair);
    assertThat(MessagesRow.of("mine", TEXT)).isEqualTo(text);
    assertThat(ShareGptRow.of("mine", TEXT)).isEqualTo(text);
    assertThat(AlpacaRow.of("mine", TEXT)).isEqualTo(text);
    assertThat(PreferenceRow.of("mine", TEXT)).isEqualTo(text);
    assertThat(PreferenceRow.of("mine", WITH_SYSTEM)).isEqualTo(new NoPlace(Reason.CONVERSATION));
  }
}
