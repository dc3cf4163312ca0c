package dev.bagel.prompting.functions;

import dev.bagel.prompting.NearName;
import dev.bagel.prompting.functions.ParameterType.Nested;
import dev.bagel.prompting.functions.Value.Nothing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds calls against declarations: every name known, everything required there, every value of
/// its type.
final class CallValidator {
  private static final int MOST_PROBLEMS = 20;
  private static final int MOST_NAMES = 12;

  private final List<Problem> problems = new ArrayList<>();
  private final ValueTypes types = new ValueTypes(this);

  private CallValidator() {}

  static CheckedCall check(Functions functions, ReadCall call) {
    Optional<Function> function = functions.named(call.function());
    if (function.isEmpty()) {
      List<String> names = functions.all().stream().map(Function::name).toList();
      return new InvalidCall(
          List.of(
              new Problem(
                  "function",
                  "there is no function '%s'".formatted(Shown.of(call.function())),
                  oneOf(call.function(), names))));
    }
    CallValidator validator = new CallValidator();
    Map<String, Object> arguments =
        validator.fields(call.params(), function.get().parameters(), "params");
    return validator.problems.isEmpty()
        ? new ValidCall(function.get(), arguments)
        : new InvalidCall(validator.problems);
  }

  void problem(String path, String what, String expected) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new Problem(path, what, expected));
    }
  }

  /// What was given for these parameters, in their order.
  Map<String, Object> fields(Map<String, Value> given, List<Parameter> parameters, String path) {
    checkKnown(given, parameters, path);
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      String place = path + "." + parameter.name();
      Value value = given.getOrDefault(parameter.name(), new Nothing());
      if (!(value instanceof Nothing)) {
        @Nullable Object converted = types.convert(value, parameter.type(), place);
        if (converted != null) {
          arguments.put(parameter.name(), converted);
        }
      } else if (parameter.required()) {
        problem(place, "it is missing", TypeMarker.words(parameter.type()));
      }
    }
    return Collections.unmodifiableMap(arguments);
  }

  private void checkKnown(Map<String, Value> given, List<Parameter> parameters, String path) {
    List<String> known = parameters.stream().map(Parameter::name).toList();
    Set<String> names = Set.copyOf(known);
    for (String name : given.keySet()) {
      if (!names.contains(name) && problems.size() < MOST_PROBLEMS) {
        String place = path + "." + Shown.of(name);
        Optional<String> home = home(name, parameters, path);
        if (home.isPresent()) {
          problem(place, "it stands in the wrong place", "it in " + home.get());
        } else {
          problem(place, "there is no such parameter", oneOf(name, known));
        }
      }
    }
  }

  /// The object below these parameters that the name belongs to.
  private static Optional<String> home(String name, List<Parameter> parameters, String path) {
    for (Parameter parameter : parameters) {
      if (parameter.type() instanceof Nested(List<Parameter> inner)) {
        String place = path + "." + parameter.name();
        if (inner.stream().anyMatch(one -> one.name().equals(name))) {
          return Optional.of(place);
        }
        Optional<String> deeper = home(name, inner, place);
        if (deeper.isPresent()) {
          return deeper;
        }
      }
    }
    return Optional.empty();
  }

  private static String oneOf(String name, List<String> known) {
    Optional<String> near = NearName.of(name, known);
    if (near.isPresent()) {
      return "'%s'".formatted(near.get());
    }
    if (known.isEmpty()) {
      return "no parameters";
    }
    String names = String.join(", ", known.subList(0, Math.min(known.size(), MOST_NAMES)));
    return "one of " + names + (known.size() > MOST_NAMES ? " …" : "");
  }
}
