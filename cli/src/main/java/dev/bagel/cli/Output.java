package dev.bagel.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Where a command prints: results for people or, with `--json`, for machines.
record Output(PrintWriter out, PrintWriter err, boolean json) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final JsonMapper JSON_LINE = JsonMapper.shared();

  static Output of(@Nullable CommandSpec spec, CommonOptions common) {
    CommandSpec present = Objects.requireNonNull(spec, "picocli sets it before a command runs");
    return new Output(present.commandLine().getOut(), present.commandLine().getErr(), common.json);
  }

  /// One object on one line.
  void jsonLine(Object value) {
    out.println(JSON_LINE.writeValueAsString(value));
  }

  void line(String text) {
    out.println(text);
  }

  void json(Object value) {
    out.println(JSON.writeValueAsString(value));
  }
}
