package dev.bagel.prompting.functions;

import java.util.Map;

/// A call that its function's declaration allows; only [Functions#check] makes one.
///
/// Arguments have the Java types that [ParameterType] tells, in the order of the declaration; an
/// optional one that was not given is absent. They cannot be changed.
public final class ValidCall implements CheckedCall {
  private final Function function;
  private final Map<String, Object> arguments;

  ValidCall(Function function, Map<String, Object> arguments) {
    this.function = function;
    this.arguments = arguments;
  }

  public Function function() {
    return function;
  }

  public Map<String, Object> arguments() {
    return arguments;
  }

  /// The call as `{"function": …, "params": …}`, on one line.
  public String toJson() {
    return SchemaWriter.call(this);
  }

  @Override
  public String toString() {
    return toJson();
  }
}
