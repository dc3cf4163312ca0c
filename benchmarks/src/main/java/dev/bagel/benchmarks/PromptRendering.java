package dev.bagel.benchmarks;

import dev.bagel.chat.Message;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptRenderer;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Rendered;
import dev.bagel.chat.Style;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// The four training formats on conversations that end with an assistant's turn: the last turn as a
/// row, and every turn as a row with all before it. The text of the latter grows with the square of
/// the turns; time is linear in it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PromptRendering {
  @Param public PromptFormat format = PromptFormat.CHATML;

  /// A user's question with its answer is one turn.
  @Param({"2", "50"})
  public int turns;

  private List<Message> messages = List.of();
  private PromptRenderer renderer = new PromptRenderer(format, PromptStyle.of(Style.CARD));

  @Setup
  public void load() {
    messages = Conversations.messages(1 + 2 * turns);
    renderer = new PromptRenderer(format, PromptStyle.of(Style.CARD));
  }

  @Benchmark
  public Rendered render() {
    return renderer.render(messages);
  }

  @Benchmark
  public void renderAll(Blackhole rows) {
    renderer.renderAll(messages, rows::consume);
  }
}
