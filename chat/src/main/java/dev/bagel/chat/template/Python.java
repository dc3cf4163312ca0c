package dev.bagel.chat.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Python does with values: the operators of the template language, and what they are called.
///
/// Values are plain objects: [None], Boolean, Long, Double, String, [Markup], List, [Tuple], Map in
/// the order of its entries, [Range], [DictView], [Generator], [Namespace], [Callable],
/// [Undefined]. None of them changes once it is made. What Python refuses is a [TemplateException].
final class Python {
  private Python() {}

  static boolean truth(Object value) {
    return switch (value) {
      case Boolean bool -> bool;
      case String text -> !text.isEmpty();
      case None none -> false;
      case Undefined undefined -> false;
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> dict -> !dict.isEmpty();
      case Long number -> number != 0;
      case Double number -> number != 0;
      case Markup markup -> !markup.text().isEmpty();
      case Range range -> range.size() > 0;
      case DictView view -> view.size() > 0;
      default -> true;
    };
  }

  /// str(value); what printing gives.
  static String str(Object value) {
    return value instanceof String text ? text : Spelling.str(value);
  }

  static String repr(Object value) {
    return Spelling.repr(value);
  }

  static Object add(Object left, Object right, Budget budget) {
    return left instanceof String first && right instanceof String second
        ? Arithmetic.concatenate(first, second, budget)
        : Arithmetic.add(left, right, budget);
  }

  static Object subtract(Object left, Object right) {
    return Arithmetic.subtract(left, right);
  }

  static Object multiply(Object left, Object right, Budget budget) {
    return Arithmetic.multiply(left, right, budget);
  }

  static Object divide(Object left, Object right) {
    return Arithmetic.divide(left, right);
  }

  static Object floorDivide(Object left, Object right) {
    return Arithmetic.floorDivide(left, right);
  }

  /// Remainder of numbers, formatting of strings.
  static Object modulo(Object left, Object right, Budget budget) {
    return Text.is(left)
        ? PercentFormat.format(left, right, budget)
        : Arithmetic.modulo(left, right);
  }

  static Object power(Object left, Object right) {
    return Arithmetic.power(left, right);
  }

  static Object negate(Object value) {
    return Arithmetic.negate(value);
  }

  static Object positive(Object value) {
    return Arithmetic.positive(value);
  }

  static boolean equal(Object left, Object right, Budget budget) {
    return Comparison.equal(left, right, budget);
  }

  /// Negative, zero or positive; an error where Python has no order.
  static int compare(Object left, Object right, Budget budget) {
    return Comparison.compare(left, right, budget);
  }

  /// `left < right`; unlike [#compare] it knows that NaN is on no side of anything.
  static boolean less(Object left, Object right, Budget budget) {
    return compare(left, right, budget) < 0 && Comparison.ordered(left, right);
  }

  /// `left <= right`; unlike [#compare] it knows that NaN is on no side of anything.
  static boolean lessOrEqual(Object left, Object right, Budget budget) {
    return compare(left, right, budget) <= 0 && Comparison.ordered(left, right);
  }

  static boolean contains(Object container, Object item, Budget budget) {
    return Comparison.contains(container, item, budget);
  }

  /// `target[index]` as Jinja has it: an item, else an attribute, else undefined.
  static Object item(Object target, Object index) {
    return Access.item(target, index);
  }

  /// `target.name` as Jinja has it: an attribute (a method), else an item, else undefined. Loop and
  /// namespace objects implement [Attributes].
  static Object attribute(Object target, String name) {
    return Access.attribute(target, name);
  }

  static Object slice(
      Object target, @Nullable Object from, @Nullable Object to, @Nullable Object step) {
    return Sequences.slice(target, from, to, step);
  }

  static Iterable<Object> iterate(Object value) {
    return Sequences.iterate(value);
  }

  static long length(Object value) {
    return Sequences.length(value);
  }

  /// The `~` operator.
  static Object join(List<Object> values, Budget budget) {
    String[] texts = new String[values.size()];
    long length = 0;
    for (int i = 0; i < texts.length; i++) {
      texts[i] = Cost.spelled(values.get(i), budget);
      budget.size(texts[i].length());
      length += texts[i].length();
      budget.length(length);
    }
    return String.join("", texts);
  }

  /// Puts an entry into a dictionary that is being made: the last value of a key counts, at the
  /// place of its first. Keys that Python cannot hash are an error.
  static void put(Map<Object, Object> dict, Object key, Object value) {
    Dicts.put(dict, key, value);
  }
}
