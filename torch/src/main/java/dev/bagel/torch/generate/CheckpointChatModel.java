package dev.bagel.torch.generate;

import dev.bagel.chat.Message;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// A model in a folder as LangChain4j's chat model, streaming or not.
///
/// Of a request it takes messages of text, `temperature`, `topP`, `topK`, `maxOutputTokens` and
/// `stopSequences`; where one is not set, its own setting counts. Tools, pictures, penalties and
/// JSON as the format of the response are an [UnsupportedFeatureException]. Where the chat template
/// does not take the messages, such as a system message, its error is a [dev.bagel.BagelException].
///
/// May be used by any number of threads; answers are generated one after the other, as [TextModel]
/// says. With a temperature, each answer has a seed of its own, which follows from the settings'
/// and from how many requests came before. A call of [#chat] whose thread is interrupted ends
/// within one token with a [LangChain4jException], and its thread stays interrupted. Streamed
/// answers come on a thread of their own, which the program waits for before it ends; one is
/// cancelled by the handle in its context, and nothing is told any more.
public final class CheckpointChatModel implements ChatModel, StreamingChatModel {
  private final TextModel model;
  private final GenerationSettings settings;
  private final SplittableRandom seeds;

  private CheckpointChatModel(TextModel model, GenerationSettings settings) {
    this.model = model;
    this.settings = settings;
    this.seeds = new SplittableRandom(settings.sampling().seed());
  }

  /// @param model to be closed by the caller
  /// @param settings where a request does not have its own
  /// @throws dev.bagel.BagelException USER where the folder has no chat template
  public static CheckpointChatModel of(TextModel model, GenerationSettings settings) {
    model.requireChat();
    return new CheckpointChatModel(model, settings);
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    try {
      return answer(request, _ -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LangChain4jException("the answer was cancelled", e);
    }
  }

  @Override
  public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
    new AnswerStream(handler, pieces -> answer(request, pieces)).start();
  }

  private ChatResponse answer(ChatRequest request, Consumer<String> listener)
      throws InterruptedException {
    List<Message> messages = ChatMessages.of(request.messages());
    GenerationSettings asked = ChatSettings.of(request.parameters(), settings, name(), nextSeed());
    return response(model.answer(messages, asked, listener));
  }

  private long nextSeed() {
    synchronized (seeds) {
      return seeds.nextLong();
    }
  }

  private ChatResponse response(GeneratedText text) {
    ChatResponseMetadata metadata =
        ChatResponseMetadata.builder()
            .modelName(name())
            .tokenUsage(new TokenUsage(text.promptIds().size(), text.ids().size()))
            .finishReason(
                switch (text.finish()) {
                  case END, STOP -> FinishReason.STOP;
                  case LENGTH, WINDOW -> FinishReason.LENGTH;
                })
            .build();
    return ChatResponse.builder().aiMessage(AiMessage.from(text.text())).metadata(metadata).build();
  }

  private String name() {
    return String.valueOf(model.folder().toAbsolutePath().normalize().getFileName());
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return ChatRequestParameters.builder().modelName(name()).build();
  }

  @Override
  public List<ChatModelListener> listeners() {
    return List.of();
  }

  @Override
  public ModelProvider provider() {
    return ModelProvider.OTHER;
  }

  @Override
  public Set<Capability> supportedCapabilities() {
    return Set.of();
  }
}
