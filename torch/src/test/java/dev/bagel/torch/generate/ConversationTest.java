package dev.bagel.torch.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.chat.Message;
import dev.bagel.torch.model.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {
  private static final GenerationSettings SIX = GenerationSettings.DEFAULTS.withMostTokens(6);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"LlamaForCausalLM", "MistralForCausalLM"})
  void each_turn_is_answered_as_if_all_was_read_anew(String architecture) throws Exception {
    TinyText.write(
        folder,
        Map.of(
            "architectures",
            List.of(architecture),
            "sliding_window",
            9,
            "max_position_embeddings",
            300));
    try (TextModel model = TextModel.open(folder, Precision.F32);
        Conversation conversation = model.conversation()) {
      List<Message> messages = new ArrayList<>();
      for (int turn = 0; turn < 8; turn++) {
        GenerationSettings settings = SIX.with(new Sampling(turn % 2, 0, 1, turn));
        messages.add(Message.user("ab cd " + "ef".repeat(turn)));
        GeneratedText answer = conversation.answer(messages, settings, _ -> {});
        assertThat(answer).isEqualTo(model.answer(messages, settings, _ -> {}));
        messages.add(Message.assistant(answer.text()));
      }
      // The earliest is forgotten, as where there is no room.
      List<Message> later = messages.subList(2, messages.size() - 1);
      assertThat(conversation.answer(later, SIX, _ -> {}))
          .isEqualTo(model.answer(later, SIX, _ -> {}));
    }
  }

  @Test
  void it_goes_on_behind_what_was_interrupted_or_refused() throws Exception {
    try (TextModel model = TinyText.open(folder);
        Conversation conversation = model.conversation()) {
      List<Message> messages = List.of(Message.user("ab"));
      assertThatThrownBy(
              () -> conversation.answer(messages, SIX, _ -> Thread.currentThread().interrupt()))
          .isInstanceOf(InterruptedException.class);
      assertThatThrownBy(
              () -> conversation.answer(List.of(Message.user("ab ".repeat(99))), SIX, _ -> {}))
          .isInstanceOf(BagelException.class);
      assertThat(conversation.answer(messages, SIX, _ -> {}))
          .isEqualTo(model.answer(messages, SIX, _ -> {}));
    }
  }
}
