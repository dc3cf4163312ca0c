package dev.bagel.chat.template;

import static dev.bagel.chat.template.Signature.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Methods of lists and tuples; those that change a list are forbidden.
final class ListMethods {
  private static final Map<String, Filter> TABLE =
      Map.ofEntries(
          entry("index(value, start?, stop?)", ListMethods::index),
          entry("count(value)", ListMethods::count),
          entry("copy()", (list, arguments) -> new ArrayList<>((List<?>) list)));

  private static final Set<String> FORBIDDEN =
      Set.of("append", "clear", "pop", "reverse", "insert", "sort", "extend", "remove");

  private ListMethods() {}

  /// Null where there is none.
  static @Nullable Object attribute(List<?> list, String name) {
    if (list instanceof Tuple && name.equals("copy")) {
      return null;
    }
    return FORBIDDEN.contains(name)
        ? Access.unsafe(list, name)
        : Access.bound(list, TABLE.get(name));
  }

  private static Object index(Object value, Arguments arguments) {
    List<?> list = (List<?>) value;
    SliceBounds bounds =
        SliceBounds.of(
            arguments.integer(1, 0), arguments.integer(2, list.size()), None.NONE, list.size());
    for (int i = 0; i < bounds.count(); i++) {
      if (Comparison.equal(list.get(bounds.at(i)), arguments.get(0), arguments.budget())) {
        return (long) bounds.at(i);
      }
    }
    throw new TemplateException(Python.repr(arguments.get(0)) + " is not in the list");
  }

  private static Object count(Object value, Arguments arguments) {
    return ((List<?>) value)
        .stream()
            .filter(item -> Comparison.equal(item, arguments.get(0), arguments.budget()))
            .count();
  }
}
