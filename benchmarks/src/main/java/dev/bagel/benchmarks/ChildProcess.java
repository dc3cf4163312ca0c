package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A child process that answers each line of JSON with one of its own. It idles while it is not
/// asked, and keeps to the cores that this JVM was started on or its command names.
final class ChildProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private ChildProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /// @param name for messages, as in `the Python side`
  /// @param environment what its environment has beside or instead of ours
  static ChildProcess start(String name, List<String> command, Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    try {
      return new ChildProcess(name, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode ask(Map<String, ?> command) {
    try {
      commands.write(JSON.writeValueAsString(command));
      commands.newLine();
      commands.flush();
      @Nullable String answer = answers.readLine();
      if (answer != null) {
        return JSON.readTree(answer);
      }
    } catch (IOException e) {
      throw BagelException.internal(
          "the " + name + " side went away; what it said stands above", e);
    }
    throw BagelException.user("the " + name + " side went away; what it said stands above");
  }

  @Override
  public void close() {
    process.destroy();
  }
}
