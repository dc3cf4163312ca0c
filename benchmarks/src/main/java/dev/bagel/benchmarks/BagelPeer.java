package dev.bagel.benchmarks;

import dev.bagel.chat.template.ChatTemplate;
import dev.bagel.chat.template.TemplateOptions;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Chat templates as Bagel renders them, in this JVM.
final class BagelPeer implements TemplatePeer {
  /// Renderings between two looks at the clock.
  private static final int BATCH = 16;

  private record Loaded(
      ChatTemplate template,
      String source,
      List<?> messages,
      @Nullable List<?> tools,
      TemplateOptions options) {
    String render() {
      return template.render(messages, tools, options);
    }

    String compileAndRender() {
      return ChatTemplate.parse("benchmark", source).render(messages, tools, options);
    }
  }

  private final List<Loaded> loaded = new ArrayList<>();

  @Override
  public void load(List<TemplateCase> cases) {
    Map<String, ChatTemplate> compiled = new HashMap<>();
    loaded.clear();
    for (TemplateCase one : cases) {
      ChatTemplate template =
          compiled.computeIfAbsent(
              one.template(), source -> ChatTemplate.parse(one.name(), source));
      loaded.add(
          new Loaded(
              template,
              one.template(),
              Objects.requireNonNull((List<?>) one.variables().get("messages")),
              (List<?>) one.variables().get("tools"),
              options(one)));
    }
  }

  private static TemplateOptions options(TemplateCase one) {
    TemplateOptions options = TemplateOptions.DEFAULTS.at(LocalDateTime.parse(one.now()));
    for (String name :
        List.of("tools", "documents", "add_generation_prompt", "bos_token", "eos_token")) {
      options = one.variables().containsKey(name) ? options : options.without(name);
    }
    for (Map.Entry<String, ? extends @Nullable Object> variable : one.variables().entrySet()) {
      options = with(options, variable.getKey(), variable.getValue());
    }
    return options;
  }

  private static TemplateOptions with(
      TemplateOptions options, String name, @Nullable Object value) {
    if (name.equals("messages") || name.equals("tools")) {
      return options; // these are given beside the options
    }
    return switch (value) {
      case Boolean add when name.equals("add_generation_prompt") ->
          options.withGenerationPrompt(add);
      case String token when name.equals("bos_token") -> options.withBosToken(token);
      case String token when name.equals("eos_token") -> options.withEosToken(token);
      case null, default -> options.with(name, value);
    };
  }

  @Override
  public String render(int index) {
    return loaded.get(index).render();
  }

  @Override
  public double rendersPerSecond(List<Integer> indexes, double seconds) {
    Loaded[] cases = indexes.stream().map(loaded::get).toArray(Loaded[]::new);
    return cases.length / secondsOf(() -> rendered(cases), BATCH, seconds);
  }

  private static long rendered(Loaded[] cases) {
    long characters = 0;
    for (Loaded one : cases) {
      characters += one.render().length();
    }
    return characters;
  }

  @Override
  public double secondsToCompile(int index, double seconds) {
    Loaded one = loaded.get(index);
    return secondsOf(() -> one.compileAndRender().length(), 1, seconds);
  }

  /// Seconds of processor time that a work takes, when it is done again and again. What it returns
  /// is looked at, so that nothing of it is left undone.
  ///
  /// @param batch times between two looks at the clock
  /// @param seconds on the wall after which it ends
  private static double secondsOf(LongSupplier work, int batch, double seconds) {
    long once = work.getAsLong();
    long due = (long) (seconds * 1e9);
    long times = 0;
    long sum = 0;
    long start = System.nanoTime();
    long used = ProcessorTime.nanoseconds();
    while (System.nanoTime() - start < due) {
      for (int i = 0; i < batch; i++) {
        sum += work.getAsLong();
      }
      times += batch;
    }
    used = ProcessorTime.nanoseconds() - used;
    if (sum != once * times) {
      throw new IllegalStateException("the texts of one case were of different lengths");
    }
    return used / 1e9 / times;
  }
}
