package dev.bagel.chat.template;

import java.util.function.Predicate;

/// `value is name(arguments)`.
interface Test {
  boolean holds(Object value, Call call);

  /// Whether its time grows with the size of the value.
  default boolean readsAll() {
    return true;
  }

  /// A test of what kind of value it is.
  record OfKind(String name, Predicate<Object> kind) implements Test {
    @Override
    public boolean holds(Object value, Call call) {
      Tests.requireArguments(name, 0, call);
      return kind.test(value);
    }

    @Override
    public boolean readsAll() {
      return false;
    }
  }
}
