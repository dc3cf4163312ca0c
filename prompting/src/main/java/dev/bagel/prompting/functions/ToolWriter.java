package dev.bagel.prompting.functions;

import dev.bagel.prompting.functions.ParameterType.Choice;
import dev.bagel.prompting.functions.ParameterType.DecimalNumber;
import dev.bagel.prompting.functions.ParameterType.ListOf;
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
import java.util.List;

/// Declarations as LangChain4j's.
final class ToolWriter {
  private ToolWriter() {}

  static ToolSpecification tool(Function function) {
    return ToolSpecification.builder()
        .name(function.name())
        .description(function.description())
        .parameters(object(function.parameters(), ""))
        .build();
  }

  private static JsonSchemaElement element(ParameterType type, String about) {
    return switch (type) {
      case Text() -> JsonStringSchema.builder().description(about).build();
      case WholeNumber() -> JsonIntegerSchema.builder().description(about).build();
      case DecimalNumber() -> JsonNumberSchema.builder().description(about).build();
      case TrueOrFalse() -> JsonBooleanSchema.builder().description(about).build();
      case Choice(List<String> values) ->
          JsonEnumSchema.builder().enumValues(values).description(about).build();
      case ListOf(ParameterType item) ->
          JsonArraySchema.builder().items(element(item, "")).description(about).build();
      case Nested(List<Parameter> parameters) -> object(parameters, about);
    };
  }

  private static JsonObjectSchema object(List<Parameter> parameters, String description) {
    JsonObjectSchema.Builder object = JsonObjectSchema.builder().description(description);
    for (Parameter parameter : parameters) {
      object.addProperty(parameter.name(), element(parameter.type(), parameter.description()));
    }
    return object
        .required(parameters.stream().filter(Parameter::required).map(Parameter::name).toList())
        .additionalProperties(false)
        .build();
  }
}
