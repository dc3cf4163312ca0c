package dev.bagel.cli;

import dev.bagel.BagelException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A file of tools that a model may call, as chat templates are given them: a JSON list of
/// `{"type": "function", "function": {"name", "description", "parameters"}}`, where `parameters` is
/// a JSON schema; or of the functions alone.
final class ToolsFile {
  private ToolsFile() {}

  /// @throws BagelException USER where the file holds no such list
  static List<JsonNode> read(Path file) {
    JsonNode tools;
    try {
      tools = JsonMapper.shared().readTree(TextInput.of(file));
    } catch (JacksonException e) {
      throw BagelException.user(file + " is not JSON: " + JsonTrouble.reason(e), e);
    }
    if (!tools.isArray()) {
      throw BagelException.user(file + " is not a JSON list of tools; put them in [ ]");
    }
    for (int i = 0; i < tools.size(); i++) {
      check(file + ", tool " + i, tools.get(i));
    }
    return tools.valueStream().toList();
  }

  private static void check(String where, JsonNode tool) {
    JsonNode function = tool.has("function") ? tool.path("function") : tool;
    if (!function.path("name").isString()) {
      throw BagelException.user(
          where + " has no name; write {\"type\": \"function\", \"function\": {\"name\": …}}");
    }
    JsonNode parameters = function.path("parameters");
    if (!(parameters.isMissingNode() || parameters.isObject())) {
      throw BagelException.user(
          where
              + ": parameters is no JSON schema; write {\"type\": \"object\", \"properties\": …}");
    }
  }
}
