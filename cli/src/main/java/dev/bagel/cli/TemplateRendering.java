package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.chat.Span;
import dev.bagel.chat.template.ChatTemplate;
import dev.bagel.chat.template.Rendering;
import dev.bagel.chat.template.TemplateOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// `bagel render --template`: conversations by a model's chat template.
final class TemplateRendering {
  private record Line(long line, String text) {}

  /// @param spans each the start and the end of what the assistant wrote, in code points, as
  ///   Python's strings count
  private record SpannedLine(long line, String text, List<List<Integer>> spans) {}

  @Option(
      names = "--template",
      paramLabel = "FILE|DIR",
      description = "A chat_template.jinja, a tokenizer_config.json or a model's folder.")
  private @Nullable Path path;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "--template: which one, where the model has several. Default: its default.")
  private @Nullable String name;

  @Option(
      names = "--add-generation-prompt",
      description = "--template: end where the assistant's next turn begins.")
  private boolean addGenerationPrompt;

  @Option(
      names = "--var",
      paramLabel = "NAME=JSON",
      description = "--template: a variable, such as bos_token='\"<s>\"'. May be repeated.")
  private List<String> variables = new ArrayList<>();

  @Option(
      names = "--tools",
      paramLabel = "FILE",
      description =
          "--template: a JSON list of tools, for conversations that have no 'tools' themselves.")
  private @Nullable Path tools;

  @Option(
      names = "--spans",
      description =
          "--template: print what the assistant wrote as [start, end] in Unicode code points.")
  private boolean spans;

  boolean chosen() {
    return path != null;
  }

  void render(Path in, Output output) {
    if (path == null) {
      throw new IllegalStateException("--template was not given");
    }
    ChatTemplate template = name == null ? ChatTemplate.of(path) : ChatTemplate.of(path, name);
    TemplateOptions options = options();
    List<?> given = tools == null ? null : ToolsFile.read(tools);
    new ConversationLines(in, output)
        .each(
            row ->
                switch (ChatRow.of(row.values(), given)) {
                  case ChatRow.Unreadable unreadable -> unreadable.reason();
                  case ChatRow.Chat chat -> render(row.number(), chat, template, options, output);
                });
  }

  /// Prints the row's line, or says why the template refuses it.
  private String render(
      long number, ChatRow.Chat chat, ChatTemplate template, TemplateOptions options, Output out) {
    try {
      if (spans) {
        Rendering rendering = template.renderWithSpans(chat.messages(), chat.tools(), options);
        out.jsonLine(new SpannedLine(number, rendering.text(), inCodePoints(rendering)));
      } else {
        out.jsonLine(new Line(number, template.render(chat.messages(), chat.tools(), options)));
      }
      return "";
    } catch (BagelException e) {
      return e.getMessage();
    }
  }

  /// Counts on from span to span, so a long text is read once.
  private static List<List<Integer>> inCodePoints(Rendering rendering) {
    List<List<Integer>> counted = new ArrayList<>();
    int at = 0;
    int points = 0;
    for (Span span : rendering.spans()) {
      int start = points + rendering.text().codePointCount(at, span.start());
      points = start + rendering.text().codePointCount(span.start(), span.end());
      at = span.end();
      counted.add(List.of(start, points));
    }
    return counted;
  }

  private TemplateOptions options() {
    TemplateOptions options = TemplateOptions.DEFAULTS.withGenerationPrompt(addGenerationPrompt);
    for (String variable : variables) {
      int equals = variable.indexOf('=');
      if (equals < 1) {
        throw BagelException.user("--var takes NAME=JSON, not '%s'".formatted(variable));
      }
      String value = variable.substring(equals + 1);
      try {
        options = options.with(variable.substring(0, equals), JsonMapper.shared().readTree(value));
      } catch (JacksonException e) {
        throw BagelException.user(
            "--var %s: %s is not JSON; a text wants quotes, as in '\"text\"'"
                .formatted(variable.substring(0, equals), value),
            e);
      }
    }
    return options;
  }
}
