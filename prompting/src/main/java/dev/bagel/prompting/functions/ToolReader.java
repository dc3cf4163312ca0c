package dev.bagel.prompting.functions;

import dev.bagel.BagelException;
import dev.bagel.prompting.functions.ParameterType.Choice;
import dev.bagel.prompting.functions.ParameterType.DecimalNumber;
import dev.bagel.prompting.functions.ParameterType.Nested;
import dev.bagel.prompting.functions.ParameterType.Text;
import dev.bagel.prompting.functions.ParameterType.TrueOrFalse;
import dev.bagel.prompting.functions.ParameterType.WholeNumber;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Declarations from LangChain4j's.
final class ToolReader {
  private ToolReader() {}

  static Function function(ToolSpecification tool) {
    @Nullable JsonObjectSchema schema = tool.parameters();
    List<Parameter> parameters =
        schema == null ? List.of() : parameters(schema, tool.name() + ".parameters");
    return new Function(tool.name(), text(tool.description()), parameters);
  }

  private static List<Parameter> parameters(JsonObjectSchema schema, String where) {
    if (Boolean.TRUE.equals(schema.additionalProperties())) {
      throw BagelException.user(
          where + " allows additional properties: name every parameter instead");
    }
    Set<String> required = new HashSet<>(schema.required());
    List<Parameter> parameters = new ArrayList<>();
    schema
        .properties()
        .forEach(
            (name, element) -> {
              Described described = type(element, where + "." + name);
              parameters.add(
                  new Parameter(
                      name, described.type(), described.description(), required.contains(name)));
            });
    return parameters;
  }

  private static Described type(JsonSchemaElement element, String where) {
    String description = text(element.description());
    return switch (element) {
      case JsonStringSchema _ -> new Described(new Text(), description, false);
      case JsonIntegerSchema _ -> new Described(new WholeNumber(), description, false);
      case JsonNumberSchema _ -> new Described(new DecimalNumber(), description, false);
      case JsonBooleanSchema _ -> new Described(new TrueOrFalse(), description, false);
      case JsonEnumSchema values ->
          new Described(new Choice(values.enumValues()), description, false);
      case JsonArraySchema list -> type(list.items(), where + "[]").listed(description, false);
      case JsonObjectSchema object ->
          new Described(new Nested(parameters(object, where)), description, false);
      default ->
          throw BagelException.user(
              "%s is a %s, which declarations cannot hold"
                  .formatted(where, element.getClass().getSimpleName()));
    };
  }

  private static String text(@Nullable String description) {
    return description == null ? "" : description;
  }
}
