package dev.bagel.chat.template;

import static dev.bagel.chat.template.Signature.entry;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Filters that go through items with a filter, a test or an attribute: `map`, `select` and their
/// like. What they make is computed as it is gone through.
final class SelectionFilters {
  static final Map<String, Filter> TABLE =
      Map.ofEntries(
          entry("map(*)", (value, arguments) -> map(value, arguments.call())),
          entry("select(*)", (value, arguments) -> pick(value, arguments.call(), true, false)),
          entry("reject(*)", (value, arguments) -> pick(value, arguments.call(), false, false)),
          entry("selectattr(*)", (value, arguments) -> pick(value, arguments.call(), true, true)),
          entry("rejectattr(*)", (value, arguments) -> pick(value, arguments.call(), false, true)));

  private SelectionFilters() {}

  private static Object map(Object value, Call call) {
    return lazy(
        value,
        call,
        () -> {
          UnaryOperator<Object> mapping = mapping(call);
          return mapping::apply;
        });
  }

  private static UnaryOperator<Object> mapping(Call call) {
    Object attribute = call.named().get("attribute");
    if (call.positional().isEmpty() && attribute != null) {
      for (String name : call.named().keySet()) {
        if (!name.equals("attribute") && !name.equals("default")) {
          throw new TemplateException("map has no argument '" + name + "'");
        }
      }
      return Paths.getter(attribute, call.named().get("default"));
    }
    if (call.positional().isEmpty()) {
      throw new TemplateException("map needs the name of a filter or an attribute");
    }
    Filter filter = Filters.named(Text.of(call.positional().getFirst(), "the name of a filter"));
    Call rest = rest(call, 1);
    return item -> Cost.filtered(filter, item, rest);
  }

  private static Object pick(Object value, Call call, boolean wanted, boolean byAttribute) {
    return lazy(
        value,
        call,
        () -> {
          Predicate<Object> test = test(call, byAttribute);
          return item -> test.test(item) == wanted ? item : null;
        });
  }

  private static Object lazy(Object value, Call call, Supplier<Step> step) {
    return new Generator(new Lazy(value, call.runtime().budget(), step));
  }

  private static Predicate<Object> test(Call call, boolean byAttribute) {
    List<Object> positional = call.positional();
    if (byAttribute && positional.isEmpty()) {
      throw new TemplateException("the name of an attribute is missing");
    }
    UnaryOperator<Object> getter =
        Paths.getter(byAttribute ? positional.getFirst() : None.NONE, null);
    int used = byAttribute ? 1 : 0;
    if (positional.size() == used) {
      return item -> Python.truth(getter.apply(item));
    }
    Test test = Tests.named(Text.of(positional.get(used), "the name of a test"));
    Call rest = rest(call, used + 1);
    return item -> Cost.tested(test, getter.apply(item), rest);
  }

  private static Call rest(Call call, int used) {
    List<Object> positional = call.positional();
    return new Call(call.runtime(), positional.subList(used, positional.size()), call.named());
  }

  /// What is done with each item.
  private interface Step {
    /// Null where the item is left out.
    @Nullable Object next(Object item);
  }

  /// Items one by one, without those that come to nothing. As in Jinja, nothing is asked of the
  /// arguments where there is nothing to go through.
  private static final class Lazy implements Iterator<Object> {
    private final Object source;
    private final Budget budget;
    private final Supplier<Step> steps;
    private Iterator<Object> items = Collections.emptyIterator();
    private @Nullable Step step;
    private boolean begun;
    private @Nullable Object next;

    Lazy(Object source, Budget budget, Supplier<Step> steps) {
      this.source = source;
      this.budget = budget;
      this.steps = steps;
    }

    @Override
    public boolean hasNext() {
      begin();
      while (next == null && step != null && items.hasNext()) {
        budget.step();
        next = step.next(items.next());
      }
      return next != null;
    }

    private void begin() {
      if (!begun && Python.truth(source)) {
        step = steps.get();
        items = Python.iterate(source).iterator();
      }
      begun = true;
    }

    @Override
    public Object next() {
      Object taken = hasNext() ? next : null;
      if (taken == null) {
        throw new NoSuchElementException();
      }
      next = null;
      return taken;
    }
  }
}
