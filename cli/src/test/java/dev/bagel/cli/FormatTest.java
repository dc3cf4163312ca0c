package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// All code is formatted by google-java-format. `-Dformat=write` formats it instead of complaining.
/// It runs as a test because the formatter must run on the JDK whose syntax it reads, and tests do.
class FormatTest {
  private static final Path PROJECT = Path.of("..");
  private static final Formatter FORMATTER = new Formatter(JavaFormatterOptions.defaultOptions());

  @Test
  void all_code_is_formatted() throws IOException, FormatterException {
    boolean write = "write".equals(System.getProperty("format"));
    List<Path> unformatted = new ArrayList<>();
    for (Path file : sources()) {
      String text = Files.readString(file);
      String formatted = format(text);
      if (!formatted.equals(text)) {
        if (write) {
          Files.writeString(file, formatted);
        } else {
          unformatted.add(PROJECT.relativize(file));
        }
      }
    }
    assertThat(unformatted).as("files to format: see CONTRIBUTING").isEmpty();
  }

  private static String format(String text) throws FormatterException {
    String ordered =
        ImportOrderer.reorderImports(
            RemoveUnusedImports.removeUnusedImports(text), JavaFormatterOptions.Style.GOOGLE);
    return FORMATTER.formatSource(ordered);
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("chat", "dataset", "prompting", "torch", "cli", "benchmarks")) {
      try (Stream<Path> tree = Files.walk(PROJECT.resolve(module).resolve("src"))) {
        tree.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    for (Path example : Examples.folders()) {
      sources.addAll(Examples.files(example, ".java"));
    }
    assertThat(sources).isNotEmpty();
    return sources;
  }
}
