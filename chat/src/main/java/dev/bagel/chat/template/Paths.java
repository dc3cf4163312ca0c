package dev.bagel.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The `attribute` argument of filters: a way into each item such as `function.name` or `0`.
final class Paths {
  private Paths() {}

  /// @param attribute text with dots between its parts, a number, or None for the item itself
  /// @param otherwise instead of what is undefined on the way; null to leave that undefined
  static UnaryOperator<Object> getter(Object attribute, @Nullable Object otherwise) {
    List<Object> parts = parts(attribute);
    return item -> {
      Object value = item;
      for (Object part : parts) {
        value = Access.item(value, part);
        if (otherwise != null && otherwise != None.NONE && value instanceof Undefined) {
          value = otherwise;
        }
      }
      return value;
    };
  }

  /// Texts in lower case unless case counts; other values as they are.
  static UnaryOperator<Object> folding(
      UnaryOperator<Object> getter, boolean caseSensitive, Budget budget) {
    return caseSensitive ? getter : item -> fold(getter.apply(item), budget);
  }

  private static Object fold(Object value, Budget budget) {
    if (!Text.is(value)) {
      return value;
    }
    Cost.read(value.toString(), budget);
    return CaseMethods.lower(value.toString());
  }

  private static List<Object> parts(Object attribute) {
    if (attribute == None.NONE) {
      return List.of();
    }
    if (!Text.is(attribute)) {
      return List.of(attribute);
    }
    List<Object> parts = new ArrayList<>();
    for (String part : attribute.toString().split("\\.", -1)) {
      boolean number =
          !part.isEmpty() && part.length() < 19 && part.chars().allMatch(c -> c >= '0' && c <= '9');
      parts.add(number ? (Object) Long.valueOf(part) : part);
    }
    return parts;
  }
}
