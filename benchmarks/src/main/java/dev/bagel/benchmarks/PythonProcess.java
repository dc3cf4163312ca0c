package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The scripts in `peers/` as child processes; their protocols are described there.
final class PythonProcess {
  /// Where Debian installs it comes first: a `python3` on the path is often another.
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

  private PythonProcess() {}

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

  /// The first Python that has the module.
  ///
  /// @throws BagelException USER when none has
  static String find(List<String> pythons, Needed needed) {
    return pythons.stream()
        .filter(python -> succeeds(python, "-c", "import " + needed.module()))
        .findFirst()
        .orElseThrow(
            () ->
                BagelException.user(
                    "no Python 3 with %s in %s: install Debian's %s, or name one in BENCHMARKS_PYTHON"
                        .formatted(needed.name(), String.join(", ", pythons), needed.debian())));
  }

  /// Starts a script with the first Python that has the module.
  ///
  /// @throws BagelException USER when none has
  static ChildProcess start(List<String> pythons, Path script, Needed needed) {
    return ChildProcess.start(
        "Python", List.of(find(pythons, needed), script.toString()), Map.of());
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
}
