package dev.bagel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ChatCommandTest {
  @TempDir private Path folder;

  @Test
  void each_line_is_a_turn_of_one_conversation() {
    try (ModelServer server = new ModelServer(prompt -> "You said " + prompt)) {
      Run run = chat("Grüße\n\nAnd now?\n", "--model", server.openAi(), "--system", "Be kind.");
      assertThat(run.result()).isEqualTo("You said Grüße\nYou said And now?\n");
      assertThat(server.asked().getLast().body().path("messages").valueStream())
          .extracting(message -> message.path("content").asString())
          .containsExactly("Be kind.", "Grüße", "You said Grüße", "And now?");
    }
  }

  @Test
  void reset_forgets_and_exit_leaves() {
    try (ModelServer server = new ModelServer(_ -> "Yes.")) {
      Run run = chat("a\n/reset\nb\n/exit\nc\n", "--model", server.ollama());
      assertThat(run.result()).isEqualTo("Yes.\nYes.\n");
      assertThat(run.err()).isEqualTo("(everything is forgotten)\n");
      assertThat(server.asked()).hasSize(2);
      assertThat(server.asked().getLast().body().path("messages")).hasSize(1);
    }
  }

  @Test
  void a_model_in_a_folder_answers_and_remembers() throws IOException {
    Path model = TinyCheckpoint.in(folder);
    List<String> both = answers(chat("x\ny\n", "--model", model, "--max-tokens", 8, "--json"));
    List<String> alone = answers(chat("y\n", "--model", model, "--max-tokens", 8, "--json"));
    assertThat(both).hasSize(2).allMatch(answer -> !answer.isEmpty());
    assertThat(both.get(1)).isNotEqualTo(alone.getFirst());
    assertThat(answers(chat("x\n/reset\ny\n", "--model", model, "--max-tokens", 8, "--json")))
        .isEqualTo(List.of(both.getFirst(), alone.getFirst()));
  }

  @Test
  void what_is_printed_is_the_answer() throws IOException {
    Path model = TinyCheckpoint.in(folder);
    List<String> told = answers(chat("x\n", "--model", model, "--max-tokens", 8, "--json"));
    assertThat(chat("x\n", "--model", model, "--max-tokens", 8).result())
        .isEqualTo(told.getFirst() + "\n");
  }

  @Test
  void a_seed_gives_the_same_answers_again() throws IOException {
    Path model = TinyCheckpoint.in(folder);
    Object[] hot = {
      "--model", model, "--max-tokens", 9, "--temperature", 1, "--top-p", 0.95, "--seed", 1
    };
    String first = chat("x\nx\n", hot).result();
    assertThat(chat("x\nx\n", hot).result()).isEqualTo(first);
    hot[hot.length - 1] = 2;
    assertThat(chat("x\nx\n", hot).result()).isNotEqualTo(first);
  }

  @Test
  void what_has_no_room_is_forgotten_from_the_beginning_on() throws IOException {
    Path model = TinyCheckpoint.in(folder);
    Run run = chat("x\n".repeat(9), "--model", model, "--max-tokens", 10, "--json");
    assertThat(answers(run)).hasSize(9);
    assertThat(run.err()).contains("(forgot the earliest exchange: there is no room for more)\n");
    assertThat(chat("x".repeat(100) + "\n", "--model", model).failure(2))
        .contains("the model reads 96 at most");
  }

  @Test
  void a_folder_without_a_template_takes_a_format() throws IOException {
    Path model = TinyCheckpoint.in(folder);
    Files.writeString(
        model.resolve("tokenizer_config.json"),
        "{\"add_bos_token\": true, \"bos_token\": \"<s>\", \"eos_token\": \"</s>\"}");
    assertThat(chat("x\n", "--model", model).failure(2)).contains("--format alpaca, vicuna");
    assertThat(chat("x\n", "--model", model, "--format", "vicuna", "--max-tokens", 5).result())
        .isNotBlank();
    assertThat(chat("x\n", "--model", model, "--format", "vikuna").failure(2))
        .contains("there is no prompt format \"vikuna\"");
  }

  @Test
  void what_only_a_folder_takes_is_refused_elsewhere() {
    assertThat(chat("", "--model", "openai:#a", "--seed", 3).failure(2)).contains("--seed");
    assertThat(chat("", "--model", "openai:#a", "--format", "vicuna").failure(2))
        .contains("--format");
    assertThat(chat("", "--model", "openai:#a", "--precision", "f32").failure(2))
        .contains("--precision");
    assertThat(chat("").failure(2)).contains("--model is missing");
    assertThat(chat("", "--model", "openai:#a", "--max-tokens", 0).failure(2))
        .contains("--max-tokens is 0");
  }

  @Test
  void a_model_that_fails_ends_it() {
    try (ModelServer server = new ModelServer(_ -> "Yes.").failing(500)) {
      assertThat(chat("a\nb\n", "--model", server.openAi()).failure(3)).contains("did not answer");
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void other_commands_ask_a_folder_too() throws IOException {
    Path model = TinyCheckpoint.in(folder.resolve("model"));
    Path script = Files.writeString(folder.resolve("functions.txt"), "x");
    Run run = Run.of("ask", "--model", model, "--in", script, "y");
    // It has room for 96 letters only, so it says how many there are.
    assertThat(run.failure(2)).contains("did not answer").contains("the model reads 96 at most");
    assertThat(Run.of("ask", "--model", folder, "--in", script, "y").failure(2))
        .contains("holds neither model.safetensors");
  }

  private static List<String> answers(Run run) {
    return run.result()
        .lines()
        .map(line -> JsonMapper.shared().readTree(line).path("answer").asString())
        .toList();
  }

  private static Run chat(String typed, Object... args) {
    Object[] all = new Object[args.length + 1];
    all[0] = "chat";
    System.arraycopy(args, 0, all, 1, args.length);
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(typed.getBytes(UTF_8)));
    try {
      return Run.of(all);
    } finally {
      System.setIn(before);
    }
  }
}
