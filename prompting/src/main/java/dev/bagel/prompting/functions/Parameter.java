package dev.bagel.prompting.functions;

/// One parameter of a function, or of an object within it.
///
/// @param description for the model; may be empty and may have several lines
/// @param required whether a call without it is refused
public record Parameter(String name, ParameterType type, String description, boolean required) {

  public Parameter {
    Names.check(name, "a parameter");
  }

  public static Parameter required(String name, ParameterType type, String description) {
    return new Parameter(name, type, description, true);
  }

  public static Parameter optional(String name, ParameterType type, String description) {
    return new Parameter(name, type, description, false);
  }
}
