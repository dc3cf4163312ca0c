package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GenerateCommandTest {
  private static final Path STORIES = Path.of("..", "..", "shared", "models", "stories260K");

  @TempDir private Path folder;

  @Test
  void what_follows_the_prompt_is_printed() throws IOException {
    Path model = TinyCheckpoint.in(folder);
    JsonNode told =
        Run.of("generate", "--model", model, "--prompt", "ab", "--max-tokens", 9, "--json").json();
    Run run = Run.of("generate", "--model", model, "--prompt", "ab", "--max-tokens", 9);
    assertThat(run.result()).isEqualTo(told.path("text").asString() + System.lineSeparator());
    assertThat(run.err()).isEmpty();
  }

  @Test
  void json_has_the_ids_and_why_it_ended() throws IOException {
    Path model = TinyCheckpoint.in(folder);
    JsonNode told =
        Run.of("generate", "--model", model, "--prompt", "ab", "--max-tokens", 9, "--json").json();
    assertThat(ids(told.path("prompt_ids"))).containsExactly(128, 97, 98);
    assertThat(ids(told.path("ids"))).hasSize(9);
    assertThat(told.path("prompt").asString()).isEqualTo("ab");
    assertThat(told.path("finish_reason").asString()).isEqualTo("length");
    assertThat(told.path("prompt_tokens").asInt()).isEqualTo(3);
    assertThat(told.path("new_tokens").asInt()).isEqualTo(9);
    assertThat(told.has("logits")).isFalse();
    JsonNode with =
        Run.of("generate", "--model", model, "--prompt", "ab", "--json", "--logits").json();
    assertThat(with.path("logits")).hasSize(130);
    assertThat(with.path("finish_reason").asString()).isEqualTo("window");
  }

  @Test
  void chance_comes_from_the_seed() throws IOException {
    Path model = TinyCheckpoint.in(folder);
    List<Object> hot =
        List.of("generate", "--model", model, "--prompt", "ab", "--temperature", 1.5);
    String first = seeded(hot, 1, "--top-p", "0.95", "--top-k", "90");
    assertThat(seeded(hot, 1, "--top-p", "0.95", "--top-k", "90")).isEqualTo(first);
    assertThat(seeded(hot, 2, "--top-p", "0.95", "--top-k", "90")).isNotEqualTo(first);
    assertThat(seeded(hot, 2, "--top-k", "1")).isEqualTo(seeded(hot, 1, "--top-p", "0"));
  }

  private static String seeded(List<Object> args, long seed, String... more) {
    Object[] all =
        Stream.of(args, List.of("--seed", seed), List.of(more)).flatMap(List::stream).toArray();
    return Run.of(all).result();
  }

  @Test
  void a_stop_ends_it() throws IOException {
    Path model = TinyCheckpoint.in(folder);
    String free =
        Run.of("generate", "--model", model, "--prompt", "ab", "--max-tokens", 9, "--json")
            .json()
            .path("text")
            .asString();
    JsonNode told =
        Run.of(
                "generate",
                "--model",
                model,
                "--prompt",
                "ab",
                "--max-tokens",
                9,
                "--json",
                "--stop",
                "never",
                "--stop",
                free.substring(2, 4))
            .json();
    assertThat(told.path("text").asString())
        .isEqualTo(free.substring(0, free.indexOf(free.substring(2, 4))));
    assertThat(told.path("finish_reason").asString()).isEqualTo("stop");
  }

  @ParameterizedTest
  @CsvSource({
    "--max-tokens 0, --max-tokens is 0",
    "--max-tokens 9999999999, a whole number up to",
    "--temperature -1, the temperature is -1",
    "--top-p 7, top-p is 7",
    "--top-k -1, top-k is -1",
    "--stop=, a stop sequence is empty",
    "--logits, --logits needs --json",
    "--precision f16, --precision takes f32 or bf16"
  })
  void settings_that_make_no_sense_are_refused(String options, String message) throws IOException {
    Object[] all =
        Stream.concat(
                Stream.of("generate", "--model", TinyCheckpoint.in(folder)),
                Stream.of(("--prompt ab " + options).split(" ")))
            .toArray();
    assertThat(Run.of(all).failure(2)).contains(message);
  }

  @Test
  void folders_and_prompts_that_do_not_do_are_said() throws IOException {
    Path model = TinyCheckpoint.in(folder);
    assertThat(Run.of("generate", "--model", model.resolve("no"), "--prompt", "a").failure(2))
        .contains("no is no folder");
    assertThat(
            Run.of("generate", "--model", model, "--prompt", "a".repeat(TinyCheckpoint.WINDOW))
                .failure(2))
        .contains("97 tokens, and the model reads 96");
    Files.delete(model.resolve("tokenizer.json"));
    assertThat(Run.of("generate", "--model", model, "--prompt", "a").failure(2))
        .contains("there is no " + model.resolve("tokenizer.json"));
    Files.delete(model.resolve("config.json"));
    assertThat(Run.of("generate", "--model", model, "--prompt", "a").failure(2))
        .contains("there is no " + model.resolve("config.json"));
  }

  @Test
  void a_trained_model_gives_the_ids_and_logits_of_the_reference() throws IOException {
    assumeTrue(Files.isDirectory(STORIES), "there is no model at " + STORIES);
    JsonNode reference =
        JsonMapper.shared().readTree(Files.readAllBytes(STORIES.resolve("reference.json")));
    for (JsonNode wanted : reference.path("cases")) {
      JsonNode told =
          Run.of(
                  "generate",
                  "--model",
                  STORIES,
                  "--prompt",
                  wanted.path("prompt").asString(),
                  "--max-tokens",
                  64,
                  "--json",
                  "--logits")
              .json();
      assertThat(ids(told.path("prompt_ids"))).isEqualTo(ids(wanted.path("ids")));
      assertThat(ids(told.path("ids"))).isEqualTo(ids(wanted.path("greedy_ids")));
      assertThat(told.path("prompt").asString() + told.path("text").asString())
          .isEqualTo(wanted.path("text").asString());
      assertThat(told.path("logits")).hasSameSizeAs(wanted.path("last_logits"));
      for (int id = 0; id < told.path("logits").size(); id++) {
        assertThat(told.path("logits").get(id).asDouble())
            .isCloseTo(wanted.path("last_logits").get(id).asDouble(), within(2e-4));
      }
    }
  }

  private static List<Integer> ids(JsonNode list) {
    return list.valueStream().map(JsonNode::asInt).toList();
  }
}
