package dev.bagel.prompting.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.prompting.tool.ToolException.Again;
import dev.bagel.prompting.web.GuardedWeb;
import dev.bagel.prompting.web.StandIn;
import dev.bagel.prompting.web.WebSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDuckGoTest {
  private final StandIn site = new StandIn();
  private final GuardedWeb web = GuardedWeb.with(WebSettings.DEFAULTS.withLoopback(true));
  private final DuckDuckGo search = new DuckDuckGo(web, site.url("/html/"), 10);

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void results_are_titles_links_and_snippets_without_advertisements() throws Exception {
    answers(200, "results.html");

    assertThat(search.call(" nobel prize\n literature & 2020 "))
        .isEqualTo(
            """
            The Prize in Literature 2020
            https://prizes.example/literature/2020/summary/?a=1&b=%C3%A4
            It went to Louise Glück for her "voice".

            Poems
            https://poems.example/gl%C3%BCck

            Third
            http://third.example/
            No results of this kind elsewhere.\
            """);
    assertThat(site.asked())
        .containsExactly("/robots.txt", "/html/?q=nobel%20prize%20literature%20%26%202020");
    assertThat(new DuckDuckGo(web, site.url("/html/"), 1).call("x")).doesNotContain("Poems");
  }

  @Test
  void nothing_found_is_an_answer() throws Exception {
    answers(200, "no-results.html");

    assertThat(search.call("qwxzy")).isEqualTo("No results for \"qwxzy\".");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202})
  void a_captcha_is_an_error_that_says_so(int status) throws Exception {
    answers(status, "captcha.html");

    fails("x", Again.MAY_HELP, "a captcha");
  }

  @ParameterizedTest
  @ValueSource(ints = {202, 403, 429})
  void too_many_searches_are_an_error_that_says_so(int status) throws Exception {
    answers(status, "no-results.html");

    fails("x", Again.MAY_HELP, "takes no more searches for now (status " + status + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html><body>Welcome</body></html>", "{\"results\": []}"})
  void a_page_that_is_not_understood_is_never_no_results(String page) {
    site.with("/html/", 200, "text/html", page);

    fails("x", Again.USELESS, "no page of results");
  }

  @Test
  void other_trouble_is_told_as_the_web_tells_it() {
    site.with("/html/", 503, Map.of(), new byte[0]);
    fails("x", Again.MAY_HELP, "status 503");
    site.with("/html/", 404, Map.of(), new byte[0]);
    fails("x", Again.USELESS, "status 404");
  }

  @Test
  void robots_txt_decides_unless_it_is_not_asked() throws Exception {
    answers(200, "no-results.html");
    site.with("/robots.txt", 200, "text/plain", "User-agent: *\nDisallow: /html");

    fails("x", Again.USELESS, "does not allow");
    assertThat(new DuckDuckGo(web.withoutRobots(), site.url("/html/"), 10).call("x"))
        .startsWith("No results");
  }

  @Test
  void a_search_has_words_but_not_too_many() {
    fails(" \n", Again.USELESS, "1 to 500 characters, not 0");
    fails("x".repeat(501), Again.USELESS, "not 501");
    assertThat(site.asked()).isEmpty();
  }

  @Test
  void an_endpoint_is_a_web_address() {
    assertThatThrownBy(() -> new DuckDuckGo(web, "html.duckduckgo.com", 10))
        .isInstanceOf(BagelException.class);
    assertThat(DuckDuckGo.of(web).endpoint()).isEqualTo("https://html.duckduckgo.com/html/");
    assertThat(search.name()).isEqualTo("DuckDuckGo");
  }

  private void fails(String query, Again again, String words) {
    assertThatThrownBy(() -> search.call(query))
        .isInstanceOfSatisfying(
            ToolException.class, e -> assertThat(e.again()).as(e.getMessage()).isEqualTo(again))
        .hasMessageContaining(words);
  }

  private void answers(int status, String file) throws IOException {
    try (InputStream page = Objects.requireNonNull(getClass().getResourceAsStream(file))) {
      site.with("/html/", status, "text/html; charset=UTF-8", page.readAllBytes());
    }
  }
}
