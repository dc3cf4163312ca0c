package dev.bagel.prompting.functions;

import dev.bagel.BagelException;
import dev.langchain4j.agent.tool.ToolSpecification;
import java.util.List;

/// A function that a model may call: the declaration, the same whatever it was made from.
///
/// @param name a letter or `_`, then letters, digits, `_`, `-` and `.`, at most 64
/// @param description what it does, for the model; may be empty and may have several lines
/// @param parameters in the order in which the model is shown them, no name twice
public record Function(String name, String description, List<Parameter> parameters) {

  public Function {
    Names.check(name, "a function");
    parameters = List.copyOf(parameters);
    Names.checkDistinct(
        parameters.stream().map(Parameter::name).toList(), "the parameters of " + name);
  }

  /// From a tool as OpenAI's interface takes it: `name`, `description` and `parameters`, bare or
  /// under `function`. Of JSON Schema it knows what the reference lists.
  ///
  /// @throws BagelException on anything else, naming the place
  public static Function fromSchema(String json) {
    return SchemaReader.function(json);
  }

  /// From a text as [#toYaml] writes it, with exactly one function.
  ///
  /// @throws BagelException where it is not that, naming the line
  public static Function fromYaml(String yaml) {
    List<Function> all = Functions.fromYaml(yaml).all();
    if (all.size() != 1) {
      throw BagelException.user(
          "expected one function in the YAML and found %d: read several with Functions"
              .formatted(all.size()));
    }
    return all.getFirst();
  }

  /// From a record, whose components are the parameters; `@Description` describes the record and
  /// its components, and names nothing: the function has the given name.
  public static Function fromRecord(String name, Class<? extends Record> type) {
    return JavaDeclaration.ofRecord(name, type);
  }

  /// From LangChain4j's own declaration.
  ///
  /// @throws BagelException where its schema has a part that declarations lack, naming it
  public static Function fromTool(ToolSpecification tool) {
    return ToolReader.function(tool);
  }

  /// As OpenAI's interface takes it, on one line.
  public String toSchema() {
    return SchemaWriter.tool(this);
  }

  /// As it stands in prompts, which is also a form to write functions down.
  public String toYaml() {
    return YamlForm.write(this);
  }

  /// As LangChain4j declares it to models.
  public ToolSpecification toTool() {
    return ToolWriter.tool(this);
  }
}
