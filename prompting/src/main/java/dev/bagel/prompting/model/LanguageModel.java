package dev.bagel.prompting.model;

import dev.bagel.BagelException;
import dev.bagel.prompting.TimeSpan;
import dev.bagel.prompting.model.ModelException.Kind;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A language model that is asked for text: any [ChatModel] of LangChain4j, within limits.
///
/// Each question is a request of its own, without memory. A call that takes too long is interrupted
/// and left behind; its answer, should it still come, is nobody's. Each has a platform thread: a
/// model that computes on this machine without end would starve virtual ones. May be used by many
/// threads if the model may.
public record LanguageModel(ChatModel model, ModelLimits limits) {
  public static LanguageModel of(ChatModel model) {
    return new LanguageModel(model, ModelLimits.DEFAULTS);
  }

  public LanguageModel within(ModelLimits other) {
    return new LanguageModel(model, other);
  }

  /// What the model answers, without its [Thinking].
  ///
  /// @throws ModelException where it gives no text, or not within the limits
  public String ask(String prompt) throws ModelException {
    return ask(
        ChatRequest.builder()
            .messages(UserMessage.from(prompt))
            .temperature(limits.temperature())
            .build());
  }

  /// What the model answers to a whole conversation, without its [Thinking]. The request's own
  /// temperature counts, not that of the limits.
  ///
  /// @throws ModelException where it gives no text, or not within the limits
  public String ask(ChatRequest request) throws ModelException {
    if (Thread.currentThread().isInterrupted()) { // an answer that comes at once would hide it
      throw cancelled(null);
    }
    FutureTask<@Nullable String> answer =
        new FutureTask<>(() -> model.chat(request).aiMessage().text());
    Thread asking = Thread.ofPlatform().daemon().name("model").start(answer);
    try {
      return checked(answer.get(limits.time().toNanos(), TimeUnit.NANOSECONDS));
    } catch (java.util.concurrent.TimeoutException e) {
      throw new ModelException(
          Kind.TIMEOUT, "the model gave no answer within " + TimeSpan.text(limits.time()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled(e);
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } finally {
      asking.interrupt();
    }
  }

  private String checked(@Nullable String given) throws ModelException {
    String text = given == null ? "" : given;
    if (text.length() > limits.characters()) {
      throw new ModelException(
          Kind.TOO_LONG,
          "the model's answer has %d characters, more than %d"
              .formatted(text.length(), limits.characters()),
          null);
    }
    String answer = Thinking.passed(text);
    if (answer.isBlank()) {
      throw new ModelException(Kind.EMPTY, "the model answered nothing", null);
    }
    return answer;
  }

  private static ModelException cancelled(@Nullable InterruptedException cause) {
    return new ModelException(Kind.CANCELLED, "the question to the model was cancelled", cause);
  }

  private static ModelException failed(Throwable cause) {
    String message = FailureReason.of(cause);
    return switch (cause) {
      case RateLimitException _ ->
          new ModelException(
              Kind.RATE_LIMITED, "the model takes no more questions for now: " + message, cause);
      case TimeoutException _ ->
          new ModelException(Kind.TIMEOUT, "the model took too long: " + message, cause);
      case BagelException own when own.kind() == BagelException.Kind.USER ->
          new ModelException(
              Kind.REFUSED, "the model does not take the question: " + message, cause);
      default -> new ModelException(Kind.FAILED, "the model failed: " + message, cause);
    };
  }
}
