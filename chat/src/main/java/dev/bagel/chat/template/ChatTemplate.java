package dev.bagel.chat.template;

import dev.bagel.BagelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A chat template: compiled once, rendered any number of times, by any number of threads.
///
/// It is the Jinja of the models on Hugging Face, and gives the text that Python's Jinja2 gives
/// with the settings of the usual library: an immutable sandbox, `trim_blocks`, `lstrip_blocks`,
/// loop controls, `tojson` without HTML escapes, `raise_exception`, `strftime_now`, `generation`. A
/// template stands alone: it cannot read another.
///
/// Messages and tools are maps, records (by their components; an enum is its name in lower case),
/// [dev.bagel.chat.Message], JSON nodes, and lists of these; what they hold is never evaluated.
/// Templates reach nothing but these values. A rendering is bounded in steps and size
/// ([TemplateLimits]) and in depth.
///
/// Errors are a [BagelException] of kind USER that names template, line and column and shows the
/// line: of the syntax when the template is read, of the template's own making (`raise_exception`,
/// a missing key) when it is rendered.
public final class ChatTemplate {
  private static final int MIN_ROOM = 256;
  private static final int MAX_ROOM = 1 << 16;
  private static final Map<String, Object> GLOBALS = Globals.all();

  private final String name;
  private final String source;
  private final Compiler.Program program;
  private final Map<String, String> tokens;

  /// Characters to make room for: a little more than the last rendering wrote, since the next is
  /// often like it. It decides nothing but speed, so threads may race for it.
  private int expectedOutput = MIN_ROOM;

  private ChatTemplate(
      String name, String source, Compiler.Program program, Map<String, String> tokens) {
    this.name = name;
    this.source = source;
    this.program = program;
    this.tokens = tokens;
  }

  /// Reads the default template of a model.
  ///
  /// @param path a model folder, a `tokenizer_config.json` or a `.jinja` file; the first two give
  ///   the special tokens as well
  public static ChatTemplate of(Path path) {
    return of(TemplateFiles.read(path), path, TemplateFiles.DEFAULT);
  }

  /// Reads the default template of a model, if the model has any template.
  ///
  /// @param path as [#of(Path)] takes it
  public static Optional<ChatTemplate> find(Path path) {
    TemplateFiles files = TemplateFiles.find(path);
    return files.templates().isEmpty()
        ? Optional.empty()
        : Optional.of(of(files, path, TemplateFiles.DEFAULT));
  }

  /// Reads one of several templates of a model.
  ///
  /// @param name one of [#names], for example `tool_use`
  public static ChatTemplate of(Path path, String name) {
    return of(TemplateFiles.read(path), path, name);
  }

  /// The names of a model's templates; `default` is the one for [#of(Path)].
  public static Set<String> names(Path path) {
    return TemplateFiles.read(path).templates().keySet();
  }

  private static ChatTemplate of(TemplateFiles files, Path path, String name) {
    return parse(path + " (" + name + ")", files.template(path, name), files.tokens());
  }

  /// In Jinja, to be stored beside another model.
  public String source() {
    return source;
  }

  /// @param name for errors
  /// @param source in Jinja
  public static ChatTemplate parse(String name, String source) {
    return parse(name, source, Map.of());
  }

  /// @param tokens by name, for renderings that are given none
  static ChatTemplate parse(String name, String source, Map<String, String> tokens) {
    String text = Lexer.normalized(source);
    try {
      Compiler.Program program = Compiler.compile(StatementParser.parse(text));
      return new ChatTemplate(name, text, program, tokens);
    } catch (TemplateException e) {
      throw error(name, text, e);
    } catch (StackOverflowError e) {
      throw error(name, text, new TemplateException("nested too deep to be read"));
    }
  }

  /// Renders a conversation.
  ///
  /// @param messages in order
  /// @param tools as JSON schemas; null for Python's None
  public String render(List<?> messages, @Nullable List<?> tools, TemplateOptions options) {
    return run(messages, tools, options, false).text();
  }

  /// Renders a conversation and says what of it the template's `generation` blocks wrote.
  public Rendering renderWithSpans(
      List<?> messages, @Nullable List<?> tools, TemplateOptions options) {
    return run(messages, tools, options, true).rendering();
  }

  private Execution run(
      List<?> messages, @Nullable List<?> tools, TemplateOptions options, boolean spans) {
    try {
      requireObjects(tools);
      Execution run =
          new Execution(
              new Budget(options.limits()),
              expectedOutput,
              options.limits().characters(),
              given(messages, tools, options),
              options.now(),
              spans);
      Frame frame = new Frame(run, program.slots(), null);
      program.entry().enter(frame);
      program.body().render(frame);
      expectedOutput = Math.clamp(run.mark() + run.mark() / 8, MIN_ROOM, MAX_ROOM);
      return run;
    } catch (TemplateException e) {
      throw error(name, source, e);
    } catch (StackOverflowError e) {
      throw error(name, source, new TemplateException("nested too deep to be rendered"));
    }
  }

  /// What a tool says is the template's business, but it is a JSON object or what becomes one.
  private static void requireObjects(@Nullable List<?> tools) {
    for (Object tool : tools == null ? List.of() : tools) {
      if (!(tool instanceof Map || tool instanceof Record)
          && !(tool instanceof JsonNode node && node.isObject())) {
        throw new TemplateException(
            "a tool is a JSON schema: give a map, a record or a JSON object, not "
                + (tool == null ? "null" : Excerpt.of(tool.toString())));
      }
    }
  }

  private static BagelException error(String name, String source, TemplateException e) {
    return BagelException.user(
        "chat template " + name + ", " + Excerpt.located(source, e.position(), e.getMessage()), e);
  }

  private @Nullable Object[] given(
      List<?> messages, @Nullable List<?> tools, TemplateOptions options) {
    @Nullable Object[] values = new @Nullable Object[program.names().size()];
    for (int i = 0; i < values.length; i++) {
      String variable = program.names().get(i);
      Object value =
          options.absent().contains(variable) ? null : given(variable, messages, tools, options);
      values[i] = value == null ? GLOBALS.get(variable) : value;
    }
    return values;
  }

  private @Nullable Object given(
      String variable, List<?> messages, @Nullable List<?> tools, TemplateOptions options) {
    if (options.variables().containsKey(variable)) {
      return Inputs.value(options.variables().get(variable));
    }
    return switch (variable) {
      case "messages" -> Inputs.value(messages);
      case "tools" -> Inputs.value(tools);
      case "documents" -> None.NONE;
      case "add_generation_prompt" -> options.addGenerationPrompt();
      case "bos_token" -> token(options.bosToken(), variable);
      case "eos_token" -> token(options.eosToken(), variable);
      default -> tokens.get(variable);
    };
  }

  private @Nullable String token(@Nullable String given, String variable) {
    return given == null ? tokens.get(variable) : given;
  }
}
