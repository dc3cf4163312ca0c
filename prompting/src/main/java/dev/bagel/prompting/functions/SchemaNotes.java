package dev.bagel.prompting.functions;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Keywords of JSON Schema that a declaration has no place of its own for, and that real lists of
/// tools have all the same.
final class SchemaNotes {
  /// What the model should know: told in the description. That a value keeps to it is for the code
  /// that is called to check.
  private static final List<String> TOLD =
      List.of(
          "default",
          "format",
          "pattern",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "uniqueItems");

  /// What is for those who write schemas.
  private static final Set<String> PASSED_OVER =
      Set.of("$schema", "$id", "$comment", "examples", "deprecated", "readOnly", "writeOnly");

  private SchemaNotes() {}

  /// These keywords and all that are told or passed over.
  static Set<String> with(String... keywords) {
    return Stream.of(Stream.of(keywords), TOLD.stream(), PASSED_OVER.stream())
        .flatMap(it -> it)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// A description, and behind it what a schema has of the keywords that are told: `Most results.
  /// default: 10, minimum: 1`.
  static String description(String description, JsonNode schema) {
    String told =
        TOLD.stream()
            .filter(schema::has)
            .map(keyword -> keyword + ": " + schema.get(keyword))
            .collect(Collectors.joining(", "));
    return told.isEmpty() ? description : (description + " " + told).strip();
  }
}
