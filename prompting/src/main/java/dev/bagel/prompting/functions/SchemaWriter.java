package dev.bagel.prompting.functions;

import dev.bagel.prompting.functions.ParameterType.Choice;
import dev.bagel.prompting.functions.ParameterType.DecimalNumber;
import dev.bagel.prompting.functions.ParameterType.ListOf;
import dev.bagel.prompting.functions.ParameterType.Nested;
import dev.bagel.prompting.functions.ParameterType.Text;
import dev.bagel.prompting.functions.ParameterType.TrueOrFalse;
import dev.bagel.prompting.functions.ParameterType.WholeNumber;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Declarations as JSON Schema, with keys in one order, and calls as JSON.
final class SchemaWriter {
  private static final JsonMapper MAPPER = new JsonMapper();

  private SchemaWriter() {}

  static String tool(Function function) {
    return MAPPER.writeValueAsString(node(function));
  }

  static String tools(List<Function> functions) {
    ArrayNode list = MAPPER.createArrayNode();
    functions.forEach(function -> list.add(node(function)));
    return MAPPER.writeValueAsString(list);
  }

  static String call(ValidCall call) {
    ObjectNode node = MAPPER.createObjectNode().put("function", call.function().name());
    node.set("params", MAPPER.valueToTree(call.arguments()));
    return MAPPER.writeValueAsString(node);
  }

  private static ObjectNode node(Function function) {
    ObjectNode inner = MAPPER.createObjectNode().put("name", function.name());
    describe(inner, function.description());
    inner.set("parameters", object(MAPPER.createObjectNode(), function.parameters()));
    ObjectNode tool = MAPPER.createObjectNode().put("type", "function");
    tool.set("function", inner);
    return tool;
  }

  private static ObjectNode type(ParameterType type, String description) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("type", name(type));
    describe(node, description);
    switch (type) {
      case Choice(List<String> values) -> values.forEach(node.putArray("enum")::add);
      case ListOf(ParameterType item) -> node.set("items", type(item, ""));
      case Nested(List<Parameter> parameters) -> object(node, parameters);
      case Text(), WholeNumber(), DecimalNumber(), TrueOrFalse() -> {}
    }
    return node;
  }

  private static String name(ParameterType type) {
    return switch (type) {
      case Text(), Choice(_) -> "string";
      case WholeNumber() -> "integer";
      case DecimalNumber() -> "number";
      case TrueOrFalse() -> "boolean";
      case ListOf(_) -> "array";
      case Nested(_) -> "object";
    };
  }

  private static ObjectNode object(ObjectNode node, List<Parameter> parameters) {
    node.put("type", "object");
    ObjectNode properties = node.putObject("properties");
    ArrayNode required = node.putArray("required");
    for (Parameter parameter : parameters) {
      properties.set(parameter.name(), type(parameter.type(), parameter.description()));
      if (parameter.required()) {
        required.add(parameter.name());
      }
    }
    return node.put("additionalProperties", false);
  }

  private static void describe(ObjectNode node, String description) {
    if (!description.isEmpty()) {
      node.put("description", description);
    }
  }
}
