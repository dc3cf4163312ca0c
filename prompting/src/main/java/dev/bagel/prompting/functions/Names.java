package dev.bagel.prompting.functions;

import dev.bagel.BagelException;
import dev.bagel.prompting.functions.ParameterType.Choice;
import dev.bagel.prompting.functions.ParameterType.DecimalNumber;
import dev.bagel.prompting.functions.ParameterType.ListOf;
import dev.bagel.prompting.functions.ParameterType.Nested;
import dev.bagel.prompting.functions.ParameterType.Text;
import dev.bagel.prompting.functions.ParameterType.TrueOrFalse;
import dev.bagel.prompting.functions.ParameterType.WholeNumber;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The rules that every declaration obeys.
final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");

  private Names() {}

  static void check(String name, String of) {
    if (!NAME.matcher(name).matches()) {
      throw BagelException.user(
          ("%s cannot be named '%s': a name is a letter or '_', then letters, digits, '_', '-' and"
                  + " '.', at most 64 in all")
              .formatted(of, Shown.of(name)));
    }
  }

  static void checkDistinct(List<String> names, String where) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw BagelException.user("'%s' stands twice in %s".formatted(Shown.of(name), where));
      }
    }
  }

  static void checkDepth(ParameterType inner) {
    if (depth(inner) >= ParameterType.DEEPEST) {
      throw BagelException.user(
          "parameters are nested more than %d deep: make them flatter"
              .formatted(ParameterType.DEEPEST));
    }
  }

  private static int depth(ParameterType type) {
    return switch (type) {
      case Text(), WholeNumber(), DecimalNumber(), TrueOrFalse(), Choice(_) -> 1;
      case ListOf(ParameterType item) -> 1 + depth(item);
      case Nested(List<Parameter> inner) ->
          1 + inner.stream().mapToInt(parameter -> depth(parameter.type())).max().orElse(0);
    };
  }
}
