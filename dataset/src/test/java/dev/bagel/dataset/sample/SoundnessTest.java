package dev.bagel.dataset.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.chat.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SoundnessTest {
  private static final Message SYSTEM = Message.system("Be terse.");
  private static final Message USER = Message.user("What floats?");
  private static final Message ASSISTANT = Message.assistant("Cork.");

  private final Soundness soundness = new Soundness(1_000);

  @Test
  void sound_samples_have_no_fault() {
    assertThat(soundness.fault(Conversation.of("What floats?", "Cork."))).isEmpty();
    assertThat(soundness.fault(conversation(SYSTEM, USER, ASSISTANT, USER, ASSISTANT))).isEmpty();
    assertThat(soundness.fault(Preference.of(List.of(SYSTEM, USER), "Cork.", "Lead."))).isEmpty();
    assertThat(soundness.fault(PlainText.of("Once upon a time 😀."))).isEmpty();
  }

  @Test
  void roles_out_of_order_are_named() {
    assertFault(conversation(USER, USER, ASSISTANT), "message 1 (USER) stands out of order");
    assertFault(conversation(USER, SYSTEM), "message 1 (SYSTEM) stands out of order");
    assertFault(conversation(ASSISTANT), "message 0 (ASSISTANT) stands out of order");
    assertFault(
        conversation(SYSTEM, SYSTEM, USER, ASSISTANT), "message 1 (SYSTEM) stands out of order");
  }

  @Test
  void a_conversation_ends_with_an_answer_and_a_prompt_with_a_question() {
    assertFault(conversation(USER), "the last message is not of role ASSISTANT");
    assertFault(conversation(SYSTEM), "the last message is not of role ASSISTANT");
    assertFault(conversation(), "the last message is not of role ASSISTANT");
    assertFault(
        Preference.of(List.of(USER, ASSISTANT), "a", "b"), "the last message is not of role USER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "\u00A0\u3000\u0085\u001C"})
  void blank_turns_are_found_wherever_they_are(String blank) {
    assertFault(Conversation.of(blank, "Cork."), DropReason.EMPTY_TURN, "message 0 (USER)");
    assertFault(Conversation.of("What?", blank), DropReason.EMPTY_TURN, "message 1 (ASSISTANT)");
    assertFault(Conversation.of(blank, "a", "b"), DropReason.EMPTY_TURN, "message 0 (SYSTEM)");
    assertFault(Preference.of("a", blank, "b"), DropReason.EMPTY_TURN, "the chosen answer");
    assertFault(Preference.of("a", "b", blank), DropReason.EMPTY_TURN, "the rejected answer");
    assertFault(PlainText.of(blank), DropReason.EMPTY_TURN, "the text");
  }

  @Test
  void pairs_that_differ_in_white_space_alone_are_equal() {
    assertFault(Preference.of("a", " Cork.\n", "Cork.\u00A0"), DropReason.EQUAL_PAIR, "chosen");
  }

  @Test
  void all_texts_count_for_the_length() {
    assertThat(new Soundness(6).fault(Conversation.of("ab", "cd", "ef"))).isEmpty();
    assertFault(new Soundness(5), Conversation.of("ab", "cd", "ef"), "6 characters, more than 5");
    assertFault(new Soundness(5), Preference.of("ab", "cd", "ef"), "6 characters, more than 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "x\uDE00\uD83D", "😀\uD83D", "\uD83Dx"})
  void half_a_surrogate_pair_is_no_text(String text) {
    assertThat(Soundness.isWellFormed(text)).isFalse();
    assertFault(Conversation.of("a", text), DropReason.INVALID_TEXT, "message 1 (ASSISTANT)");
    assertFault(Preference.of("a", text, "b"), DropReason.INVALID_TEXT, "the chosen answer");
  }

  @Test
  void whole_surrogate_pairs_are_text() {
    assertThat(Soundness.isWellFormed("a😀b😀😀")).isTrue();
  }

  private static Conversation conversation(Message... messages) {
    return Conversation.of(List.of(messages));
  }

  private void assertFault(Sample sample, String message) {
    assertThat(soundness.fault(sample)).contains(new Fault(DropReason.ROLES_OUT_OF_ORDER, message));
  }

  private static void assertFault(Soundness soundness, Sample sample, String message) {
    assertThat(soundness.fault(sample)).contains(new Fault(DropReason.TOO_LONG, message));
  }

  private void assertFault(Sample sample, DropReason reason, String where) {
    assertThat(soundness.fault(sample))
        .hasValueSatisfying(
            fault -> {
              assertThat(fault.reason()).isEqualTo(reason);
              assertThat(fault.message()).startsWith(where);
            });
  }
}
