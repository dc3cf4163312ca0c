package dev.bagel.torch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class RunChartsTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final String HOSTILE = "</text><script>\u0001&|`_*";

  @TempDir Path folder;

  @Test
  void charts_stand_in_the_order_in_which_they_are_looked_at() {
    charts(
        "train/tokens_per_second",
        "gpu_memory",
        "train/reward_margin",
        "eval/reward_accuracy",
        "eval/loss/boolq",
        "eval/loss",
        "train/loss",
        "train/noise/",
        "eval//x");

    assertThat(RunCharts.read(folder).titles())
        .containsExactly(
            "Loss",
            "Held-out loss by source",
            "Reward margin",
            "Reward accuracy",
            "Tokens per second",
            "eval//x",
            "gpu_memory",
            "Training noise by source");
  }

  @Test
  void a_drawing_is_xml_with_all_curves_whatever_they_are_called() throws Exception {
    charts("eval/loss/boolq", "eval/loss/" + HOSTILE);

    Document svg = xml(RunCharts.read(folder).svg("Held-out loss by source").orElseThrow());

    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(texts(svg)).contains("boolq", "</text><script> &|`_*");
    assertThat(curves(svg)).isEqualTo(2);
  }

  @Test
  void noise_is_drawn_with_its_course_and_broken_where_there_is_no_number() throws Exception {
    try (RunLog log = RunLog.open(folder, 0)) {
      for (int step = 1; step <= 5; step++) {
        double loss = step == 3 ? Double.NaN : step;
        log.add(step, START, Map.of("train/loss", loss, "train/learning_rate", 1e-5 * step));
      }
    }

    RunCharts charts = RunCharts.read(folder);
    assertThat(curves(xml(charts.svg("Loss").orElseThrow()))).isEqualTo(2);
    assertThat(charts.svg("Loss").orElseThrow())
        .containsPattern("d=\"M70.0 \\d+.\\dh0L248.5 \\d+.\\dM605.5 \\d+.\\dh0L784.0");
    assertThat(curves(xml(charts.svg("Learning rate").orElseThrow()))).isEqualTo(1);
    assertThat(texts(xml(charts.svg("Learning rate").orElseThrow()))).contains("2e-5", "4e-5");
  }

  @Test
  void many_curves_are_named_as_far_as_there_is_room() throws Exception {
    charts(
        IntStream.range(0, 39).mapToObj("eval/loss/source_%02d"::formatted).toArray(String[]::new));

    Document svg = xml(RunCharts.read(folder).svg("Held-out loss by source").orElseThrow());

    assertThat(curves(svg)).isEqualTo(39);
    assertThat(texts(svg)).contains("source_10", "and 28 more").doesNotContain("source_11");
  }

  @Test
  void one_point_and_none_are_charts_too() throws Exception {
    try (RunLog log = RunLog.open(folder, 0)) {
      log.add(0, START, Map.of("eval/loss", 0.0, "train/gradient_norm", Double.NaN));
    }

    RunCharts charts = RunCharts.read(folder);
    assertThat(curves(xml(charts.svg("Loss").orElseThrow()))).isEqualTo(1);
    assertThat(charts.svg("Gradient norm")).isEmpty();
    assertThat(charts.svg("Reward margin")).isEmpty();
  }

  @Test
  void a_table_has_last_lowest_and_highest_values() {
    try (RunLog log = RunLog.open(folder, 0)) {
      double[] losses = {2.0, 4.25, 0.75, 1234.5678};
      for (int step = 1; step <= 4; step++) {
        log.add(
            step * 1_000L,
            START,
            Map.of("train/loss", losses[step - 1], "train/learning_rate", step * 2.5e-5));
      }
      log.add(4_000, START, Map.of("eval/loss/" + HOSTILE, Double.NaN));
    }

    assertThat(RunCharts.read(folder).markdown())
        .isEqualTo(
            """
            | | last | step | lowest | step | highest | step |
            |---|---:|---:|---:|---:|---:|---:|
            | train/loss | 1,235 | 4,000 | 0.7500 | 3,000 | 1,235 | 4,000 |
            | eval/loss/\\</text\\>\\<script\\> \\&\\|\\`\\_\\* | NaN | 4,000 | – | – | – | – |
            | train/learning_rate | 1.000e-04 | 4,000 | 2.500e-05 | 1,000 | 1.000e-04 | 4,000 |
            """);
  }

  @Test
  void a_folder_without_a_run_is_named() {
    assertThatThrownBy(() -> RunCharts.read(folder))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("has no metrics.jsonl");
  }

  private void charts(String... names) {
    try (RunLog log = RunLog.open(folder, 0)) {
      for (String name : names) {
        log.add(1, START, Map.of(name, 1.0));
      }
      for (String name : names) {
        log.add(2, START, Map.of(name, 0.5));
      }
    }
  }

  private static Document xml(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  private static List<String> texts(Document svg) {
    NodeList texts = svg.getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent())
        .toList();
  }

  private static long curves(Document svg) {
    NodeList paths = svg.getElementsByTagName("path");
    return IntStream.range(0, paths.getLength())
        .filter(i -> ((Element) paths.item(i)).getAttribute("fill").equals("none"))
        .count();
  }
}
