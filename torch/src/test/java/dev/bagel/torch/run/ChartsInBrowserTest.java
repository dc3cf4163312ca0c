package dev.bagel.torch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page as somebody sees it. Skipped where no Chromium is installed.
@Tag("slow")
class ChartsInBrowserTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final String HOSTILE = "</script><script>window.hostile = 1</script>";
  private static final String LAST_LOSS = "#charts .legend button[data-name=\"train/loss\"] b";

  @TempDir static Path profile;
  private static Optional<Chromium> started = Optional.empty();

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> browser = Chromium.installed();
    Assumptions.assumeTrue(browser.isPresent(), "no Chromium is installed");
    started = Optional.of(new Chromium(browser.orElseThrow(), profile));
  }

  @AfterAll
  static void stop() throws IOException {
    if (started.isPresent()) {
      started.get().close();
    }
  }

  @Test
  void all_is_drawn_and_nothing_is_asked_of_any_other_place() throws Exception {
    Chromium browser = started.orElseThrow();
    try (RunLog log = open()) {
      add(log, 1, 50);
      log.finish();
    }

    browser.size(1200, 900);
    browser.open(page());

    assertThat(browser.value("[...document.querySelectorAll('h2')].map(h => h.textContent).join()"))
        .hasToString(
            "\"Loss,Held-out loss by source,Learning rate,Gradient norm,Tokens per"
                + " second,Values\"");
    assertThat(browser.text("#title")).isEqualTo("SFT " + HOSTILE);
    assertThat(browser.text("#configuration")).isEqualTo("data " + HOSTILE + HOSTILE);
    assertThat(browser.value("'hostile' in window").booleanValue()).isFalse();
    assertThat(browser.text("#state-text")).startsWith("Finished");
    assertThat(
            browser
                .value(
                    "[...document.querySelectorAll('svg.plot')].every(s =>"
                        + " s.querySelector('path').getTotalLength() > 100)")
                .booleanValue())
        .isTrue();
    assertThat(browser.value("document.querySelectorAll('#values tr').length").intValue())
        .isEqualTo(7);
    assertThat(browser.requests()).allMatch(request -> request.equals(page().toString()));
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void an_open_page_follows_a_run_and_leaves_its_reader_where_they_are() throws Exception {
    Chromium browser = started.orElseThrow();
    browser.size(800, 700);
    try (RunLog log = open()) {
      add(log, 1, 50);
      browser.open(page());
      assertThat(browser.text("#tiles dd")).isEqualTo("50 / 100");
      drag(browser, 0.25, 0.51);
      browser.value("document.querySelector('#charts .log').click()");
      String zoom = browser.text("#shown");
      assertThat(zoom).isEqualTo("steps 13 to 26");
      browser.value("scrollTo(0, 300)");

      add(log, 51, 60);
      browser.until("document.querySelector('#tiles dd').textContent === '60 / 100'");
      assertThat(browser.text("#shown")).isEqualTo(zoom);
      assertThat(browser.value("scrollY").intValue()).isEqualTo(300);
      assertThat(browser.value("document.querySelector('.log').ariaPressed"))
          .hasToString("\"true\"");

      log.stop("Ctrl-C");
      browser.until(
          "document.querySelector('#state-text').textContent.startsWith('Stopped at step 60')");
      assertThat(browser.text("#reason")).isEqualTo("Ctrl-C");
    }
  }

  @Test
  void a_page_without_its_neighbours_shows_all_up_to_its_writing() throws Exception {
    Chromium browser = started.orElseThrow();
    try (RunLog log = open()) {
      add(log, 1, 50);
      Path copy = Files.createDirectory(folder.resolve("copy")).resolve("charts.html");
      Files.copy(folder.resolve("charts.html"), copy);

      browser.open(copy.toUri());

      browser.until("document.querySelector('#state-text').textContent.startsWith('Up to this')");
      assertThat(browser.text("#tiles dd")).isEqualTo("50 / 100");
    }
  }

  @Test
  void what_is_pointed_at_is_told_exactly_in_all_charts() throws Exception {
    Chromium browser = started.orElseThrow();
    try (RunLog log = open()) {
      add(log, 1, 50);
      log.finish();
    }
    browser.size(1200, 900);
    browser.open(page());
    assertThat(browser.text(LAST_LOSS)).isEqualTo("0.02");

    browser.mouse("mouseMoved", at(browser, 7.2 / 49), height(browser));

    assertThat(browser.text("#charts .plot .at")).isEqualTo("step 8");
    assertThat(browser.text(LAST_LOSS)).isEqualTo("0.125");
    assertThat(browser.text("#charts .legend button[data-name=\"train/learning_rate\"] b"))
        .isEqualTo("8e-5");
    browser.mouse("mouseMoved", 5, 5);
    assertThat(browser.text(LAST_LOSS)).isEqualTo("0.02");
  }

  @Test
  void what_is_no_number_is_a_gap() throws Exception {
    Chromium browser = started.orElseThrow();
    try (RunLog log = open()) {
      for (int step = 1; step <= 9; step++) {
        double loss = step == 4 ? Double.NaN : step == 7 ? Double.POSITIVE_INFINITY : step;
        log.add(step, START.plusSeconds(step), Map.of("train/loss", loss));
      }
      log.finish();
    }
    browser.open(page());

    assertThat(
            browser
                .value("document.querySelector('path.raw').getAttribute('d').split('M').length - 1")
                .intValue())
        .isEqualTo(3);
  }

  @Test
  void a_phone_shows_all_without_moving_it_sideways() throws Exception {
    Chromium browser = started.orElseThrow();
    try (RunLog log = open()) {
      add(log, 1, 50);
      log.finish();
    }
    browser.size(360, 700);
    browser.open(page());

    assertThat(browser.value("document.documentElement.scrollWidth").intValue())
        .isLessThanOrEqualTo(360);
    assertThat(browser.value("document.querySelector('svg.plot').clientWidth").intValue())
        .isGreaterThan(280);
  }

  private RunLog open() {
    return RunLog.open(
        folder, 0, new RunDescription("SFT " + HOSTILE, 100, Map.of("data " + HOSTILE, HOSTILE)));
  }

  private URI page() {
    return folder.resolve("charts.html").toUri();
  }

  private static void add(RunLog log, int first, int last) {
    for (int step = first; step <= last; step++) {
      Map<String, Double> values = new HashMap<>();
      values.put("train/loss", 1.0 / step);
      values.put("train/learning_rate", step * 1e-5);
      values.put("train/gradient_norm", 1.0 / step);
      values.put("train/tokens_per_second", 1000.0 + step);
      if (step % 10 == 0) {
        values.put("eval/loss", 2.0 / step);
        values.put("eval/loss/boolq", 2.5 / step);
        values.put("eval/loss/" + HOSTILE, 1.5 / step);
      }
      log.add(step, START.plusSeconds(2L * step), values);
    }
  }

  private static void drag(Chromium browser, double from, double to) throws InterruptedException {
    double height = height(browser);
    browser.mouse("mouseMoved", at(browser, from), height);
    browser.mouse("mousePressed", at(browser, from), height);
    browser.mouse("mouseMoved", at(browser, to), height);
    browser.mouse("mouseReleased", at(browser, to), height);
  }

  /// Within the first chart, above its axis.
  private static double height(Chromium browser) throws InterruptedException {
    return browser
        .value("document.querySelector('.plot .axis').getBoundingClientRect().top - 60")
        .doubleValue();
  }

  /// A place in the first chart, from 0, its first step, to 1, its last.
  private static double at(Chromium browser, double share) throws InterruptedException {
    String axis = "document.querySelector('.plot .axis').getBoundingClientRect()";
    return browser.value("%s.left + %s.width * %s".formatted(axis, axis, share)).doubleValue();
  }
}
