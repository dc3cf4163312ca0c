package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Chat templates as Python's Jinja2 renders them: `peers/chat_templates.py`.
final class PythonPeer implements TemplatePeer, AutoCloseable {
  private final ChildProcess process;

  private PythonPeer(ChildProcess process) {
    this.process = process;
  }

  /// Starts the Python that `BENCHMARKS_PYTHON` names, or else the first that has Jinja2.
  static PythonPeer start() {
    return start(PythonProcess.pythons(), PythonProcess.script("chat_templates.py"));
  }

  static PythonPeer start(List<String> pythons, Path script) {
    return new PythonPeer(
        PythonProcess.start(
            pythons, script, new PythonProcess.Needed("jinja2", "Jinja2", "python3-jinja2")));
  }

  /// For example `Jinja2 3.1.2, Python 3.11.2`.
  String version() {
    JsonNode versions = process.ask(Map.of("do", "version"));
    return "Jinja2 %s, Python %s"
        .formatted(versions.path("jinja2").stringValue(), versions.path("python").stringValue());
  }

  @Override
  public void load(List<TemplateCase> cases) {
    process.ask(Map.of("do", "load", "cases", cases));
  }

  @Override
  public String render(int index) {
    JsonNode answer = process.ask(Map.of("do", "render", "case", index));
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
    JsonNode answer = process.ask(command);
    return answer.path("renders").doubleValue() / answer.path("seconds").doubleValue();
  }

  @Override
  public void close() {
    process.close();
  }
}
