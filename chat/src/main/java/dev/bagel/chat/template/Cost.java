package dev.bagel.chat.template;

import java.util.Collection;
import java.util.Map;

/// Charges a rendering for work that goes through a value, so that many looks at a large value are
/// bounded as well.
final class Cost {
  private static final int SMALL = 64;

  private Cost() {}

  static void read(Object value, Budget budget) {
    // Every filter and look-up passes here: plain tests are faster than a switch over types.
    if (value instanceof String text) {
      if (text.length() > SMALL) {
        budget.size(text.length());
      }
    } else if (value instanceof Collection<?> items) {
      if (items.size() > SMALL) {
        budget.items(items.size());
      }
    } else if (value instanceof Map<?, ?> dict && dict.size() > SMALL) {
      budget.items(dict.size());
    }
  }

  /// What a filter makes of a value; going through either is charged.
  static Object filtered(Filter filter, Object value, Call call) {
    if (!filter.readsAll(value)) {
      return filter.apply(value, call);
    }
    Budget budget = call.runtime().budget();
    read(value, budget);
    Object result = filter.apply(value, call);
    read(result, budget);
    return result;
  }

  /// Of looking for `item` in a container. A text is gone through once for each character of the
  /// other at the worst.
  static void search(Object container, Object item, Budget budget) {
    if (container instanceof String text && item instanceof String wanted) {
      long characters = (long) text.length() * Math.max(wanted.length() >> 1, 1);
      for (long left = characters; left > SMALL; left -= 1 << 20) {
        budget.size(Math.min(left, 1 << 20));
      }
    } else if (!(container instanceof Map)) {
      read(container, budget);
    }
  }

  static boolean tested(Test test, Object value, Call call) {
    if (test.readsAll()) {
      read(value, call.runtime().budget());
    }
    return test.holds(value, call);
  }

  /// The text that a value prints as. Writing out costs a step for each character: what is small
  /// may hold one large value many times.
  static String spelled(Object value, Budget budget) {
    if (value instanceof String text) {
      return text;
    }
    String text = Python.str(value);
    if (!Text.is(value)) {
      budget.spell(text.length());
    }
    return text;
  }

  /// Of comparing: texts are compared only if they are of one length. What lists and dicts cost,
  /// [Comparison] charges as far as it goes through them.
  static void compare(Object left, Object right, Budget budget) {
    if (left instanceof String a && right instanceof String b && a.length() == b.length()) {
      read(left, budget);
    }
  }
}
