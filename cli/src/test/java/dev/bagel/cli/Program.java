package dev.bagel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program as a process of its own: the real launcher, in a folder of the test's that holds the
/// classes under test where the launcher looks for the built ones.
record Program(Path home) {
  static Program in(Path home) throws IOException {
    Path lib = Files.createDirectories(home.resolve("cli").resolve("target").resolve("lib"));
    Files.copy(Path.of("..", "bagel"), home.resolve("bagel"));
    home.resolve("bagel").toFile().setExecutable(true);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
    try (OutputStream jar = Files.newOutputStream(lib.resolve("classes.jar"))) {
      new JarOutputStream(jar, manifest).close();
    }
    Files.createFile(lib.resolveSibling("built"));
    return new Program(home);
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toUri().toString())
        .collect(Collectors.joining(" "));
  }

  ProcessBuilder command(Object... args) {
    return command(home.resolve("bagel"), args);
  }

  ProcessBuilder command(Path launcher, Object... args) {
    List<String> words =
        Stream.concat(Stream.of(launcher), Arrays.stream(args)).map(Object::toString).toList();
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectOutput(home.resolve("out").toFile())
            .redirectError(home.resolve("err").toFile());
    builder
        .environment()
        .putAll(Map.of("BAGEL_JAVA_HOME", System.getProperty("java.home"), "BAGEL_JAVA_OPTS", ""));
    return builder;
  }

  /// What came of a process that was started by this program's command.
  Run wait(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("it took more than two minutes");
    }
    return new Run(
        process.exitValue(),
        Files.readString(home.resolve("out"), UTF_8),
        Files.readString(home.resolve("err"), UTF_8));
  }

  Run run(Object... args) throws IOException, InterruptedException {
    return wait(command(args).start());
  }
}
