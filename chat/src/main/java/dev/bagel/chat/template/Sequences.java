package dev.bagel.chat.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Going through values, their lengths and their parts.
final class Sequences {
  private Sequences() {}

  /// The items, characters or keys; an error for what has none.
  static Iterable<Object> iterate(Object value) {
    return switch (value) {
      case List<?> list -> Collections.unmodifiableList(list);
      case Map<?, ?> dict -> Collections.unmodifiableSet(dict.keySet());
      case String text -> Text.characters(text);
      case Markup markup -> Text.characters(markup.text());
      case Undefined undefined -> List.of();
      case Range range -> range;
      case DictView view -> view;
      case Generator generator -> generator;
      default -> throw Types.wrong("what is gone through", "a list or its like", value);
    };
  }

  static boolean isIterable(Object value) {
    return switch (value) {
      case List<?> list -> true;
      case Map<?, ?> dict -> true;
      case String text -> true;
      case Markup markup -> true;
      case Undefined undefined -> true;
      case Iterable<?> items -> true;
      default -> false;
    };
  }

  /// The items in a list of its own.
  static List<Object> list(Object value, Budget budget) {
    if (value instanceof List<?> list) {
      budget.items(list.size());
      return new ArrayList<>(list);
    }
    if (Text.is(value)) {
      budget.items(value.toString().length());
    }
    List<Object> items = new ArrayList<>();
    for (Object item : iterate(value)) {
      budget.step();
      items.add(item);
    }
    return items;
  }

  static long length(Object value) {
    return switch (value) {
      case String text -> Text.length(text);
      case Markup markup -> Text.length(markup.text());
      case List<?> list -> list.size();
      case Map<?, ?> dict -> dict.size();
      case Undefined undefined -> 0;
      case Range range -> range.size();
      case DictView view -> view.size();
      case LoopState loop -> loop.size();
      default -> throw new TemplateException("a " + Types.name(value) + " has no length");
    };
  }

  /// The item at an index, from the end if that is negative; null outside.
  static @Nullable Object at(Object sequence, Object index) {
    long size = length(sequence);
    long given = Numbers.integer(index);
    long place = given < 0 ? given + size : given;
    if (place < 0 || place >= size) {
      return null;
    }
    return switch (sequence) {
      case String text -> Text.at(text, (int) place);
      case Markup markup -> new Markup(Text.at(markup.text(), (int) place));
      case List<?> list -> list.get((int) place);
      case Range range -> range.at(place);
      default -> null;
    };
  }

  static Object slice(
      Object target, @Nullable Object from, @Nullable Object to, @Nullable Object step) {
    if (target instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (!isIndexed(target)) {
      throw Types.wrong("what is sliced", "a string or a list", target);
    }
    if (!SliceBounds.isPlace(from) || !SliceBounds.isPlace(to) || !SliceBounds.isPlace(step)) {
      throw new TemplateException("the bounds of a slice are integers or None");
    }
    SliceBounds bounds = SliceBounds.of(from, to, step, (int) length(target));
    return switch (target) {
      case String text -> Text.slice(text, bounds);
      case Markup markup -> new Markup(Text.slice(markup.text(), bounds));
      case Range range -> {
        long start = range.at(bounds.start());
        yield new Range(start, range.at(bounds.stop()), range.step() * bounds.step());
      }
      default -> slice((List<?>) target, bounds);
    };
  }

  private static Object slice(List<?> list, SliceBounds bounds) {
    List<Object> part = new ArrayList<>(bounds.count());
    for (int i = 0; i < bounds.count(); i++) {
      part.add(list.get(bounds.at(i)));
    }
    return list instanceof Tuple ? new Tuple(part) : part;
  }

  /// Whether it has items at whole numbers.
  static boolean isIndexed(Object value) {
    return Text.is(value) || value instanceof List<?> || value instanceof Range;
  }
}
