package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A Python script as a child process that answers each line of JSON with one of its own: those in
/// `peers/`, where their protocols are described.
///
/// The child keeps to the cores that this JVM was started on, and idles while it is not asked.
final class PythonProcess implements AutoCloseable {
  /// Where Debian installs it comes first: a `python3` on the path is often another.
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private PythonProcess(Process process) {
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /// A Python module that a script needs.
  ///
  /// @param module as it is imported
  /// @param name as people call it
  /// @param debian the package of Debian's that has it
  record Needed(String module, String name, String debian) {}

  /// What `BENCHMARKS_PYTHON` names, or else what Pythons are usually called.
  static List<String> pythons() {
    return Optional.ofNullable(System.getenv("BENCHMARKS_PYTHON")).map(List::of).orElse(PYTHONS);
  }

  /// The path of a script in `peers/`.
  static Path script(String name) {
    return Path.of(System.getProperty("benchmarks.home", "."), "peers", name);
  }

  /// Starts the first Python that has the module.
  ///
  /// @throws BagelException USER when none has
  static PythonProcess start(List<String> pythons, Path script, Needed needed) {
    for (String python : pythons) {
      if (succeeds(python, "-c", "import " + needed.module())) {
        return new PythonProcess(process(python, script.toString()));
      }
    }
    throw BagelException.user(
        "no Python 3 with %s in %s: install Debian's %s, or name one in BENCHMARKS_PYTHON"
            .formatted(needed.name(), String.join(", ", pythons), needed.debian()));
  }

  private static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no such program
    } catch (InterruptedException e) {
      throw BagelException.internal("interrupted while looking for Python", e);
    }
  }

  private static Process process(String... command) {
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
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
      throw BagelException.internal("the Python side went away; what it said stands above", e);
    }
    throw BagelException.user("the Python side went away; what it said stands above");
  }

  @Override
  public void close() {
    process.destroy();
  }
}
