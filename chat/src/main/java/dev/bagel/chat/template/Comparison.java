package dev.bagel.chat.template;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Python's `==`, `<` and `in`. Every look at a value is charged, since values may hold one another
/// many times over.
final class Comparison {
  private static final int SMALL = 64;

  private final Budget budget;

  private Comparison(Budget budget) {
    this.budget = budget;
  }

  static boolean equal(Object left, Object right, Budget budget) {
    if (identical(left, right)) {
      return !(left instanceof Double number && number.isNaN());
    }
    if (left instanceof String && !Text.is(right)) {
      return false;
    }
    return new Comparison(budget).same(left, right);
  }

  static int compare(Object left, Object right, Budget budget) {
    return new Comparison(budget).order(left, right);
  }

  /// Whether neither is NaN.
  static boolean ordered(Object left, Object right) {
    return !((left instanceof Double a && a.isNaN()) || (right instanceof Double b && b.isNaN()));
  }

  static boolean contains(Object container, Object item, Budget budget) {
    if (Text.is(container)) {
      return Text.of(container, "what is looked for in a string")
          .contains(Text.of(item, "what is looked for in a string"));
    }
    return switch (container) {
      case Map<?, ?> dict -> Dicts.find(dict, item) != null;
      case DictView(DictView.Kind kind, Map<Object, Object> dict) when kind == DictView.Kind.KEYS ->
          Dicts.find(dict, item) != null;
      case Range range when Numbers.isInteger(item) -> range.holds(Numbers.integer(item));
      default -> {
        for (Object candidate : Sequences.iterate(container)) {
          if (identical(candidate, item) || equal(candidate, item, budget)) {
            yield true;
          }
        }
        yield false;
      }
    };
  }

  /// Python's `is`, which its containers try before `==`.
  @SuppressWarnings("ReferenceEquality") // what `is` means
  static boolean identical(Object left, Object right) {
    return left == right;
  }

  private boolean same(Object left, Object right) {
    budget.step();
    if (identical(left, right)) {
      return true;
    }
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return sameNumber(left, right);
    }
    return switch (left) {
      case String text -> Text.is(right) && sameText(text, right.toString());
      case Markup markup -> Text.is(right) && sameText(markup.text(), right.toString());
      case List<?> list ->
          right instanceof List<?> other
              && left instanceof Tuple == right instanceof Tuple
              && sameItems(list, other);
      case Map<?, ?> dict -> right instanceof Map<?, ?> other && sameEntries(dict, other);
      case Range range ->
          right instanceof Range other
              && range.size() == other.size()
              && (range.size() == 0 || range.start() == other.start())
              && (range.size() < 2 || range.step() == other.step());
      case Undefined undefined -> right instanceof Undefined;
      case DictView view -> right instanceof DictView other && view.equals(other);
      default -> left.equals(right);
    };
  }

  private boolean sameText(String left, String right) {
    if (left.length() != right.length()) {
      return false;
    }
    read(left);
    return left.equals(right);
  }

  private void read(String text) {
    if (text.length() > SMALL) {
      budget.size(text.length());
    }
  }

  private static boolean sameNumber(Object left, Object right) {
    return (left instanceof Double || right instanceof Double)
        ? compareNumbers(left, right) == 0 && ordered(left, right)
        : Numbers.integer(left) == Numbers.integer(right);
  }

  private boolean sameItems(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<?> others = right.iterator();
    for (Object item : left) {
      if (!same(item, others.next())) {
        return false;
      }
    }
    return true;
  }

  private boolean sameEntries(Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      Object other = Dicts.find(right, entry.getKey());
      if (other == null || !same(entry.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  private int order(Object left, Object right) {
    budget.step();
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return compareNumbers(left, right);
    }
    if (Text.is(left) && Text.is(right)) {
      String text = left.toString();
      String other = right.toString();
      read(text.length() < other.length() ? text : other);
      return Text.compare(text, other);
    }
    if (left instanceof List<?> first
        && right instanceof List<?> second
        && left instanceof Tuple == right instanceof Tuple) {
      int shorter = Math.min(first.size(), second.size());
      for (int i = 0; i < shorter; i++) {
        if (!same(first.get(i), second.get(i))) {
          return order(first.get(i), second.get(i));
        }
      }
      return Integer.compare(first.size(), second.size());
    }
    throw Types.unsupported("<", left, right);
  }

  /// Exact also between a float and an integer that no float equals.
  private static int compareNumbers(Object left, Object right) {
    if (left instanceof Double a && !(right instanceof Double)) {
      return -compareNumbers(right, a);
    }
    if (!(right instanceof Double b)) {
      return Long.compare(Numbers.integer(left), Numbers.integer(right));
    }
    if (left instanceof Double a) {
      return a < b ? -1 : a > b ? 1 : 0;
    }
    long a = Numbers.integer(left);
    if (b >= 0x1p63) {
      return -1;
    }
    if (b < -0x1p63) {
      return 1;
    }
    int whole = Long.compare(a, (long) (double) b);
    return whole != 0 ? whole : Double.compare(0, b - Math.rint(b) == 0 ? 0 : b % 1);
  }
}
