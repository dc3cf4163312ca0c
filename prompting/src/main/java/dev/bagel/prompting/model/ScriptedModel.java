package dev.bagel.prompting.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// A model that answers as it is told, without a network or a key: for tests, and to try things
/// out. It remembers all that it was asked. For many threads.
public final class ScriptedModel implements ChatModel {
  private final UnaryOperator<String> script;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<ChatRequest> requests = new CopyOnWriteArrayList<>();

  private ScriptedModel(UnaryOperator<String> script) {
    this.script = script;
  }

  /// @param script from the prompt to the answer; what it throws, the model throws
  public static ScriptedModel of(UnaryOperator<String> script) {
    return new ScriptedModel(script);
  }

  /// These answers by turns; after the last, the last again.
  public static ScriptedModel of(String... answers) {
    List<String> left = new CopyOnWriteArrayList<>(answers);
    return new ScriptedModel(_ -> left.size() > 1 ? left.removeFirst() : left.getFirst());
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    requests.add(request);
    String prompt = ((UserMessage) request.messages().getLast()).singleText();
    asked.add(prompt);
    return ChatResponse.builder().aiMessage(AiMessage.from(script.apply(prompt))).build();
  }

  /// The prompts so far.
  public List<String> asked() {
    return asked;
  }

  /// The prompts with all that came with them, such as the temperature.
  public List<ChatRequest> requests() {
    return requests;
  }
}
