package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Where cases come from: the four templates of this module, and files of cases.
final class TemplateCases {
  /// The four main templates, in the layouts that the folders of models carry.
  static final List<String> MAIN = List.of("llama-2", "vicuna", "alpaca", "chatml");

  private static final List<String> STANDARD =
      List.of("tools", "add_generation_prompt", "bos_token", "eos_token");
  private static final String NOW = "2024-07-26T12:00:00";
  private static final ObjectMapper JSON = new ObjectMapper();

  private TemplateCases() {}

  /// One of [#MAIN] with a conversation of [Conversations].
  ///
  /// @param messages even, so that the last is a user's
  static TemplateCase main(String template, int messages) {
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("messages", Conversations.maps(messages));
    variables.put("tools", null);
    variables.put("add_generation_prompt", true);
    variables.put("bos_token", "<s>");
    variables.put("eos_token", "</s>");
    return new TemplateCase(template, source(template), variables, NOW);
  }

  /// One of [#MAIN], in Jinja.
  static String source(String template) {
    return Resource.text("templates/" + template + ".jinja");
  }

  /// The cases of a file that are to be rendered, one JSON object a line; those that are to fail
  /// are left out.
  static List<TemplateCase> read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      List<TemplateCase> cases =
          lines
              .map(JSON::readTree)
              .filter(line -> !line.path("error").booleanValue(false))
              .map(TemplateCases::of)
              .toList();
      if (cases.isEmpty()) {
        throw BagelException.user(file + " has no case that is to be rendered");
      }
      return cases;
    } catch (IOException | UncheckedIOException | JacksonException e) {
      throw BagelException.user(file + " cannot be read as cases, one JSON object a line: " + e);
    }
  }

  private static TemplateCase of(JsonNode line) {
    Map<String, @Nullable Object> variables = new HashMap<>(map(line.path("extra")));
    variables.put("messages", plain(line.path("messages")));
    for (String name : STANDARD) {
      variables.put(name, plain(line.path(name)));
    }
    line.path("absent").forEach(name -> variables.remove(name.stringValue()));
    return new TemplateCase(
        line.path("template_name").stringValue(),
        line.path("template").stringValue(),
        variables,
        line.path("strftime_now").stringValue(NOW));
  }

  private static Map<String, @Nullable Object> map(JsonNode object) {
    return object.isObject() ? JSON.convertValue(object, new TypeReference<>() {}) : Map.of();
  }

  private static @Nullable Object plain(JsonNode value) {
    return JSON.convertValue(value, Object.class);
  }
}
