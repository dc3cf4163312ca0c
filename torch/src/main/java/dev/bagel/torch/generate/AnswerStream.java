package dev.bagel.torch.generate;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.function.Consumer;

/// One answer on its way to its handler, on a thread of its own.
final class AnswerStream implements StreamingHandle {
  private final StreamingChatResponseHandler handler;
  private final Thread thread;
  private volatile boolean cancelled;

  /// @param answer tells its pieces to the stream that it is given
  AnswerStream(StreamingChatResponseHandler handler, Answer answer) {
    this.handler = handler;
    this.thread = Thread.ofPlatform().name("answer").unstarted(() -> run(answer));
  }

  /// How an answer comes about.
  interface Answer {
    ChatResponse write(Consumer<String> pieces) throws InterruptedException;
  }

  void start() {
    thread.start();
  }

  private void run(Answer answer) {
    ChatResponse whole;
    try {
      whole = answer.write(this::tell);
    } catch (Exception | Error e) {
      if (!cancelled) {
        handler.onError(e);
      }
      return;
    }
    if (!cancelled) {
      handler.onCompleteResponse(whole);
    }
  }

  private void tell(String piece) {
    if (cancelled) {
      thread.interrupt(); // once more: a handler may have swallowed it
    } else {
      handler.onPartialResponse(new PartialResponse(piece), new PartialResponseContext(this));
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    thread.interrupt();
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }
}
