package dev.bagel.chat.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Expressions that look into values. What is common (a key of a dict, an item of a list) is done
/// here, the rest by [Python].
final class Lookup {
  private static final Set<String> DICT_METHODS =
      Set.of(
          "clear",
          "copy",
          "fromkeys",
          "get",
          "items",
          "keys",
          "pop",
          "popitem",
          "setdefault",
          "update",
          "values");

  private Lookup() {}

  /// `target.name`
  static final class Attribute extends Expression {
    private final Expression target;
    private final String name;
    private final boolean key;

    Attribute(Expression target, String name) {
      this.target = target;
      this.name = name;
      this.key = !name.startsWith("_") && !DICT_METHODS.contains(name);
    }

    @Override
    Object evaluate(Frame frame) {
      Object value = target.evaluate(frame);
      if (key && value instanceof Map<?, ?> dict) {
        Object found = dict.get(name);
        if (found != null) {
          return found;
        }
      } else if (value instanceof LoopState loop) {
        return loop.attribute(name);
      }
      Cost.read(value, frame.run.budget);
      return Python.attribute(value, name);
    }
  }

  /// `target['name']`
  static final class Key extends Expression {
    private final Expression target;
    private final String name;

    Key(Expression target, String name) {
      this.target = target;
      this.name = name;
    }

    @Override
    Object evaluate(Frame frame) {
      Object value = target.evaluate(frame);
      if (value instanceof Map<?, ?> dict) {
        Object found = dict.get(name);
        if (found != null) {
          return found;
        }
      }
      return Python.item(value, name);
    }
  }

  /// `target[index]`
  static final class Item extends Expression {
    private final Expression target;
    private final Expression index;

    Item(Expression target, Expression index) {
      this.target = target;
      this.index = index;
    }

    @Override
    Object evaluate(Frame frame) {
      Object value = target.evaluate(frame);
      Object at = index.evaluate(frame);
      if (value instanceof List<?> list && at instanceof Long number) {
        long position = number < 0 ? number + list.size() : number;
        if (position >= 0 && position < list.size()) {
          return list.get((int) position);
        }
      }
      Cost.read(value, frame.run.budget);
      return Python.item(value, at);
    }
  }

  /// `target[from:to:step]`
  static final class Slice extends Expression {
    private final Expression target;
    private final @Nullable Expression from;
    private final @Nullable Expression to;
    private final @Nullable Expression step;
    private final boolean constant;

    /// @param constant whether nothing but constants takes part: Jinja slices these when it
    ///   compiles, where what cannot be sliced is undefined and not an error
    Slice(
        Expression target,
        @Nullable Expression from,
        @Nullable Expression to,
        @Nullable Expression step,
        boolean constant) {
      this.target = target;
      this.from = from;
      this.to = to;
      this.step = step;
      this.constant = constant;
    }

    @Override
    Object evaluate(Frame frame) {
      Object value = target.evaluate(frame);
      boolean list = value instanceof List<?>;
      if (!list) {
        Cost.read(value, frame.run.budget);
      }
      if (constant && !Sequences.isIndexed(value)) {
        return new Undefined(Types.name(value) + " object has no slices");
      }
      Object slice = Python.slice(value, value(from, frame), value(to, frame), value(step, frame));
      if (list) {
        Cost.read(slice, frame.run.budget);
      }
      return slice;
    }

    private static @Nullable Object value(@Nullable Expression bound, Frame frame) {
      return bound == null ? null : bound.evaluate(frame);
    }
  }
}
