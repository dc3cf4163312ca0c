package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import dev.bagel.dataset.decontaminate.BenchmarkItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A text of which is known whether a benchmark asks it.
///
/// @param kind how it was made of the benchmark's item; `clean` where it was not
record LabelledRow(String text, boolean contaminated, String kind) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// The rows of a file of JSON objects, one a line, with `text`, `label` (`contaminated` or
  /// `clean`) and `kind`.
  static List<LabelledRow> read(Path file) {
    return lines(file, LabelledRow::of);
  }

  /// The items of a file of JSON objects, one a line, with `benchmark`, `index` and `text`.
  static List<BenchmarkItem> items(Path file) {
    return lines(
        file,
        line ->
            new BenchmarkItem(
                line.required("benchmark").stringValue(),
                line.required("index").longValue(),
                line.required("text").stringValue()));
  }

  private static LabelledRow of(JsonNode line) {
    return new LabelledRow(
        line.required("text").stringValue(),
        line.required("label").stringValue().equals("contaminated"),
        line.required("kind").stringValue());
  }

  private static <T> List<T> lines(Path file, Function<JsonNode, T> of) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> !line.isBlank()).map(JSON::readTree).map(of).toList();
    } catch (IOException | UncheckedIOException | JacksonException e) {
      throw BagelException.user(
          file + " cannot be read as labelled rows, one JSON object a line: " + e);
    }
  }
}
