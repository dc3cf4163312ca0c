package dev.bagel.chat.template;

import java.util.List;

/// `value | name(arguments)`.
interface Filter {
  Object apply(Object value, Call call);

  /// Whether its time grows with the size of the value.
  default boolean readsAll(Object value) {
    return true;
  }

  /// A filter that looks at one place of a list, or at none.
  record Glance(Filter filter) implements Filter {
    @Override
    public Object apply(Object value, Call call) {
      return filter.apply(value, call);
    }

    @Override
    public boolean readsAll(Object value) {
      return !(value instanceof List);
    }
  }
}
