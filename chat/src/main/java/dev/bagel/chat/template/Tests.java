package dev.bagel.chat.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Every test, by name.
final class Tests {
  private static final Map<String, Test> TABLE = table();

  private Tests() {}

  static Optional<Test> find(String name) {
    return Optional.ofNullable(TABLE.get(name));
  }

  /// Why there is no test of that name, with the one that may be meant.
  static String unknown(String name) {
    return "there is no test '" + name + "'" + Names.suggestion(name, TABLE.keySet());
  }

  /// The test that a filter names.
  static Test named(String name) {
    return find(name).orElseThrow(() -> new TemplateException(unknown(name)));
  }

  private static Map<String, Test> table() {
    Map<String, Test> table = new HashMap<>();
    addTypes(table);
    addComparisons(table);
    one(table, "odd", value -> remainder(value, 2L) == 1);
    one(table, "even", value -> remainder(value, 2L) == 0);
    two(table, "divisibleby", (value, divisor, _) -> remainder(value, divisor) == 0);
    one(table, "lower", value -> KindMethods.isLower(Python.str(value)));
    one(table, "upper", value -> KindMethods.isUpper(Python.str(value)));
    one(
        table,
        "filter",
        value -> Dicts.canonical(value) instanceof String name && Filters.find(name).isPresent());
    one(
        table,
        "test",
        value -> Dicts.canonical(value) instanceof String name && find(name).isPresent());
    return Map.copyOf(table);
  }

  private static void addTypes(Map<String, Test> table) {
    kind(table, "defined", value -> !(value instanceof Undefined));
    kind(table, "undefined", value -> value instanceof Undefined);
    kind(table, "none", value -> value == None.NONE);
    kind(table, "boolean", value -> value instanceof Boolean);
    kind(table, "true", value -> value instanceof Boolean bool && bool);
    kind(table, "false", value -> value instanceof Boolean bool && !bool);
    kind(table, "integer", value -> value instanceof Long);
    kind(table, "float", value -> value instanceof Double);
    kind(table, "number", Numbers::isNumber);
    kind(table, "string", Text::is);
    kind(table, "mapping", value -> value instanceof Map);
    kind(table, "sequence", Tests::isSequence);
    kind(table, "iterable", Sequences::isIterable);
    kind(table, "callable", value -> value instanceof Callable || value instanceof Undefined);
    kind(table, "escaped", value -> value instanceof Markup);
  }

  private static void addComparisons(Map<String, Test> table) {
    two(table, List.of("eq", "==", "equalto"), Python::equal);
    two(table, List.of("ne", "!="), (a, b, budget) -> !Python.equal(a, b, budget));
    two(table, List.of("lt", "<", "lessthan"), Python::less);
    two(table, List.of("le", "<="), Python::lessOrEqual);
    two(table, List.of("gt", ">", "greaterthan"), (a, b, budget) -> Python.less(b, a, budget));
    two(table, List.of("ge", ">="), (a, b, budget) -> Python.lessOrEqual(b, a, budget));
    two(
        table,
        "in",
        (value, container, budget) -> {
          Cost.search(container, value, budget);
          return Python.contains(container, value, budget);
        });
    two(table, "sameas", (value, other, _) -> isSame(value, other));
  }

  /// Of a length and with items at indexes or keys.
  private static boolean isSequence(Object value) {
    return Sequences.isIndexed(value) || value instanceof Map || value instanceof Undefined;
  }

  private static long remainder(Object value, Object divisor) {
    return switch (Python.modulo(value, divisor, new Budget())) {
      case Long whole -> whole;
      case Double real -> real == 0 ? 0 : real == 1 ? 1 : 2;
      default -> 2; // a text: '%' formats it
    };
  }

  /// Python keeps one object for each small value, and an object for each list that is made.
  private static boolean isSame(Object left, Object right) {
    return Comparison.identical(left, right)
        || ((left instanceof Boolean || left instanceof Long || left instanceof String)
            && left.equals(right));
  }

  /// A test of two values.
  private interface Pair {
    boolean holds(Object value, Object other, Budget budget);
  }

  private static void kind(Map<String, Test> table, String name, Predicate<Object> test) {
    table.put(name, new Test.OfKind(name, test));
  }

  private static void one(Map<String, Test> table, String name, Predicate<Object> test) {
    table.put(
        name,
        (value, call) -> {
          requireArguments(name, 0, call);
          return test.test(value);
        });
  }

  private static void two(Map<String, Test> table, String name, Pair test) {
    table.put(
        name,
        (value, call) -> {
          requireArguments(name, 1, call);
          return test.holds(value, argument(call), call.runtime().budget());
        });
  }

  private static void two(Map<String, Test> table, List<String> names, Pair test) {
    names.forEach(name -> two(table, name, test));
  }

  static void requireArguments(String name, int count, Call call) {
    if (call.positional().size() + call.named().size() != count) {
      throw new TemplateException("the test '" + name + "' takes " + count + " arguments");
    }
  }

  private static Object argument(Call call) {
    return call.positional().isEmpty()
        ? call.named().values().iterator().next()
        : call.positional().getFirst();
  }
}
