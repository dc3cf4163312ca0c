package dev.bagel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.BagelException;
import dev.bagel.chat.template.ChatTemplate;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `bagel render --cases`: chat templates with what they are given, a case a line. That a template
/// fails is a result; each distinct one is compiled once.
final class CaseRendering {
  private record Text(JsonNode id, String text) {}

  private record Failure(JsonNode id, String error) {}

  private sealed interface Compiled {
    record Sound(ChatTemplate template) implements Compiled {}

    record Broken(BagelException error) implements Compiled {}
  }

  @Option(
      names = "--cases",
      paramLabel = "FILE",
      description = {
        "JSON lines with id, template, messages, and where the template reads them tools,"
            + " add_generation_prompt, bos_token, eos_token, extra (other variables), absent (names"
            + " that are undefined) and strftime_now (the time that it tells)."
      })
  private @Nullable Path file;

  private final Map<String, Compiled> compiled = new HashMap<>();
  private @Nullable RuntimeException fault;

  boolean chosen() {
    return file != null;
  }

  void render(Output output) {
    if (file == null) {
      throw new IllegalStateException("--cases was not given");
    }
    long bad = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        bad += render(line, number++, output);
      }
    } catch (NoSuchFileException e) {
      throw BagelException.user("cannot read " + file + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw BagelException.user(file + " is not UTF-8", e);
    } catch (IOException e) {
      throw BagelException.user("cannot read " + file + ": " + e.getMessage(), e);
    }
    if (fault != null) {
      throw BagelException.internal(
          "some cases of %s met a fault of Bagel's: their lines say so".formatted(file), fault);
    }
    if (bad > 0) {
      throw BagelException.user(
          "%d of the lines of %s are no cases: they are named above".formatted(bad, file));
    }
  }

  /// Returns how many bad lines this one is.
  private int render(String line, long number, Output output) {
    if (line.isBlank()) {
      return 0;
    }
    try {
      render(TemplateCase.read(line), output);
      return 0;
    } catch (BagelException e) {
      output.err().printf("bagel: %s, line %d: %s%n", file, number, e.getMessage());
      return 1;
    }
  }

  private void render(TemplateCase one, Output output) {
    try {
      String text = template(one).render(List.of(), null, one.options());
      output.jsonLine(new Text(one.id(), text));
    } catch (BagelException e) {
      output.jsonLine(new Failure(one.id(), e.getMessage()));
    } catch (RuntimeException e) { // one case's fault must not cost the results of the others
      output.jsonLine(new Failure(one.id(), "this is a fault of Bagel's: " + e));
      fault = e;
    }
  }

  private ChatTemplate template(TemplateCase one) {
    return switch (compiled.computeIfAbsent(
        one.template(), source -> compile("of case " + one.id().asString(""), source))) {
      case Compiled.Sound sound -> sound.template();
      case Compiled.Broken broken -> throw broken.error();
    };
  }

  private static Compiled compile(String name, String source) {
    try {
      return new Compiled.Sound(ChatTemplate.parse(name, source));
    } catch (BagelException e) {
      return new Compiled.Broken(e);
    }
  }
}
