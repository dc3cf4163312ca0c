package dev.bagel.dataset.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.chat.Message;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SampleIdTest {

  /// Expected values are Python's `uuid.uuid5(uuid.NAMESPACE_OID, text)`.
  @ParameterizedTest
  @CsvSource({
    "'', 0a68eb57-c88a-5f34-9e9d-27f85e68af4f",
    "What floats?, b9e65378-0d8d-5f79-9e17-c3a0a3ce4a78",
    "Grüße, 27dfb40d-b9b4-59c4-89f8-400e7b973675",
  })
  void ids_are_those_of_python(String text, UUID id) {
    assertThat(SampleId.of(text)).isEqualTo(id);
  }

  @Test
  void characters_beyond_the_basic_plane_are_hashed_as_utf_8() {
    assertThat(SampleId.of("Grüße, 世界 😀")).hasToString("f620a610-416f-5bb1-aa0f-bcf6c3f3a84c");
  }

  @Test
  void a_conversation_is_known_by_its_users_turns_joined_by_line_feeds() {
    List<Message> messages =
        List.of(
            Message.system("Be terse."),
            Message.user("First turn"),
            Message.assistant("Yes."),
            Message.user("Second turn"),
            Message.assistant("No."));
    assertThat(Conversation.of(messages).id()).hasToString("7dff23a2-aa97-5f92-b671-d0fe335d9a47");
    assertThat(Preference.of(messages.subList(0, 4), "a", "b").id())
        .isEqualTo(Conversation.of(messages).id());
  }

  @Test
  void every_kind_of_sample_with_one_text_has_one_id() {
    UUID id = SampleId.of("What floats?");
    assertThat(Conversation.of("What floats?", "Cork.").id()).isEqualTo(id);
    assertThat(Conversation.of("Be terse.", "What floats?", "Cork.").id()).isEqualTo(id);
    assertThat(Preference.of("What floats?", "Cork.", "Lead.").id()).isEqualTo(id);
    assertThat(PlainText.of("What floats?").id()).isEqualTo(id);
  }

  @Test
  void a_key_text_of_its_own_changes_the_id_alone() {
    Conversation sample = Conversation.of("Say it.", "It.");
    Conversation keyed = sample.keyedBy("What floats?");
    assertThat(keyed.id()).isEqualTo(SampleId.of("What floats?"));
    assertThat(keyed.messages()).isEqualTo(sample.messages());
  }
}
