package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.dataset.tokenizer.Tokenizer;
import dev.bagel.dataset.tokenizer.TrainingTokens;
import dev.bagel.torch.data.DataSettings;
import dev.bagel.torch.data.DpoData;
import dev.bagel.torch.data.Order;
import dev.bagel.torch.data.Progress;
import dev.bagel.torch.data.Sequence;
import dev.bagel.torch.data.SftData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is trained on is what `bagel tokens` shows.
class TrainedTokensTest {
  private static final DataSettings ALL = DataSettings.upTo(100_000, LocalDate.of(2026, 1, 1));

  @TempDir private static Path temp;
  private static Path model = Path.of("");
  private static Path build = Path.of("");

  @BeforeAll
  static void build() throws IOException {
    model = LetterTokenizer.in(temp.resolve("model"));
    Files.writeString(
        model.resolve("tokenizer_config.json"),
        "{\"bos_token\": \"<s>\", \"eos_token\": \"</s>\", \"add_bos_token\": true}");
    build = temp.resolve("build");
    Run.of(
            "build",
            "--only",
            "boolq,truthy_dpo",
            "--tokenizer",
            model,
            "--max-tokens",
            3000,
            "--export",
            "packed",
            "--out",
            build)
        .result();
  }

  private static List<String> shown(Path in) {
    return Run.of("tokens", "--tokenizer", model, "--in", in, "--json")
        .result()
        .lines()
        .map(line -> line.substring(line.indexOf("\"input_ids\"")))
        .toList();
  }

  private static String json(TrainingTokens tokens) {
    return "\"input_ids\":%s,\"labels\":%s}"
        .formatted(Arrays.toString(tokens.ids()), Arrays.toString(tokens.labels()))
        .replace(" ", "");
  }

  private static SftData sft(Tokenizer tokenizer, Path data) {
    return SftData.open(data, ALL, tokenizer, model, 130, temp.resolve("run"), Progress.none());
  }

  @Test
  void sft_rows_of_a_build_are_those_that_are_shown() {
    try (Tokenizer tokenizer = Tokenizer.of(model);
        SftData data = sft(tokenizer, build)) {
      assertThat(data.size()).isGreaterThan(50);
      assertThat(IntStream.range(0, data.size()).mapToObj(row -> json(data.row(row).tokens())))
          .containsExactlyElementsOf(shown(build.resolve("sft")));
      assertThat(data.facts().sources()).containsOnlyKeys("boolq");
    }
  }

  @Test
  void pairs_of_a_build_are_those_that_are_shown() {
    try (Tokenizer tokenizer = Tokenizer.of(model);
        DpoData data =
            DpoData.open(build, ALL, tokenizer, model, 130, temp.resolve("run"), Progress.none())) {
      List<String> both = new ArrayList<>();
      for (int pair = 0; pair < data.size(); pair++) {
        both.add(json(data.pair(pair).chosen()));
        both.add(json(data.pair(pair).rejected()));
      }
      assertThat(both).isNotEmpty().isEqualTo(shown(build.resolve("dpo")));
      assertThat(data.facts().sources()).containsOnlyKeys("truthy_dpo");
    }
  }

  @Test
  void packed_rows_of_a_build_are_its_rows_in_sequences() {
    try (Tokenizer tokenizer = Tokenizer.of(model);
        SftData data = sft(tokenizer, build.resolve("packed"))) {
      assertThat(IntStream.range(0, data.size()).mapToObj(row -> json(data.row(row).tokens())))
          .containsExactlyInAnyOrderElementsOf(shown(build.resolve("sft")));
      assertThat(data.facts().sources()).containsOnlyKeys("boolq");
      Order<Sequence> order = data.order(0);
      assertThat(order.size()).isEqualTo(shown(build.resolve("packed")).size());
      assertThat(order.size()).isLessThan(data.size() / 2);
    }
  }
}
