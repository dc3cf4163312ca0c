package dev.bagel.prompting.functions;

import dev.bagel.BagelException;
import dev.bagel.prompting.functions.ParameterType.DecimalNumber;
import dev.bagel.prompting.functions.ParameterType.TrueOrFalse;
import dev.bagel.prompting.functions.ParameterType.WholeNumber;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Declarations from the part of JSON Schema that tools use. A keyword that would be passed over is
/// an error that names its place.
final class SchemaReader {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Set<String> COMMON = SchemaNotes.with("type", "description", "title");
  private static final Set<String> OF_OBJECTS =
      Set.of("properties", "required", "additionalProperties");

  private SchemaReader() {}

  static Function function(String json) {
    return function(parse(json), "the tool");
  }

  static Functions functions(String json) {
    JsonNode root = parse(json);
    if (!root.isArray()) {
      return Functions.of(function(root, "the tool"));
    }
    List<Function> functions = new ArrayList<>();
    for (JsonNode tool : root) {
      functions.add(function(tool, "tool " + (functions.size() + 1)));
    }
    return new Functions(functions);
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      @Nullable TokenStreamLocation at = e.getLocation();
      String line = at == null ? "" : "line %d: ".formatted(at.getLineNr());
      String reason =
          e.getOriginalMessage().lines().findFirst().orElse("").replaceAll(" \\(.*", "");
      throw BagelException.user("the schema is not JSON: " + line + reason, e);
    }
  }

  private static Function function(JsonNode tool, String where) {
    if (tool.path("function").isObject()) {
      allow(tool, where, Set.of("type", "function"), Set.of());
      return function(tool.get("function"), where);
    }
    String name = text(tool, "name", where);
    for (String other : List.of("input_schema", "inputSchema")) {
      if (tool.has(other)) { // to leave it out would be to lose the parameters
        throw BagelException.user("%s: write 'parameters' for '%s'".formatted(where, other));
      }
    }
    allow(tool, where, Set.of("type", "name", "description", "parameters", "strict"), Set.of());
    JsonNode schema = tool.path("parameters");
    List<Parameter> parameters =
        schema.isMissingNode() || schema.isNull()
            ? List.of()
            : parameters(schema, name + ".parameters");
    return new Function(name, text(tool, "description", where), parameters);
  }

  private static Described type(JsonNode schema, String where) {
    if (!schema.isObject()) {
      throw BagelException.user("%s must be a schema, an object".formatted(where));
    }
    String description = SchemaNotes.description(text(schema, "description", where), schema);
    boolean optional = schema.path("type").isArray();
    String type = typeName(schema, where);
    return switch (type) {
      case "object" ->
          new Described(new ParameterType.Nested(parameters(schema, where)), description, optional);
      case "array" -> {
        allow(schema, where, COMMON, Set.of("items"));
        yield type(schema.path("items"), where + "[]").listed(description, optional);
      }
      case "string" -> new Described(string(schema, where), description, optional);
      default -> {
        allow(schema, where, COMMON, Set.of());
        yield new Described(simple(type, where), description, optional);
      }
    };
  }

  private static ParameterType simple(String type, String where) {
    return switch (type) {
      case "integer" -> new WholeNumber();
      case "number" -> new DecimalNumber();
      case "boolean" -> new TrueOrFalse();
      default ->
          throw BagelException.user(
              "%s has the type '%s': it must be string, integer, number, boolean, array or object"
                  .formatted(where, Shown.of(type)));
    };
  }

  /// A type's name, or a list of one and null, which is how strict schemas say optional.
  private static String typeName(JsonNode schema, String where) {
    JsonNode type = schema.path("type");
    if (type.isMissingNode() && schema.has("enum")) {
      return "string";
    }
    if (type.isArray() && type.size() == 2 && type.get(1).asString("").equals("null")) {
      return type.get(0).asString("");
    }
    return text(schema, "type", where);
  }

  private static ParameterType string(JsonNode schema, String where) {
    allow(schema, where, COMMON, Set.of("enum"));
    if (!schema.has("enum")) {
      return new ParameterType.Text();
    }
    List<String> values = new ArrayList<>();
    for (JsonNode value : schema.get("enum")) {
      if (!value.isString()) {
        throw BagelException.user("%s: the values of 'enum' must be texts".formatted(where));
      }
      values.add(value.stringValue());
    }
    return new ParameterType.Choice(values);
  }

  private static List<Parameter> parameters(JsonNode schema, String where) {
    if (!typeName(schema, where).equals("object")) {
      throw BagelException.user("%s must have the type 'object'".formatted(where));
    }
    allow(schema, where, COMMON, OF_OBJECTS);
    if (schema.path("additionalProperties").asBoolean(false)
        || schema.path("additionalProperties").isObject()) {
      throw BagelException.user(
          "%s: 'additionalProperties' can only be false: name every parameter".formatted(where));
    }
    Set<String> required = required(schema, where);
    List<Parameter> parameters = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String name = property.getKey();
      Described described = type(property.getValue(), where + "." + name);
      boolean needed = required.remove(name) && !described.optional();
      parameters.add(new Parameter(name, described.type(), described.description(), needed));
    }
    if (!required.isEmpty()) {
      throw BagelException.user(
          "%s requires '%s', which is none of its properties"
              .formatted(where, Shown.of(required.iterator().next())));
    }
    return parameters;
  }

  private static Set<String> required(JsonNode schema, String where) {
    Set<String> names = new HashSet<>();
    for (JsonNode name : schema.path("required")) {
      if (!name.isString()) {
        throw BagelException.user("%s: 'required' must be a list of names".formatted(where));
      }
      names.add(name.stringValue());
    }
    return names;
  }

  private static void allow(JsonNode node, String where, Set<String> some, Set<String> more) {
    for (String key : node.propertyNames()) {
      if (!some.contains(key) && !more.contains(key)) {
        throw BagelException.user(
            "%s has the keyword '%s', which declarations cannot hold: leave it out"
                .formatted(where, Shown.of(key)));
      }
    }
  }

  private static String text(JsonNode node, String key, String where) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() && key.equals("description")) {
      return "";
    }
    if (!value.isString()) {
      throw BagelException.user("%s needs a text '%s'".formatted(where, key));
    }
    return value.stringValue();
  }
}
