package dev.bagel.cli;

import dev.bagel.BagelException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is asked of a language model by hand: its prompt is printed, its answer read from a file.
final class AnswerOptions {
  @Option(
      names = "--print-prompt",
      description = "Print what the model would be asked, and stop: no model is needed.")
  private boolean printPrompt;

  @Option(
      names = "--response",
      paramLabel = "FILE",
      description = "Read the answer from a file, made elsewhere, instead of asking a model.")
  private @Nullable Path response;

  boolean printsPrompt() {
    if (printPrompt && response != null) {
      throw BagelException.user("--print-prompt and --response exclude each other: leave one out");
    }
    return printPrompt;
  }

  /// Prints a prompt as it is, with one line end behind it.
  void print(String prompt, Output output) {
    output.prompt(prompt);
  }

  /// Whether the answer is to come from standard input.
  boolean readStandardInput() {
    return response != null && TextInput.isStandard(response);
  }

  /// The answer that was made elsewhere.
  Optional<String> response() {
    return Optional.ofNullable(response).map(TextInput::of);
  }

  /// What messages call the file of the answer.
  String responseName() {
    return response == null ? "" : TextInput.name(response);
  }
}
