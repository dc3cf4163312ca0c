package dev.bagel.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Where a command prints: results for people or, with `--json`, for machines.
record Output(PrintWriter out, PrintWriter err, boolean json) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final JsonMapper JSON_LINE = JsonMapper.shared();

  /// Where `spec`'s command prints. `--json` counts wherever it was given, before a subcommand too.
  static Output of(@Nullable CommandSpec spec) {
    CommandSpec present = Objects.requireNonNull(spec, "picocli sets it before a command runs");
    boolean json = false;
    for (CommandSpec at = present; at != null; at = at.parent()) {
      OptionSpec option = at.findOption("--json");
      json |= option != null && Boolean.TRUE.equals(option.getValue());
    }
    return new Output(present.commandLine().getOut(), present.commandLine().getErr(), json);
  }

  /// One object on one line.
  void jsonLine(Object value) {
    out.println(JSON_LINE.writeValueAsString(value));
  }

  /// What a model would be asked, as it is, with one line end behind it.
  void prompt(String prompt) {
    if (json) {
      json(Map.of("prompt", prompt));
    } else {
      line(prompt.endsWith("\n") ? prompt.substring(0, prompt.length() - 1) : prompt);
    }
  }

  void line(String text) {
    out.println(text);
  }

  void json(Object value) {
    out.println(JSON.writeValueAsString(value));
  }
}
