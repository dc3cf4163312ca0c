package dev.bagel.chat.template;

import static dev.bagel.chat.template.Signature.entry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Filters that order items and bring equal ones together; texts by lower case unless case counts.
final class OrderFilters {
  static final Map<String, Filter> TABLE =
      Map.ofEntries(
          entry("sort(reverse?, case_sensitive?, attribute?)", OrderFilters::sort),
          entry("dictsort(case_sensitive?, by?, reverse?)", OrderFilters::sortDict),
          entry("groupby(attribute, default?, case_sensitive?)", OrderFilters::group),
          entry("unique(case_sensitive?, attribute?)", OrderFilters::unique),
          entry(
              "min(case_sensitive?, attribute?)",
              (value, arguments) -> extreme(value, arguments, -1)),
          entry(
              "max(case_sensitive?, attribute?)",
              (value, arguments) -> extreme(value, arguments, 1)));

  private OrderFilters() {}

  /// Steps for the key of an item, which is a list with a text of its own.
  private static final int KEY_COST = 4;

  private record Keyed(Object key, Object item) {}

  private static Object sort(Object value, Arguments arguments) {
    boolean caseSensitive = arguments.truth(1, false);
    Object attribute = arguments.get(2, None.NONE);
    List<UnaryOperator<Object>> getters = new ArrayList<>();
    if (Text.is(attribute)) {
      for (String path : attribute.toString().split(",", -1)) {
        getters.add(Paths.folding(Paths.getter(path, null), caseSensitive, arguments.budget()));
      }
    } else {
      getters.add(Paths.folding(Paths.getter(attribute, null), caseSensitive, arguments.budget()));
    }
    // Keys are lists, as in Jinja: in these, items that are equal need no order.
    return sorted(
        Sequences.list(value, arguments.budget()),
        item -> getters.stream().map(getter -> getter.apply(item)).toList(),
        arguments.truth(0, false),
        arguments.budget());
  }

  private static List<Object> sorted(
      List<Object> items, UnaryOperator<Object> key, boolean reverse, Budget budget) {
    budget.work(KEY_COST * (long) items.size());
    List<Keyed> keyed = new ArrayList<>();
    for (Object item : items) {
      keyed.add(new Keyed(key.apply(item), item));
    }
    Comparator<Keyed> order = (a, b) -> Comparison.compare(a.key(), b.key(), budget);
    try {
      keyed.sort(reverse ? order.reversed() : order);
    } catch (IllegalArgumentException e) {
      throw new TemplateException("items without an order, such as NaN, cannot be sorted");
    }
    List<Object> sorted = new ArrayList<>();
    keyed.forEach(one -> sorted.add(one.item()));
    return sorted;
  }

  private static Object sortDict(Object value, Arguments arguments) {
    String by = arguments.text(1, "key");
    if (!by.equals("key") && !by.equals("value")) {
      throw new TemplateException("dictsort goes by 'key' or by 'value'");
    }
    if (!(value instanceof Map<?, ?> dict)) {
      throw Types.wrong("what dictsort sorts", "a mapping", value);
    }
    int place = by.equals("key") ? 0 : 1;
    UnaryOperator<Object> key = pair -> ((Tuple) pair).get(place);
    return sorted(
        Sequences.list(DictMethods.view(DictView.Kind.ITEMS, dict), arguments.budget()),
        Paths.folding(key, arguments.truth(0, false), arguments.budget()),
        arguments.truth(2, false),
        arguments.budget());
  }

  private static Object group(Object value, Arguments arguments) {
    UnaryOperator<Object> spelled = Paths.getter(arguments.get(0), arguments.get(1, None.NONE));
    UnaryOperator<Object> key =
        Paths.folding(spelled, arguments.truth(2, false), arguments.budget());
    List<Object> groups = new ArrayList<>();
    List<Object> items = new ArrayList<>();
    Budget budget = arguments.budget();
    for (Object item : sorted(Sequences.list(value, budget), key, false, budget)) {
      if (!items.isEmpty() && !Python.equal(key.apply(items.getFirst()), key.apply(item), budget)) {
        groups.add(new Group(spelled.apply(items.getFirst()), items));
        items = new ArrayList<>();
      }
      items.add(item);
    }
    if (!items.isEmpty()) {
      groups.add(new Group(spelled.apply(items.getFirst()), items));
    }
    return groups;
  }

  private static Object unique(Object value, Arguments arguments) {
    UnaryOperator<Object> key =
        Paths.folding(
            Paths.getter(arguments.get(1, None.NONE), null),
            arguments.truth(0, false),
            arguments.budget());
    Set<Object> seen = new HashSet<>();
    List<Object> items = new ArrayList<>();
    for (Object item : Python.iterate(value)) {
      arguments.budget().step();
      if (seen.add(Dicts.canonical(key.apply(item)))) {
        items.add(item);
      }
    }
    return new Generator(items.iterator());
  }

  private static Object extreme(Object value, Arguments arguments, int direction) {
    UnaryOperator<Object> key =
        Paths.folding(
            Paths.getter(arguments.get(1, None.NONE), null),
            arguments.truth(0, false),
            arguments.budget());
    Iterator<Object> items = Python.iterate(value).iterator();
    if (!items.hasNext()) {
      return new Undefined("no aggregated item, the sequence is empty");
    }
    Object best = items.next();
    Object bestKey = key.apply(best);
    while (items.hasNext()) {
      Object item = items.next();
      Object itemKey = key.apply(item);
      boolean better =
          direction < 0
              ? Python.less(itemKey, bestKey, arguments.budget())
              : Python.less(bestKey, itemKey, arguments.budget());
      if (better) {
        best = item;
        bestKey = itemKey;
      }
    }
    return best;
  }
}
