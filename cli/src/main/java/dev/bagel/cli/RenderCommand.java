package dev.bagel.cli;

import dev.bagel.BagelException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bagel render`: conversations as the texts that models read, in one of three ways.
@Command(
    name = "render",
    description = {
      "Renders conversations (JSON lines with 'conversations' or 'messages') as the texts that"
          + " models read.",
      "",
      "--format: the formats that models are trained on. Prints one JSON object for each format"
          + " and assistant turn: line (of the input, from 0), format, input, output.",
      "--template: a model's chat template. Prints for each conversation line and text; with"
          + " --spans what of the text the assistant wrote, too.",
      "--cases: what others expect of chat templates. Prints for each case id and text, or id and"
          + " error.",
      "",
    },
    footer = {
      "",
      "Example: bagel render --format llama-2 --in chats.jsonl --system never",
      "Example: bagel render --template my-model --in chats.jsonl --spans",
      "Lines that are no conversation, and those that a template refuses, are named on standard"
          + " error; the exit code is 2 then. In --cases a refusal is a result."
    })
final class RenderCommand implements Callable<Integer> {
  @Mixin ConversationsOption in = new ConversationsOption();
  @Mixin FormatRendering byFormat = new FormatRendering();
  @Mixin TemplateRendering byTemplate = new TemplateRendering();
  @Mixin CaseRendering cases = new CaseRendering();

  /// The output is JSON lines in any case.
  @Option(names = "--json", hidden = true)
  boolean json;

  @Mixin CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    if (cases.chosen()) {
      refuseOthers("--cases", CaseRendering.class);
      cases.render(output);
    } else if (byTemplate.chosen()) {
      refuseOthers("--template", TemplateRendering.class);
      byTemplate.render(in.file(), output);
    } else {
      refuseOthers("--format", FormatRendering.class);
      byFormat.render(in.file(), output);
    }
    return 0;
  }

  /// Refuses options of the other ways to render.
  private void refuseOthers(String way, Class<?> chosen) {
    List<Class<?>> others =
        new ArrayList<>(
            List.of(FormatRendering.class, TemplateRendering.class, CaseRendering.class));
    others.remove(chosen);
    if (chosen == CaseRendering.class) {
      others.add(ConversationsOption.class);
    }
    CommandSpec present = Objects.requireNonNull(spec, "picocli sets it before a command runs");
    for (OptionSpec given : present.commandLine().getParseResult().matchedOptions()) {
      if (others.stream().anyMatch(other -> declares(other, given))) {
        throw BagelException.user(
            "%s and %s exclude each other: leave one out".formatted(way, given.longestName()));
      }
    }
  }

  private static boolean declares(Class<?> way, OptionSpec option) {
    return option.userObject() instanceof Field field && field.getDeclaringClass() == way;
  }
}
