package dev.bagel.torch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChartsPageTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final String HOSTILE = "</script><!--<script>alert(1)</script>\u2028&\"'";

  @TempDir Path folder;

  @Test
  void the_page_has_the_run_in_itself() throws IOException {
    Map<String, String> configuration = new LinkedHashMap<>();
    configuration.put("model", "llama");
    configuration.put("data", "sampler");
    RunDescription description = new RunDescription("SFT", 10, configuration);
    try (RunLog log = RunLog.open(folder, 0, description)) {
      log.add(1, START, Map.of("train/loss", 2.5, "eval/loss", Double.NaN));
      log.add(2, START.plusSeconds(3), Map.of("train/loss", (double) 0.1f));

      assertThat(data())
          .isEqualTo(
              JsonMapper.shared()
                  .readTree(
                      """
                      {"title":"SFT","state":"live","reason":"","step":2,"steps":10,"left":24,"rows":2,
                       "started":1769860800000,"updated":1769860803000,
                       "configuration":{"model":"llama","data":"sampler"},
                       "charts":[{"title":"Loss","lines":[
                         {"name":"train/loss","label":"training","lastStep":2,"last":0.1,
                          "steps":[1,2],"values":[2.5,0.1]},
                         {"name":"eval/loss","label":"held-out","lastStep":1,"last":"NaN",
                          "steps":[1],"values":[null]}]}]}
                      """));
    }
  }

  @Test
  void the_file_beside_the_page_has_the_same() throws IOException {
    try (RunLog log = RunLog.open(folder, 0)) {
      log.add(1, START, Map.of("train/loss", 2.5));
      log.stop("Ctrl-C");
    }

    String news = Files.readString(folder.resolve("charts.js"));
    assertThat(news).startsWith("bagelRun({").endsWith("});\n");
    assertThat(JsonMapper.shared().readTree(news.substring(9, news.length() - 3)))
        .isEqualTo(data());
  }

  @Test
  void a_page_that_is_there_before_the_first_step_says_so() throws IOException {
    try (RunLog _ = RunLog.open(folder.resolve("my run"), 0)) {
      folder = folder.resolve("my run");

      assertThat(data().path("title").stringValue()).isEqualTo("my run");
      assertThat(data().path("charts")).isEmpty();
      assertThat(data().path("updated").isNull()).isTrue();
    }
  }

  @Test
  void the_page_is_written_every_two_seconds_of_the_run() throws IOException {
    try (RunLog log = RunLog.open(folder, 0)) {
      List<Long> rows = new ArrayList<>();
      for (int row = 1; row <= 6; row++) {
        log.add(row, START.plusMillis(700L * row), Map.of("train/loss", 1.0));
        rows.add(data().path("rows").longValue());
      }
      assertThat(rows).containsExactly(1L, 1L, 1L, 4L, 4L, 4L);
    }
    assertThat(data().path("rows").longValue()).isEqualTo(6);
  }

  @Test
  void the_page_says_how_a_run_ended() throws IOException {
    try (RunLog log = RunLog.open(folder, 0)) {
      log.finish();
    }
    assertThat(data().path("state").stringValue()).isEqualTo("finished");
    try (RunLog log = RunLog.open(folder, 0)) {
      log.stop("the loss is NaN");
    }
    assertThat(data().path("state").stringValue()).isEqualTo("stopped");
    assertThat(data().path("reason").stringValue()).isEqualTo("the loss is NaN");
    RunLog.open(folder, 0).close();
    assertThat(data().path("state").stringValue()).isEqualTo("stopped");
    assertThat(data().path("reason").stringValue()).isEmpty();
  }

  @Test
  void a_run_that_goes_on_shows_what_was_before() throws IOException {
    try (RunLog log = RunLog.open(folder, 0)) {
      log.add(1, START, Map.of("train/loss", 3.0));
      log.add(2, START.plusSeconds(1), Map.of("train/loss", 2.0));
    }
    try (RunLog _ = RunLog.open(folder, 1)) {
      assertThat(data().path("state").stringValue()).isEqualTo("live");
      assertThat(data().path("step").longValue()).isEqualTo(1);
      assertThat(data().at("/charts/0/lines/0/values")).hasToString("[3.0]");
    }
  }

  @Test
  void hostile_names_stay_text() throws IOException {
    RunDescription description =
        new RunDescription(HOSTILE, 10, Map.of("data " + HOSTILE, HOSTILE));
    try (RunLog log = RunLog.open(folder, 0, description)) {
      log.add(1, START, Map.of("eval/loss/" + HOSTILE, 2.5, HOSTILE, 1.0));
      log.stop(HOSTILE);
    }

    String page = page();
    assertThat(page).doesNotContain("<script>alert").containsOnlyOnce("&lt;script&gt;alert(1)");
    assertThat(
            Pattern.compile("(?i)</?script|<!--").matcher(page).results().map(MatchResult::group))
        .containsExactly("<script", "</script", "<script", "</script");
    assertThat(data().path("title").stringValue()).isEqualTo(HOSTILE);
    assertThat(data().path("reason").stringValue()).isEqualTo(HOSTILE);
    assertThat(data().at("/charts/0/lines/0/label").stringValue()).isEqualTo(HOSTILE);
    assertThat(data().path("configuration").path("data " + HOSTILE).stringValue())
        .isEqualTo(HOSTILE);
  }

  @Test
  void the_page_asks_nothing_of_any_other_place() throws IOException {
    RunLog.open(folder, 0).close();

    String page = page();
    assertThat(page).contains("default-src 'none'");
    assertThat(page).doesNotContain("//www", "http:", "https:", "@import", "url(/", "url(\"");
    assertThat(page)
        .doesNotContain("fetch(", "XMLHttpRequest", "WebSocket", "EventSource", "import(");
    assertThat(
            Pattern.compile("(src|href) ?= ?\"[^\"]*\"")
                .matcher(page)
                .results()
                .map(MatchResult::group))
        .containsExactly("href=\"data:,\"", "src = \"charts.js?\"");
  }

  @Test
  void the_page_of_a_long_run_stays_small() throws IOException {
    try (RunLog log = RunLog.open(folder, 0)) {
      for (int step = 1; step <= 20_000; step++) {
        log.add(
            step, START.plusMillis(step), Map.of("train/loss", (double) (float) Math.sin(step)));
      }
    }

    assertThat(Files.size(folder.resolve("charts.html"))).isLessThan(150_000);
    assertThat(data().at("/charts/0/lines/0/values").size()).isBetween(900, 2_000);
    assertThat(data().at("/charts/0/lines/0/means/values").size()).isBetween(400, 1_000);
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve("charts.html"));
  }

  private JsonNode data() throws IOException {
    String page = page();
    String begin = "id=\"data\">";
    int from = page.indexOf(begin) + begin.length();
    return JsonMapper.shared().readTree(page.substring(from, page.indexOf("</script>", from)));
  }
}
