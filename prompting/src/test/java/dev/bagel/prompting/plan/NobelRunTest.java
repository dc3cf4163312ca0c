package dev.bagel.prompting.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ScriptedModel;
import dev.bagel.prompting.tool.DuckDuckGo;
import dev.bagel.prompting.tool.HyperlinkExtractor;
import dev.bagel.prompting.tool.KnowledgeModel;
import dev.bagel.prompting.tool.TextScraper;
import dev.bagel.prompting.web.GuardedWeb;
import dev.bagel.prompting.web.StandIn;
import dev.bagel.prompting.web.WebSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The example of six steps with the real tools, over sites on loopback.
class NobelRunTest {
  private final StandIn search = new StandIn();
  private final StandIn prizes = new StandIn();
  private final GuardedWeb web = GuardedWeb.with(WebSettings.DEFAULTS.withLoopback(true));

  @AfterEach
  void close() {
    search.close();
    prizes.close();
  }

  @Test
  void the_example_runs_from_search_to_answer() {
    search.with("/html/", 200, "text/html", results("The prize of 2020", prizes.url("/2020")));
    prizes.with(
        "/2020",
        200,
        "text/html",
        """
        <html><body><nav>Home</nav><article><h1>Literature 2020</h1>
        <p>The prize went to Louise Glück, author of The Wild Iris and Averno.</p></article></body>
        """);
    ScriptedModel model = ScriptedModel.of(NobelRunTest::answer);
    LanguageModel asked = LanguageModel.of(model);
    Toolbox tools =
        Toolbox.of(
            new DuckDuckGo(web, search.url("/html/"), 5),
            new HyperlinkExtractor(),
            TextScraper.of(web),
            new KnowledgeModel(asked));

    PlanTrace trace = PlanRunner.of(asked, tools).run(NobelPlan.QUESTION);

    assertThat(trace.outcome())
        .isEqualTo(new Outcome(Outcome.Kind.EVIDENCE, "The Wild Iris and Averno"));
    assertThat(trace.attempts()).hasSize(1);
    assertThat(trace.attempts().getFirst().steps()).hasSize(6);
    assertThat(prizes.asked()).contains("/2020");
    assertThat(search.asked())
        .anyMatch(path -> path.contains("winner"))
        .anyMatch(path -> path.contains("books%20by%20Louise"));
    assertThat(model.asked().get(1))
        .contains("The prize went to Louise Glück")
        .doesNotContain("Home");
  }

  private static String answer(String prompt) {
    if (prompt.startsWith("Who won the Nobel Prize")) {
      return "Louise Glück";
    }
    return prompt.startsWith("Name two books") ? "The Wild Iris and Averno" : NobelPlan.TEXT;
  }

  private static String results(String title, String url) {
    return """
    <html><head><title>at DuckDuckGo</title></head><body><div class="serp__results"><div id="links" class="results">
    <div class="result results_links results_links_deep web-result"><div class="links_main links_deep result__body">
    <h2 class="result__title"><a rel="nofollow" class="result__a" href="%s">%s</a></h2></div></div>
    </div></div></body></html>
    """
        .formatted(url, title);
  }
}
