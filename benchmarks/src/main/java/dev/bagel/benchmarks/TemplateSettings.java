package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `templates` measures and how long.
///
/// @param cases a file of cases; null for the four templates of this module
/// @param rounds of both sides
/// @param seconds of one side in one round, on the wall
/// @param warmUp seconds that Bagel runs each template before any is timed
/// @param sizes of conversations to see how time grows with messages; even, the smallest first
record TemplateSettings(
    @Nullable Path cases, int rounds, double seconds, double warmUp, List<Integer> sizes) {
  static TemplateSettings of(List<String> arguments) {
    if (arguments.isEmpty()) {
      return new TemplateSettings(null, 11, 0.25, 2, List.of(6, 60, 600, 6_000));
    }
    if (arguments.size() == 2 && arguments.getFirst().equals("--cases")) {
      return new TemplateSettings(Path.of(arguments.get(1)), 5, 0.03, 0.5, List.of());
    }
    throw BagelException.user("templates takes --cases FILE, or nothing");
  }

  void run(PrintStream out) {
    try (PythonPeer python = PythonPeer.start()) {
      TemplateComparison comparison = new TemplateComparison(new BagelPeer(), python, this, out);
      if (cases == null) {
        comparison.mainTemplates();
      } else {
        comparison.caseFile(TemplateCases.read(cases));
      }
    }
  }
}
