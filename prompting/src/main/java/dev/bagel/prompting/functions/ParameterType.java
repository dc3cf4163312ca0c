package dev.bagel.prompting.functions;

import dev.bagel.BagelException;
import java.util.List;

/// What a parameter's value may be. Nested at most [#DEEPEST] deep.
public sealed interface ParameterType {
  int DEEPEST = 16;

  /// Any text; in Java a [String].
  record Text() implements ParameterType {}

  /// A whole number of 64 bits; in Java a [Long].
  record WholeNumber() implements ParameterType {}

  /// Any decimal number; in Java a [java.math.BigDecimal].
  record DecimalNumber() implements ParameterType {}

  /// True or false; in Java a [Boolean].
  record TrueOrFalse() implements ParameterType {}

  /// One of some texts, to the letter; in Java a [String].
  record Choice(List<String> values) implements ParameterType {
    public Choice {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw BagelException.user("a parameter that chooses from a list needs a value in it");
      }
      Names.checkDistinct(values, "the values to choose from");
    }
  }

  /// Any number of values of one type, in order; in Java a [List].
  record ListOf(ParameterType item) implements ParameterType {
    public ListOf {
      Names.checkDepth(item);
    }
  }

  /// An object with parameters of its own; in Java a [java.util.Map].
  record Nested(List<Parameter> parameters) implements ParameterType {
    public Nested {
      parameters = List.copyOf(parameters);
      Names.checkDistinct(
          parameters.stream().map(Parameter::name).toList(), "the parameters of an object");
      parameters.forEach(parameter -> Names.checkDepth(parameter.type()));
    }
  }
}
