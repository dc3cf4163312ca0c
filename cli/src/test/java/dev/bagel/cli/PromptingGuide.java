package dev.bagel.cli;

import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.plan.PlanRunner;
import dev.bagel.prompting.plan.PlanTrace;
import dev.bagel.prompting.plan.Toolbox;
import dev.bagel.prompting.plan.TraceText;
import dev.bagel.prompting.tool.DuckDuckGo;
import dev.bagel.prompting.tool.HyperlinkExtractor;
import dev.bagel.prompting.tool.KnowledgeModel;
import dev.bagel.prompting.tool.TextScraper;
import dev.bagel.prompting.tool.Tool;
import dev.bagel.prompting.web.GuardedWeb;
import dev.langchain4j.model.chat.ChatModel;
import java.time.LocalDate;
import java.util.List;

/// The Java of docs/reference/plans.md and tools.md, line by line; [DocumentedCodeTest] holds them
/// together.
final class PromptingGuide {
  private PromptingGuide() {}

  static void plan(ChatModel chatModel, Tool search, Tool pages, Tool knowledge) {
    Toolbox tools = Toolbox.of(search, pages, knowledge);
    PlanTrace trace = PlanRunner.of(LanguageModel.of(chatModel), tools).run("Who won?");
    System.out.print(TraceText.of(trace));
  }

  @SuppressWarnings("JavaTimeDefaultTimeZone") // today is where the reader is
  static List<Tool> tools(ChatModel chatModel) {
    GuardedWeb web = GuardedWeb.open();
    List<Tool> tools =
        List.of(
            DuckDuckGo.of(web),
            TextScraper.of(web),
            new HyperlinkExtractor(),
            new KnowledgeModel(LanguageModel.of(chatModel)),
            Tool.of("Today", "gives the date", _ -> LocalDate.now().toString()));
    return tools;
  }
}
