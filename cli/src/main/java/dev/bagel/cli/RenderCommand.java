package dev.bagel.cli;

import dev.bagel.BagelException;
import java.lang.reflect.Field;
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
      refuseOthers("--cases");
      cases.render(output);
    } else if (byTemplate.chosen()) {
      refuseOthers("--template");
      byTemplate.render(in.file(), output);
    } else {
      refuseOthers("--format");
      byFormat.render(in.file(), output);
    }
    return 0;
  }

  /// Refuses options of the other ways to render.
  private void refuseOthers(String chosen) {
    CommandSpec present = Objects.requireNonNull(spec, "picocli sets it before a command runs");
    for (OptionSpec given : present.commandLine().getParseResult().matchedOptions()) {
      String name = given.longestName();
      String way = way(given, chosen);
      if (name.equals(way) && !way.equals(chosen)) {
        throw BagelException.user(chosen + " and " + way + " exclude each other: leave one out");
      }
      if (!way.equals(chosen)) {
        throw BagelException.user(name + " goes with " + way + ", not with " + chosen);
      }
    }
  }

  /// The way to render that an option belongs to; the chosen one for those of every way.
  private static String way(OptionSpec option, String chosen) {
    Class<?> owner =
        option.userObject() instanceof Field field ? field.getDeclaringClass() : Object.class;
    if (owner == ConversationsOption.class && chosen.equals("--cases")) {
      return "--format and --template";
    }
    return owner == FormatRendering.class
        ? "--format"
        : owner == TemplateRendering.class
            ? "--template"
            : owner == CaseRendering.class ? "--cases" : chosen;
  }
}
