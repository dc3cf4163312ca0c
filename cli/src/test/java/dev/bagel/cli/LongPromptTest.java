package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A model in a folder that reads no more than 96 tokens.
class LongPromptTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ask --in notes.txt When?",
        "summarise --in notes.txt",
        "call --functions ferries.yaml When?",
        "plan make When?",
        "plan run When?"
      })
  void a_prompt_that_a_model_cannot_read_is_the_users(String command) throws IOException {
    Path model = TinyCheckpoint.in(folder);
    Files.writeString(folder.resolve("notes.txt"), "The ferry sails at nine. ".repeat(20));
    Files.writeString(
        folder.resolve("ferries.yaml"), "harbour_time:\n  description: Tells the time.\n");
    List<Object> args = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      Path file = folder.resolve(word.endsWith("?") ? "none" : word);
      args.add(Files.isRegularFile(file) ? file : word);
    }
    args.addAll(Arrays.asList("--model", model));
    Run run = Run.of(args.toArray());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines().toList().getLast())
        .containsPattern("the prompt has \\d+ tokens, and the model reads 96 at most")
        .contains("give it less text, or take a model that reads more");
  }

  @Test
  void a_chat_template_that_takes_no_such_message_is_said() throws IOException {
    Path model = TinyCheckpoint.in(folder);
    Files.writeString(
        folder.resolve("chat_template.jinja"), "{{ raise_exception('no questions here') }}");
    Path notes = Files.writeString(folder.resolve("notes.txt"), "At nine.");
    assertThat(Run.of("ask", "--model", model, "--in", notes, "When?").failure(2))
        .contains("no questions here");
  }
}
