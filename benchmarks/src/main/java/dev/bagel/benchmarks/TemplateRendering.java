package dev.bagel.benchmarks;

import dev.bagel.chat.Message;
import dev.bagel.chat.template.ChatTemplate;
import dev.bagel.chat.template.TemplateOptions;
import java.util.List;
import java.util.Map;
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

/// The four main chat templates: rendered with messages as maps and as [Message], and compiled.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TemplateRendering {
  @Param({"llama-2", "vicuna", "alpaca", "chatml"})
  public String name = "";

  @Param("6")
  public int messages;

  private String source = "";
  private ChatTemplate template = ChatTemplate.parse("none", "");
  private List<Map<String, String>> maps = List.of();
  private List<Message> records = List.of();
  private TemplateOptions options = TemplateOptions.DEFAULTS;

  @Setup
  public void load() {
    source = TemplateCases.source(name);
    template = ChatTemplate.parse(name, source);
    maps = Conversations.maps(messages);
    records = Conversations.messages(messages);
    options =
        TemplateOptions.DEFAULTS
            .withGenerationPrompt(true)
            .withBosToken("<s>")
            .withEosToken("</s>");
  }

  @Benchmark
  public String ofMaps() {
    return template.render(maps, null, options);
  }

  @Benchmark
  public String ofMessages() {
    return template.render(records, null, options);
  }

  @Benchmark
  public ChatTemplate compile() {
    return ChatTemplate.parse(name, source);
  }
}
