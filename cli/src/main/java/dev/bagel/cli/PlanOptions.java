package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.plan.Notation;
import dev.bagel.prompting.plan.PlanBudget;
import dev.bagel.prompting.plan.PlanChecker;
import dev.bagel.prompting.plan.PlanPrompt;
import dev.bagel.prompting.plan.Toolbox;
import dev.bagel.prompting.tool.DuckDuckGo;
import dev.bagel.prompting.tool.HyperlinkExtractor;
import dev.bagel.prompting.tool.KnowledgeModel;
import dev.bagel.prompting.tool.TextScraper;
import dev.bagel.prompting.tool.Tool;
import dev.bagel.prompting.web.GuardedWeb;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What plans are asked for, and held against.
final class PlanOptions {
  private static final String ALL = "DuckDuckGo,TextScraper,HyperlinkExtractor,KnowledgeModel";

  @Option(
      names = "--tools",
      split = ",",
      paramLabel = "TOOL",
      description =
          "What plans may call, separated by commas. Default: DuckDuckGo, TextScraper,"
              + " HyperlinkExtractor, KnowledgeModel.")
  private @Nullable List<String> tools;

  @Option(
      names = "--notation",
      paramLabel = "evidence|hash",
      defaultValue = "evidence",
      description =
          "How the model is asked to write evidence: ':evidence0:' or '#E1'. Both are read."
              + " Default: ${DEFAULT-VALUE}.")
  private Notation notation = Notation.EVIDENCE;

  @Option(
      names = "--max-steps",
      paramLabel = "N",
      description = "The most steps of a plan. Default: 20.")
  private int steps = PlanBudget.DEFAULTS.steps();

  Notation notation() {
    return notation;
  }

  int steps() {
    PlanLimits.above0("--max-steps", steps);
    return steps;
  }

  /// The tools that were chosen, ready to be called.
  Toolbox toolbox(LanguageModel model, GuardedWeb web, @Nullable String search) {
    List<String> names = tools == null ? List.of(ALL.split(",")) : tools;
    String twice =
        names.stream()
            .filter(name -> Collections.frequency(names, name) > 1)
            .findFirst()
            .orElse("");
    if (!twice.isEmpty()) {
      throw BagelException.user("--tools names %s twice".formatted(VisibleText.line(twice)));
    }
    return Toolbox.of(names.stream().map(name -> tool(name.strip(), model, web, search)).toList());
  }

  /// The tools by name and description; they are not called.
  private Toolbox toolbox() {
    return toolbox(LanguageModel.of(new NoModel()), GuardedWeb.open(), null);
  }

  PlanPrompt prompt() {
    return new PlanPrompt(toolbox(), notation);
  }

  PlanChecker checker() {
    return new PlanChecker(toolbox(), steps());
  }

  private static Tool tool(
      String name, LanguageModel model, GuardedWeb web, @Nullable String search) {
    return switch (name) {
      case "DuckDuckGo" ->
          search == null
              ? DuckDuckGo.of(web)
              : new DuckDuckGo(web.withoutRobots(), search, DuckDuckGo.of(web).results());
      case "TextScraper" -> TextScraper.of(web);
      case "HyperlinkExtractor" -> new HyperlinkExtractor();
      case "KnowledgeModel" -> new KnowledgeModel(model);
      default ->
          throw BagelException.user(
              "there is no tool '%s'; there are %s"
                  .formatted(VisibleText.line(name), ALL.replace(",", ", ")));
    };
  }
}
