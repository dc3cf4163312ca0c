package dev.bagel.prompting.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.prompting.web.WebException.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsTest {
  private final StandIn site = new StandIn().with("/a", 200, "text/plain", "hello");
  private final GuardedWeb web = GuardedWeb.with(WebSettings.DEFAULTS.withLoopback(true));

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void what_is_disallowed_is_not_asked_for() {
    robots("User-agent: *\nDisallow: /a\n");

    WebException e = refused(site.url("/a?x=1"), "robots.txt does not allow Bagel to read");
    assertThat(e.mayHelpToAskAgain()).isFalse();
    assertThat(site.asked()).containsExactly("/robots.txt");
  }

  @Test
  void a_redirect_to_what_is_disallowed_is_not_followed() {
    robots("User-agent: *\nDisallow: /a\n");
    site.redirecting("/b", "/a");

    refused(site.url("/b"), "does not allow");
    assertThat(site.asked()).containsExactly("/robots.txt", "/b");
  }

  @Test
  void a_site_is_asked_once() throws Exception {
    robots("User-agent: *\nAllow: /\n");
    for (int i = 0; i < 3; i++) {
      web.get(site.url("/a"));
    }

    assertThat(site.asked()).containsExactly("/robots.txt", "/a", "/a", "/a");
  }

  @Test
  void who_need_not_ask_does_not() throws Exception {
    robots("User-agent: *\nDisallow: /\n");
    web.withoutRobots().get(site.url("/a"));
    GuardedWeb.with(WebSettings.DEFAULTS.withLoopback(true).withRobots(false)).get(site.url("/a"));

    assertThat(site.asked()).containsExactly("/a", "/a");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 429})
  void a_file_that_is_not_there_allows_everything(int status) throws Exception {
    site.with("/robots.txt", status, Map.of(), new byte[0]);

    assertThat(web.get(site.url("/a")).text()).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void a_server_that_fails_forbids_everything_until_it_is_well(int status) throws Exception {
    site.with("/robots.txt", status, Map.of(), new byte[0]);

    assertThat(refused(site.url("/a"), "forbids all pages").mayHelpToAskAgain()).isTrue();
    robots("");
    assertThat(web.get(site.url("/a")).text()).isEqualTo("hello");
  }

  @Test
  void a_file_that_cannot_be_had_forbids_everything() throws IOException {
    try (RawServer server = RawServer.sending("")) {
      assertThat(refused(server.url("/a"), "forbids all pages").mayHelpToAskAgain()).isTrue();
    }
    site.redirecting("/robots.txt", "/robots.txt");
    refused(site.url("/a"), "circle");
  }

  @Test
  void a_file_is_found_through_redirects_that_are_public() throws Exception {
    site.redirecting("/robots.txt", "/moved").with("/moved", 200, "text/plain", "User-agent: *");
    assertThat(web.get(site.url("/a")).text()).isEqualTo("hello");

    try (StandIn other = new StandIn().redirecting("/robots.txt", "http://10.0.0.1/robots.txt")) {
      GuardedWebTest.refused(web, other.url("/a"), Kind.ADDRESS, "private");
    }
  }

  @Test
  void only_the_first_512_kib_count() throws Exception {
    robots("# " + "x".repeat(512 << 10) + "\nUser-agent: *\nDisallow: /");

    assertThat(web.get(site.url("/a")).text()).isEqualTo("hello");
  }

  @ParameterizedTest
  @CsvSource({
    "/fish, /fish.html, false",
    "/fish, /Fish, true",
    "/fish/, /fish, true",
    "/fish*, /fishheads/x?y, false",
    "/*.php, /a/b.php?x, false",
    "/*.php$, /a/b.php?x, true",
    "/*.php$, /a/b.php, false",
    "/a*b*c$, /abcbc, false",
    "/a*b*c$, /abcb, true",
    "/$, /, false",
    "/$, /a, true",
    "/*?q=, /search?q=x, false",
    "/ä, /%C3%A4, false",
    "/%c3%a4, /%C3%A4, false",
    "/%61, /a, false",
    "/a%2fb, /a/b, true",
    "/a%2Ab, /a*b, false",
    "/a%2Ab, /axb, true",
    "/a$b, /a$b, false",
    "*x, /yx, false"
  })
  void patterns(String pattern, String path, boolean allowed) {
    assertThat(rules("User-agent: *\nDisallow: " + pattern).allows(path)).isEqualTo(allowed);
  }

  @Test
  void the_longest_rule_decides_and_of_two_the_one_that_allows() {
    RobotsRules rules =
        rules(
            "User-agent: *\nDisallow: /a\nAllow: /a/b\nAllow: /c\nDisallow: /c\nDisallow: /a/b/c");

    assertThat(List.of("/a/x", "/a/b/x", "/c", "/a/b/c", "/d"))
        .map(rules::allows)
        .containsExactly(false, true, true, false, true);
  }

  @Test
  void own_groups_count_together_and_instead_of_everyones() {
    RobotsRules rules =
        rules(
            """
            \ufeffUSER-AGENT: other
            user-agent: bagel/2.0   # us
            Crawl-delay: 5
            Disallow : /a           # a reason
            User-agent: *
            Disallow: /
            Sitemap: https://example.com/sitemap.xml
            User-agent: BAGEL
            Disallow: /b
            Disallow:
            User-agent: bagelbot
            Disallow: /c
            """);

    assertThat(List.of("/a", "/b", "/c", "/"))
        .map(rules::allows)
        .containsExactly(false, false, true, true);
  }

  @Test
  void a_group_of_ours_without_rules_allows_everything() {
    assertThat(rules("User-agent: Bagel\nDisallow:\n\nUser-agent: *\nDisallow: /").allows("/a"))
        .isTrue();
  }

  @Test
  void rules_without_a_group_and_lines_of_another_kind_are_nothing() {
    assertThat(rules("Disallow: /\n<html>\nx\u0000: y\r\rUser-agent: *\r\n").allows("/a")).isTrue();
  }

  @Property
  void any_text_is_a_file_and_any_path_can_be_asked_for(@ForAll String text, @ForAll String path) {
    RobotsRules rules = rules("User-agent: *\nAllow: /\n" + text);

    assertThat(rules.allows(path)).isEqualTo(rules.allows(path));
    assertThat(rules("User-agent: *\nDisallow: /\n" + text).allows("/" + path)).isIn(true, false);
  }

  private static RobotsRules rules(String text) {
    return RobotsRules.parse(text, "Bagel");
  }

  private void robots(String text) {
    site.with("/robots.txt", 200, "text/plain", text);
  }

  private WebException refused(String url, String words) {
    return GuardedWebTest.refused(web, url, Kind.ROBOTS, words);
  }
}
