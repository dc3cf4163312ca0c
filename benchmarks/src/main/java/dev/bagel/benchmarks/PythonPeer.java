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

/// Chat templates as Python's Jinja2 renders them: a child process that runs
/// `peers/chat_templates.py`, where the protocol is described.
///
/// The child keeps to the cores that this JVM was started on, and idles while it is not asked.
final class PythonPeer implements TemplatePeer, AutoCloseable {
  /// Where Debian installs it comes first: a `python3` on the path is often another.
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private PythonPeer(Process process) {
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /// Starts the Python that `BENCHMARKS_PYTHON` names, or else the first that has Jinja2.
  static PythonPeer start() {
    List<String> pythons =
        Optional.ofNullable(System.getenv("BENCHMARKS_PYTHON")).map(List::of).orElse(PYTHONS);
    return start(pythons, script());
  }

  static PythonPeer start(List<String> pythons, Path script) {
    for (String python : pythons) {
      if (succeeds(python, "-c", "import jinja2")) {
        return new PythonPeer(process(python, script.toString()));
      }
    }
    throw BagelException.user(
        "no Python 3 with Jinja2 in %s: install Debian's python3-jinja2, or name one in BENCHMARKS_PYTHON"
            .formatted(String.join(", ", pythons)));
  }

  private static Path script() {
    return Path.of(System.getProperty("benchmarks.home", "."), "peers", "chat_templates.py");
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

  /// For example `Jinja2 3.1.2, Python 3.11.2`.
  String version() {
    JsonNode versions = ask(Map.of("do", "version"));
    return "Jinja2 %s, Python %s"
        .formatted(versions.path("jinja2").stringValue(), versions.path("python").stringValue());
  }

  @Override
  public void load(List<TemplateCase> cases) {
    ask(Map.of("do", "load", "cases", cases));
  }

  @Override
  public String render(int index) {
    JsonNode answer = ask(Map.of("do", "render", "case", index));
    if (answer.has("error")) {
      throw BagelException.user("Jinja2 fails: " + answer.path("error").stringValue());
    }
    return answer.path("text").stringValue();
  }

  @Override
  public double rendersPerSecond(List<Integer> indexes, double seconds) {
    return rate(Map.of("do", "rate", "cases", indexes, "seconds", seconds));
  }

  @Override
  public double secondsToCompile(int index, double seconds) {
    return 1 / rate(Map.of("do", "compile", "case", index, "seconds", seconds));
  }

  private double rate(Map<String, Object> command) {
    JsonNode answer = ask(command);
    return answer.path("renders").doubleValue() / answer.path("seconds").doubleValue();
  }

  private JsonNode ask(Map<String, ?> command) {
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
