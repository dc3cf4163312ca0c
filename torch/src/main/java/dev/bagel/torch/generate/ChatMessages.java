package dev.bagel.torch.generate;

import dev.bagel.chat.Message;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// LangChain4j's messages as chat templates read them: texts, each of a role.
final class ChatMessages {
  private ChatMessages() {}

  /// @throws UnsupportedFeatureException for pictures, tools, and whatever else is no text
  static List<Message> of(List<ChatMessage> messages) {
    return messages.stream().map(ChatMessages::of).toList();
  }

  private static Message of(ChatMessage message) {
    return switch (message) {
      case SystemMessage system -> Message.system(system.text());
      case UserMessage user ->
          Message.user(
              user.contents().stream().map(ChatMessages::text).collect(Collectors.joining("\n")));
      case AiMessage answer when !answer.hasToolExecutionRequests() ->
          Message.assistant(Objects.requireNonNullElse(answer.text(), ""));
      default ->
          throw new UnsupportedFeatureException(
              "a model in a folder takes no messages with tools, nor of type " + message.type());
    };
  }

  private static String text(Content content) {
    if (content instanceof TextContent text) {
      return text.text();
    }
    throw new UnsupportedFeatureException(
        "a model in a folder takes text alone, and no content of type " + content.type());
  }
}
