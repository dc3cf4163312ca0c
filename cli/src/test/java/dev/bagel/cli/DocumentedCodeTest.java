package dev.bagel.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// All Java of the documentation compiles: a block with a `main` by itself, and of other blocks
/// each paragraph is part of an example or of a `…Guide` beside this test, which the build
/// compiles.
class DocumentedCodeTest {
  @TempDir private Path temp;

  static List<Fence> blocks() throws IOException {
    List<Path> pages = new ArrayList<>(Fence.pages("docs"));
    pages.addAll(Fence.pages("examples"));
    pages.add(Path.of("README.md"));
    List<Fence> blocks = new ArrayList<>();
    for (Path page : pages) {
      Fence.of(page).stream().filter(fence -> fence.is("java")).forEach(blocks::add);
    }
    return blocks;
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void the_java_of_the_documentation_compiles(Fence block) throws IOException {
    if (block.text().contains("void main(")) {
      assertThat(errors(block.text())).as(block.place()).isEmpty();
    } else {
      String compiled = flat(compiled());
      for (String part : block.text().split("\n\n", -1)) {
        assertThat(compiled.contains(flat(part)))
            .as(
                "%s: nothing compiles this: put it into an example, or into a …Guide of cli's tests"
                    + ":%n%s",
                block.place(), part)
            .isTrue();
      }
    }
  }

  private List<String> errors(String program) {
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("string:///Program.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return program;
          }
        };
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("-proc:none", "-d", temp.toString(), "-cp", System.getProperty("java.class.path"));
    boolean compiled = compiler.getTask(null, null, found, options, null, List.of(source)).call();
    assertThat(compiled || !found.getDiagnostics().isEmpty()).isTrue();
    return found.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(Object::toString)
        .toList();
  }

  private static String compiled() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path example : Examples.folders()) {
      sources.addAll(Examples.files(example, ".java"));
    }
    try (Stream<Path> tests = Files.list(Path.of("src/test/java/dev/bagel/cli"))) {
      tests.filter(file -> file.toString().endsWith("Guide.java")).forEach(sources::add);
    }
    StringBuilder all = new StringBuilder();
    for (Path source : sources) {
      all.append(Files.readString(source)).append('\n');
    }
    return all.toString();
  }

  private static String flat(String code) {
    return code.lines().map(String::strip).collect(joining(" ")).replaceAll("\\s+", " ").strip();
  }
}
