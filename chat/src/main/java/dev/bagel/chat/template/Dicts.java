package dev.bagel.chat.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Dictionaries with Python's idea of equal keys: 1, 1.0 and true are one key.
final class Dicts {
  private static final int MAX_WEIGHT = 10_000;

  private Dicts() {}

  /// What the dictionary has at `key`, null where it has nothing; an error for a key that Python
  /// cannot hash.
  static @Nullable Object find(Map<?, ?> dict, Object key) {
    Object known = key instanceof Markup markup ? markup.text() : key;
    requireHashable(known);
    Object value = dict.get(known);
    if (value != null || known instanceof String || known instanceof None) {
      return value;
    }
    Object same = sameKey(dict, known);
    return same == null ? null : dict.get(same);
  }

  static void put(Map<Object, Object> dict, Object key, Object value) {
    Object known = key instanceof Markup markup ? markup.text() : key;
    requireHashable(known);
    if (known instanceof String || dict.containsKey(known)) {
      dict.put(known, value);
      return;
    }
    Object same = sameKey(dict, known);
    dict.put(same == null ? known : same, value);
  }

  /// A value that is equal (in Java) for keys that are equal in Python: what sets go by.
  static Object canonical(Object key) {
    requireHashable(key);
    return switch (key) {
      case Markup markup -> markup.text();
      case Boolean bool -> Numbers.integer(bool);
      case Double number when number == Math.rint(number) && Math.abs(number) < 0x1p63 ->
          (Object) number.longValue();
      case Tuple tuple -> new Tuple(tuple.stream().map(Dicts::canonical).toList());
      case Undefined undefined -> Undefined.class;
      default -> key;
    };
  }

  private static @Nullable Object sameKey(Map<?, ?> dict, Object key) {
    if (!Numbers.isNumber(key) && !(key instanceof Tuple)) {
      return null;
    }
    for (Object present : dict.keySet()) {
      if (present != null
          && !(present instanceof String)
          && Comparison.equal(present, key, new Budget())) {
        return present;
      }
    }
    return null;
  }

  private static void requireHashable(Object key) {
    if (key instanceof Tuple tuple) {
      if (tuple.weight() > MAX_WEIGHT) {
        throw new TemplateException("a tuple that large cannot be a key");
      }
      tuple.forEach(Dicts::requireHashable);
    } else if (!isHashable(key)) {
      throw new TemplateException("a " + Types.name(key) + " cannot be a key");
    }
  }

  static boolean isHashable(Object key) {
    return !(key instanceof List<?> || key instanceof Map<?, ?> || key instanceof DictView)
        || key instanceof Tuple;
  }
}
