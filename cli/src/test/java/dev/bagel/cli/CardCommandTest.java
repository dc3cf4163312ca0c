package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CardCommandTest {
  @TempDir private Path temp;

  @Test
  void the_card_of_a_build_is_the_one_that_it_has() throws IOException {
    Path out = temp.resolve("build");
    Run.of("build", "--out", out).result();
    String built = Files.readString(out.resolve("README.md"));
    assertThat(Run.of("card", out).result()).isEqualTo(built);
    Files.writeString(out.resolve("README.md"), "mine");
    Run.of("card", out).result();
    assertThat(out.resolve("README.md")).hasContent("mine");
    JsonNode json = Run.of("card", out, "--write", "--json").json();
    assertThat(json.get("written").asBoolean()).isTrue();
    assertThat(json.get("card").asString()).isEqualTo(built);
    assertThat(out.resolve("README.md")).content().isEqualTo(built);
  }

  @Test
  void a_models_card_is_written_where_there_is_none() throws IOException {
    Path model = Files.createDirectories(temp.resolve("tuned"));
    Files.createDirectories(model.resolve("training"));
    Files.writeString(
        model.resolve("training/run.json"),
        "{\"method\":\"sft\",\"settings\":{\"tuning\":\"full\"},\"done\":true,\"steps\":3}");
    Run run = Run.of("card", model);
    assertThat(run.result()).contains("# tuned\n").contains("The run made 3 steps.");
    assertThat(run.err()).isEqualTo("wrote " + model.resolve("README.md") + "\n");
    assertThat(model.resolve("README.md")).content().isEqualTo(run.out());
    assertThat(Run.of("card", model).err()).isEmpty();
  }

  @Test
  void what_has_no_card_is_refused() {
    assertThat(Run.of("card", temp).failure(2))
        .contains("name a folder that bagel train or bagel build made");
  }

  @Test
  void devices_belong_to_an_export() throws IOException {
    Path model = LetterTokenizer.in(temp.resolve("model"));
    Files.writeString(
        model.resolve("config.json"),
        "{\"architectures\":[\"LlamaForCausalLM\"],\"vocab_size\":130,\"hidden_size\":8,\"intermediate_size\":8,"
            + "\"num_hidden_layers\":1,\"num_attention_heads\":2,\"max_position_embeddings\":64,\"rms_norm_eps\":1e-5}");
    Files.writeString(
        model.resolve("tokenizer_config.json"), "{\"bos_token\":\"<s>\",\"eos_token\":\"</s>\"}");
    Path rows =
        Files.write(
            temp.resolve("rows.jsonl"),
            List.of("{\"input\":\"a\",\"output\":\"b\"}", "{\"input\":\"c\",\"output\":\"d\"}"));
    Path out = temp.resolve("out");
    List<Object> args = List.of("train", "sft", "--model", model, "--data", rows, "--out", out);
    assertThat(Run.of(and(args, "--devices", "2")).failure(2)).contains("--devices is of --export");
    assertThat(Run.of(and(args, "--export", "torchtune", "--devices", "0")).failure(2))
        .contains("must be 1 or more");
    JsonNode json =
        Run.of(and(args, "--export", "axolotl", "--devices", "2", "held-out=0", "--json")).json();
    assertThat(json.at("/counts/rows").asInt()).isEqualTo(2);
    assertThat(out.resolve("config.yaml"))
        .content()
        .contains("micro_batch_size: 4", "gradient_accumulation_steps: 1");
  }

  private static Object[] and(List<Object> args, Object... more) {
    return Stream.concat(args.stream(), Arrays.stream(more)).toArray();
  }
}
