package dev.bagel.prompting.functions;

import dev.bagel.prompting.functions.Value.Fields;
import dev.bagel.prompting.functions.Value.Items;
import dev.bagel.prompting.functions.Value.Nothing;
import dev.bagel.prompting.functions.Value.Numeral;
import dev.bagel.prompting.functions.Value.Plain;
import dev.bagel.prompting.functions.Value.Text;
import dev.bagel.prompting.functions.Value.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which objects are calls: those with `function` and `params`, or the words that other interfaces
/// have for them.
final class CallShape {
  static final List<String> FUNCTION = List.of("function", "name", "tool");
  static final List<String> PARAMS = List.of("params", "parameters", "arguments", "args");

  /// What may stand beside function and params, and says nothing about the call.
  private static final Set<String> BESIDE =
      Set.of("id", "type", "thought", "thoughts", "reasoning", "explanation", "comment");

  private CallShape() {}

  /// The call that the object is; nothing where it is none.
  ///
  /// @throws Unclear where it is half a call, or more than one
  static Optional<ReadCall> call(Map<String, Value> object) throws Unclear {
    Optional<String> params = only(object, PARAMS);
    Optional<String> function = only(object, FUNCTION);
    if (function.isEmpty()) {
      if (params.isPresent()) {
        throw Unclear.of(
            "there is '%s' without 'function': name the function to call".formatted(params.get()));
      }
      return Optional.empty();
    }
    Value named = object.get(function.get());
    if (named instanceof Fields(Map<String, Value> inner) && params.isEmpty()) {
      checkBeside(object, function.get(), "", true);
      return call(inner);
    }
    if (params.isEmpty() && !function.get().equals("function")) {
      return Optional.empty(); // any object may have a name
    }
    checkBeside(object, function.get(), params.orElse(""), params.isPresent());
    Value given = params.map(object::get).orElse(new Nothing());
    return Optional.of(new ReadCall(name(named, function.get()), params(given)));
  }

  private static Optional<String> only(Map<String, Value> object, List<String> words)
      throws Unclear {
    List<String> found = new ArrayList<>(words);
    found.retainAll(object.keySet());
    if (found.size() > 1) {
      throw Unclear.of(
          "'%s' and '%s' mean the same: give one of them".formatted(found.get(0), found.get(1)));
    }
    return found.stream().findFirst();
  }

  /// What is not known might be a parameter in the wrong place, so it is not passed over.
  private static void checkBeside(
      Map<String, Value> object, String function, String params, boolean complete) throws Unclear {
    for (String key : object.keySet()) {
      boolean known = key.equals(function) || key.equals(params);
      if (!known && !(complete && BESIDE.contains(key))) {
        throw Unclear.of(
            "'%s' stands beside '%s': parameters belong into 'params'"
                .formatted(Shown.of(key), function));
      }
    }
  }

  private static String name(@org.jspecify.annotations.Nullable Value value, String key)
      throws Unclear {
    return switch (value) {
      case Text(String text) -> text;
      case Plain(String text) -> text;
      case null, default -> throw Unclear.of("'%s' must be a function's name".formatted(key));
    };
  }

  /// Also as OpenAI's interface gives them: a text that holds JSON.
  static Map<String, Value> params(Value value) throws Unclear {
    return switch (value) {
      case Fields(Map<String, Value> fields) -> fields;
      case Nothing() -> Map.of();
      case Text(String text) when text.isBlank() -> Map.of();
      case Text(String text) when LenientJson.whole(text) instanceof Fields(var fields) -> fields;
      case Text(_), Plain(_), Numeral(_), Truth(_), Items(_) ->
          throw Unclear.of("'params' must be an object with the parameters by name");
    };
  }
}
