package dev.bagel.prompting.tool;

import dev.bagel.BagelException;
import dev.bagel.prompting.web.GuardedWeb;
import dev.bagel.prompting.web.WebException;
import dev.bagel.prompting.web.WebPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;

/// Searches the web with DuckDuckGo's HTML endpoint.
///
/// The output has for each result its title, address and snippet, a line each, with a blank line
/// between results; `No results for "…".` where DuckDuckGo says that there are none. A page that
/// wants to see a person, or that takes no more searches for now (status 202, 403, 429), is an
/// error that may pass, and a page that is not understood is one that will not.
///
/// [#of] does not ask the search's own robots.txt, which is for crawlers: one question is put as a
/// person puts it. The pages that it finds are another matter, see [TextScraper].
///
/// @param endpoint takes the query as `q`
/// @param results that are given, at most
public record DuckDuckGo(GuardedWeb web, String endpoint, int results) implements Tool {
  private static final Set<Integer> BUSY = Set.of(403, 429);
  private static final int LONGEST = 500;

  public DuckDuckGo {
    if (HttpUrl.parse(endpoint) == null) {
      throw BagelException.user(
          "a search needs a web address, such as https://search.example/html/, not '%s'"
              .formatted(endpoint));
    }
    if (results < 1) {
      throw BagelException.user("a search gives at least one result, not " + results);
    }
  }

  /// At `https://html.duckduckgo.com/html/`, ten results.
  public static DuckDuckGo of(GuardedWeb web) {
    return new DuckDuckGo(web.withoutRobots(), "https://html.duckduckgo.com/html/", 10);
  }

  @Override
  public String name() {
    return "DuckDuckGo";
  }

  @Override
  public String description() {
    return "searches the web and gives titles, links and snippets of pages";
  }

  @Override
  public String call(String input) throws ToolException, InterruptedException {
    String query = input.strip().replaceAll("\\s+", " ");
    if (query.isEmpty() || query.length() > LONGEST) {
      throw ToolException.useless(
          "a search has 1 to %d characters, not %d".formatted(LONGEST, query.length()));
    }
    WebPage page = ask(query);
    SearchPage read = SearchPage.read(page.text(), page.url());
    if (page.status() != 200 && !(read instanceof SearchPage.Challenge)) {
      throw busy(page.status());
    }
    return switch (read) {
      case SearchPage.Hits(var hits) -> shown(hits);
      case SearchPage.NothingFound() -> "No results for \"%s\".".formatted(query);
      case SearchPage.Challenge() ->
          throw ToolException.mayHelp(
              "DuckDuckGo wants to see a person before it searches on (a captcha): wait, and search"
                  + " less often");
      case SearchPage.NotUnderstood() ->
          throw ToolException.useless(
              "the answer of %s is no page of results that can be read".formatted(endpoint));
    };
  }

  private WebPage ask(String query) throws ToolException, InterruptedException {
    String url =
        HttpUrl.get(endpoint).newBuilder().setQueryParameter("q", query).build().toString();
    try {
      return web.get(url);
    } catch (WebException e) {
      int status = e.status().orElse(0);
      throw BUSY.contains(status) ? busy(status) : WebTrouble.of(e);
    }
  }

  private static ToolException busy(int status) {
    return ToolException.mayHelp(
        "DuckDuckGo takes no more searches for now (status %d): wait, and search less often"
            .formatted(status));
  }

  private String shown(List<SearchPage.Hit> hits) {
    List<String> shown = new ArrayList<>();
    for (SearchPage.Hit hit : hits.subList(0, Math.min(results, hits.size()))) {
      shown.add("%s\n%s\n%s".formatted(hit.title(), hit.url(), hit.snippet()).strip());
    }
    return String.join("\n\n", shown);
  }
}
