package dev.bagel.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A tutorial, followed to the letter: its `sh` blocks run in order, in one shell that ends where a
/// command fails, in a folder that looks like the project to somebody who has just built it: there
/// are `./bagel`, which is on the path too, and `examples/`. A block that names a file behind its
/// language, as in `java Ask.java`, is saved there before. No variable holds a key.
record Tutorial(Path page, List<Fence> fences) {
  private static final String LEFT_OUT = "…";

  /// Variables of the developer's own that would lead a command elsewhere.
  private static final String OWN = "(?i)BAGEL_.*|OPENAI_.*|OLLAMA_.*|HF_.*|HUGGING.*|.*_PROXY";

  static Tutorial of(Path page) throws IOException {
    return new Tutorial(page, Fence.of(page));
  }

  /// A block that was run.
  ///
  /// @param out its standard output
  /// @param err its standard error
  /// @param failed whether a command of it failed
  record Ran(Fence block, String out, String err, boolean failed) {}

  /// Whether a text is what a `text` block shows; a line `…` stands for any lines, or none.
  static boolean fits(String printed, String shown) {
    String pattern =
        shown
            .lines()
            .map(line -> line.equals(LEFT_OUT) ? "(?:.*\n)*?" : Pattern.quote(line + "\n"))
            .collect(Collectors.joining());
    return printed.matches(pattern);
  }

  /// The `text` block that says what a block prints, if there is one directly behind it.
  Optional<Fence> shown(Fence block) throws IOException {
    for (Fence fence : fences) {
      if (fence.is("text") && fence.follows(block)) {
        return Optional.of(fence);
      }
    }
    return Optional.empty();
  }

  /// The blocks that run.
  List<Fence> commands() {
    return fences.stream().filter(fence -> fence.is("sh")).toList();
  }

  /// Runs it, up to the first block that fails.
  ///
  /// @param temp an empty folder
  List<Ran> run(Path temp) throws IOException, InterruptedException {
    List<Fence> blocks = commands();
    Path logs = Files.createDirectory(temp.resolve("logs"));
    boolean failed = shell(temp, script(blocks, logs)) != 0;
    List<Ran> ran = new ArrayList<>();
    for (int i = 0; i < blocks.size() && Files.exists(logs.resolve(i + ".out")); i++) {
      boolean last = !Files.exists(logs.resolve((i + 1) + ".out"));
      ran.add(
          new Ran(
              blocks.get(i),
              Files.readString(logs.resolve(i + ".out")),
              Files.readString(logs.resolve(i + ".err")),
              failed && last));
    }
    return ran;
  }

  /// What a reader saves between two lines of the page.
  private void saved(int after, int before, StringBuilder script) {
    for (Fence fence : fences) {
      if (fence.line() > after && fence.line() < before && fence.file().isPresent()) {
        String end = "END_OF_FILE";
        script.append(
            "cat >'%s' <<'%s'\n%s%s\n".formatted(fence.file().get(), end, fence.text(), end));
      }
    }
  }

  private String script(List<Fence> blocks, Path logs) {
    StringBuilder script =
        new StringBuilder(
            """
            set -e
            ended() {
              jobs -p >'%1$s/jobs' # $(jobs -p) is of no jobs in some shells
              kill $(cat '%1$s/jobs') 2>'%1$s/kill' || :
            }
            trap ended EXIT
            """
                .formatted(logs));
    for (int i = 0; i < blocks.size(); i++) {
      saved(i == 0 ? 0 : blocks.get(i - 1).line(), blocks.get(i).line(), script);
      script.append("exec >'%1$s/%2$d.out' 2>'%1$s/%2$d.err'\n".formatted(logs, i));
      script.append(blocks.get(i).text());
    }
    return script.append("exit 0\n").toString();
  }

  private static int shell(Path temp, String script) throws IOException, InterruptedException {
    Path home = Files.createDirectory(temp.resolve("bagel"));
    Program.in(home);
    Examples.copyTo(home);
    Path file = Files.writeString(temp.resolve("script"), script);
    String java = System.getProperty("java.home");
    ProcessBuilder shell = new ProcessBuilder("/bin/sh", file.toString()).directory(home.toFile());
    shell.environment().keySet().removeIf(name -> name.matches(OWN));
    shell
        .environment()
        .putAll(
            Map.of(
                "PATH",
                String.join(
                    File.pathSeparator, home.toString(), java + "/bin", System.getenv("PATH")),
                "BAGEL_JAVA_HOME",
                java,
                "BAGEL_JAVA_OPTS",
                "-XX:TieredStopAtLevel=1", // short runs
                "OMP_NUM_THREADS",
                "1", // beside other tutorials
                "OPENBLAS_NUM_THREADS",
                "1"));
    shell.redirectInput(new File("/dev/null"));
    shell.redirectErrorStream(true).redirectOutput(temp.resolve("rest").toFile());
    Process process = shell.start();
    if (!process.waitFor(4, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("it took more than four minutes");
    }
    return process.exitValue();
  }
}
