package dev.bagel.cli;

import dev.bagel.chat.Message;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelException;
import dev.bagel.torch.generate.Conversation;
import dev.bagel.torch.generate.GeneratedText;
import dev.bagel.torch.generate.GenerationSettings;
import dev.bagel.torch.generate.TextModel;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Who answers in a chat.
sealed interface ChatPartner extends AutoCloseable {
  /// The answer to a conversation.
  ///
  /// @param pieces told it as it comes
  /// @throws InterruptedException where the thread is interrupted; the pieces so far stand
  void answer(List<Message> conversation, Consumer<String> pieces)
      throws InterruptedException, ModelException;

  /// Whether there is room for a conversation and an answer; always, where nobody can say.
  boolean hasRoom(List<Message> conversation);

  /// @throws dev.bagel.BagelException USER where a conversation is too long by itself
  void requireRoom(List<Message> conversation);

  @Override
  void close();

  /// A model in a folder.
  record Local(
      TextModel model,
      Conversation conversation,
      GenerationSettings settings,
      SplittableRandom seeds)
      implements ChatPartner {
    /// Of the window, so much is left for an answer, if as many tokens are allowed.
    private static final double ANSWER = 0.25;

    @Override
    public void answer(List<Message> messages, Consumer<String> pieces)
        throws InterruptedException {
      GenerationSettings next = settings.with(settings.sampling().withSeed(seeds.nextLong()));
      GeneratedText _ = conversation.answer(messages, next, pieces);
    }

    @Override
    public boolean hasRoom(List<Message> conversation) {
      int forAnswer = (int) Math.min(settings.mostTokens(), model.window() * ANSWER);
      return model.tokens(conversation).length + forAnswer <= model.window();
    }

    @Override
    public void requireRoom(List<Message> conversation) {
      model.requireRoom(model.tokens(conversation));
    }

    @Override
    public void close() {
      try (model) {
        conversation.close();
      }
    }
  }

  /// Any other, which is asked for a whole answer.
  record Asked(LanguageModel model, ChatRequestParameters parameters) implements ChatPartner {
    @Override
    public void answer(List<Message> conversation, Consumer<String> pieces)
        throws InterruptedException, ModelException {
      ChatRequest request =
          ChatRequest.builder()
              .messages(conversation.stream().map(Asked::message).toList())
              .parameters(parameters)
              .build();
      try {
        pieces.accept(model.ask(request));
      } catch (ModelException e) {
        if (Thread.interrupted()) {
          throw (InterruptedException) new InterruptedException("stopped").initCause(e);
        }
        throw e;
      }
    }

    private static ChatMessage message(Message message) {
      return switch (message.role()) {
        case SYSTEM -> SystemMessage.from(message.text());
        case USER -> UserMessage.from(message.text());
        case ASSISTANT -> AiMessage.from(message.text());
      };
    }

    @Override
    public boolean hasRoom(List<Message> conversation) {
      return true;
    }

    @Override
    public void requireRoom(List<Message> conversation) {}

    @Override
    public void close() {}
  }
}
