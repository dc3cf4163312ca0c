package dev.bagel.chat.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Expressions that make values: constants, lists, tuples, dicts.
final class Values {
  private Values() {}

  static final class Constant extends Expression {
    final Object value;
    private final boolean truth;
    private final String text;

    Constant(Object value) {
      this.value = value;
      this.truth = Python.truth(value);
      this.text = Python.str(value);
    }

    @Override
    Object evaluate(Frame frame) {
      return value;
    }

    @Override
    boolean truth(Frame frame) {
      return truth;
    }

    @Override
    void print(Frame frame) {
      frame.run.write(text);
    }
  }

  static final class ListOf extends Expression {
    private final Expression[] items;

    ListOf(List<Expression> items) {
      this.items = items.toArray(Expression[]::new);
    }

    @Override
    Object evaluate(Frame frame) {
      List<Object> values = new ArrayList<>(items.length);
      for (Expression item : items) {
        values.add(item.evaluate(frame));
      }
      return values;
    }
  }

  static final class TupleOf extends Expression {
    private final ListOf items;

    TupleOf(List<Expression> items) {
      this.items = new ListOf(items);
    }

    @Override
    @SuppressWarnings("unchecked") // a list of values by its own words
    Object evaluate(Frame frame) {
      return new Tuple((List<Object>) items.evaluate(frame));
    }
  }

  static final class DictOf extends Expression {
    private final Expression[] keys;
    private final Expression[] values;

    DictOf(List<Expression> keys, List<Expression> values) {
      this.keys = keys.toArray(Expression[]::new);
      this.values = values.toArray(Expression[]::new);
    }

    @Override
    Object evaluate(Frame frame) {
      Map<Object, Object> dict = LinkedHashMap.newLinkedHashMap(keys.length);
      for (int i = 0; i < keys.length; i++) {
        Object key = keys[i].evaluate(frame);
        Dicts.put(dict, key, values[i].evaluate(frame));
      }
      return dict;
    }
  }
}
