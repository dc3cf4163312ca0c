package dev.bagel.prompting.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// What a page of DuckDuckGo's HTML endpoint says.
sealed interface SearchPage {
  /// @param url of the page that was found, not of DuckDuckGo's redirect to it
  record Hit(String title, String url, String snippet) {}

  /// One hit at least.
  record Hits(List<Hit> hits) implements SearchPage {}

  /// The search was made, and nothing was found.
  record NothingFound() implements SearchPage {}

  /// It wants to see a person first.
  record Challenge() implements SearchPage {}

  /// It is none of these: the site has changed, or this is another site.
  record NotUnderstood() implements SearchPage {}

  static SearchPage read(String html, String url) {
    Document page = Jsoup.parse(html, url);
    List<Hit> hits = new ArrayList<>();
    for (Element result : page.select(".result:not(.result--ad):not(.result--no-result)")) {
      hit(result).ifPresent(hits::add);
    }
    if (!hits.isEmpty()) {
      return new Hits(hits);
    }
    if (page.selectFirst(
            "#challenge-form, .anomaly-modal, [class^=anomaly-modal], [action*=anomaly.js]")
        != null) {
      return new Challenge();
    }
    return page.selectFirst(".no-results, .result--no-result") == null
        ? new NotUnderstood()
        : new NothingFound();
  }

  private static Optional<Hit> hit(Element result) {
    Element link = result.selectFirst("a.result__a[href]");
    if (link == null) {
      return Optional.empty();
    }
    HttpUrl target = HttpUrl.parse(link.absUrl("href"));
    if (target == null) {
      return Optional.empty();
    }
    String told = target.queryParameter("uddg");
    boolean own =
        target.host().equals("duckduckgo.com") || target.host().endsWith(".duckduckgo.com");
    if (own && told != null) {
      target = HttpUrl.parse(told);
    } else if (own && target.encodedPath().equals("/y.js")) {
      return Optional.empty(); // an advertisement
    }
    Element snippet = result.selectFirst(".result__snippet");
    String text = snippet == null ? "" : snippet.text();
    return target == null
        ? Optional.empty()
        : Optional.of(new Hit(link.text(), target.toString(), text));
  }
}
