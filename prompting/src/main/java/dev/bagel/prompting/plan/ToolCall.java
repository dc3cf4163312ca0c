package dev.bagel.prompting.plan;

import dev.bagel.prompting.TimeSpan;
import dev.bagel.prompting.tool.Tool;
import dev.bagel.prompting.tool.ToolException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// What came of one call of a tool: whatever the tool does, this is text or a failure, in time.
sealed interface ToolCall {

  record Gave(String text) implements ToolCall {}

  /// @param again whether another try may help
  record Failed(String message, boolean again) implements ToolCall {}

  /// Calls the tool on a thread of its own, which is interrupted and left behind when the time is
  /// over. A platform thread: a tool that computes without end would starve virtual ones.
  ///
  /// @throws InterruptedException where the calling thread is interrupted; the tool is then too
  static ToolCall of(Tool tool, String input, Duration time) throws InterruptedException {
    FutureTask<@Nullable String> result = new FutureTask<>(() -> tool.call(input));
    Thread calling = Thread.ofPlatform().daemon().name("tool " + tool.name()).start(result);
    try {
      String text = result.get(Math.max(1, time.toNanos()), TimeUnit.NANOSECONDS);
      return text == null ? new Failed("it gave nothing", false) : new Gave(text);
    } catch (TimeoutException e) {
      return new Failed("it took longer than " + TimeSpan.text(time), false);
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    } finally {
      calling.interrupt();
    }
  }

  private static Failed failed(Throwable cause) {
    return switch (cause) {
      case ToolException e -> new Failed(message(e), e.again() == ToolException.Again.MAY_HELP);
      case InterruptedException _ -> new Failed("it was interrupted", false);
      default ->
          new Failed(
              "it broke: " + cause.getClass().getSimpleName() + ": " + message(cause), false);
    };
  }

  private static String message(Throwable cause) {
    String message = cause.getMessage();
    return Excerpt.line(message == null ? "no message" : message, 500);
  }
}
