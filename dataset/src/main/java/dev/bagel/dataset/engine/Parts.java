package dev.bagel.dataset.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All the records, cut into parts.
///
/// @param size how many records they hold, where that is known without running them
/// @param layout how the records lie in the parts, where that is known
record Parts<T>(List<Part<T>> list, OptionalLong size, @Nullable Layout layout) {

  /// Parts that follow each other by key, each of them running in the order of the key.
  ///
  /// @param key the very function that was given to order them by
  /// @param bytes how much each part held when it was laid out
  record Layout(Fn<?, ? extends @Nullable Key> key, List<Long> bytes) {
    @SuppressWarnings("ReferenceEquality") // two functions are known to agree only if they are one
    boolean isBy(Fn<?, ? extends @Nullable Key> function) {
      return key == function;
    }
  }

  static <T> Parts<T> of(List<Part<T>> list) {
    return new Parts<>(list, OptionalLong.empty(), null);
  }

  /// For steps that make one record of one: as many remain, where they were.
  <R> Parts<R> oneToOne(Function<Part<T>, Part<R>> step) {
    return new Parts<>(list.stream().map(step).toList(), size, layout);
  }

  <R> Parts<R> each(Function<Part<T>, Part<R>> step) {
    return of(list.stream().map(step).toList());
  }

  Parts<T> and(Parts<T> others) {
    List<Part<T>> both = new ArrayList<>(list);
    both.addAll(others.list);
    OptionalLong sum =
        size.isPresent() && others.size.isPresent()
            ? OptionalLong.of(size.getAsLong() + others.size.getAsLong())
            : OptionalLong.empty();
    return new Parts<>(both, sum, null);
  }
}
