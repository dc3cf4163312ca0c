package dev.bagel.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON in tests.
final class Json {
  private Json() {}

  static JsonNode read(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
