package dev.bagel.chat.template;

import org.jspecify.annotations.Nullable;

/// Expressions that decide: `not`, `and`, `or`, comparisons, `a if b else c`.
final class Logic {
  private Logic() {}

  /// An expression whose value is a bool.
  abstract static class Condition extends Expression {
    @Override
    abstract boolean truth(Frame frame);

    @Override
    final Object evaluate(Frame frame) {
      return truth(frame);
    }
  }

  static final class Not extends Condition {
    private final Expression operand;

    Not(Expression operand) {
      this.operand = operand;
    }

    @Override
    boolean truth(Frame frame) {
      return !operand.truth(frame);
    }
  }

  /// `and`, `or`: the value is that of the operand that decides.
  static final class Either extends Expression {
    private final boolean decides;
    private final Expression left;
    private final Expression right;

    /// @param decides what of the left operand makes the right one superfluous
    Either(boolean decides, Expression left, Expression right) {
      this.decides = decides;
      this.left = left;
      this.right = right;
    }

    @Override
    Object evaluate(Frame frame) {
      Object value = left.evaluate(frame);
      boolean first = Python.truth(value);
      return first == decides ? value : right.evaluate(frame);
    }

    @Override
    boolean truth(Frame frame) {
      boolean first = left.truth(frame);
      return first == decides ? first : right.truth(frame);
    }
  }

  static final class Conditional extends Expression {
    private final Expression condition;
    private final Expression then;
    private final Expression otherwise;

    Conditional(Expression condition, Expression then, @Nullable Expression otherwise) {
      this.condition = condition;
      this.then = then;
      this.otherwise =
          otherwise == null
              ? new Values.Constant(
                  new Undefined("an if-expression without else has no value: it is undefined"))
              : otherwise;
    }

    @Override
    Object evaluate(Frame frame) {
      return (condition.truth(frame) ? then : otherwise).evaluate(frame);
    }

    @Override
    boolean truth(Frame frame) {
      return (condition.truth(frame) ? then : otherwise).truth(frame);
    }

    @Override
    void print(Frame frame) {
      (condition.truth(frame) ? then : otherwise).print(frame);
    }
  }

  enum Comparator {
    EQUAL,
    UNEQUAL,
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST,
    IN,
    NOT_IN;

    static Comparator of(String spelling) {
      return switch (spelling) {
        case "==" -> EQUAL;
        case "!=" -> UNEQUAL;
        case "<" -> LESS;
        case "<=" -> AT_MOST;
        case ">" -> GREATER;
        case ">=" -> AT_LEAST;
        case "in" -> IN;
        case "not in" -> NOT_IN;
        default -> throw new IllegalArgumentException(spelling);
      };
    }

    boolean holds(Object left, Object right, Budget budget) {
      if (this == IN || this == NOT_IN) {
        Cost.search(right, left, budget);
      } else if (this == EQUAL || this == UNEQUAL) {
        Cost.compare(left, right, budget);
      } else {
        Cost.read(left, budget);
      }
      return switch (this) {
        case EQUAL -> equal(left, right, budget);
        case UNEQUAL -> !equal(left, right, budget);
        case LESS -> Python.less(left, right, budget);
        case AT_MOST -> Python.lessOrEqual(left, right, budget);
        case GREATER -> Python.less(right, left, budget);
        case AT_LEAST -> Python.lessOrEqual(right, left, budget);
        case IN -> Python.contains(right, left, budget);
        case NOT_IN -> !Python.contains(right, left, budget);
      };
    }

    private static boolean equal(Object left, Object right, Budget budget) {
      if (left instanceof String a && right instanceof String b) {
        return a.equals(b);
      }
      return Python.equal(left, right, budget);
    }
  }

  static final class Comparison extends Condition {
    private final Expression left;
    private final Comparator comparator;
    private final Expression right;

    Comparison(Expression left, Comparator comparator, Expression right) {
      this.left = left;
      this.comparator = comparator;
      this.right = right;
    }

    @Override
    boolean truth(Frame frame) {
      return comparator.holds(left.evaluate(frame), right.evaluate(frame), frame.run.budget);
    }
  }

  /// `a < b < c`: each operand is evaluated once, and only while the comparisons hold.
  static final class Chain extends Condition {
    private final Expression first;
    private final Comparator[] comparators;
    private final Expression[] operands;

    Chain(Expression first, Comparator[] comparators, Expression[] operands) {
      this.first = first;
      this.comparators = comparators;
      this.operands = operands;
    }

    @Override
    boolean truth(Frame frame) {
      Object left = first.evaluate(frame);
      for (int i = 0; i < operands.length; i++) {
        Object right = operands[i].evaluate(frame);
        if (!comparators[i].holds(left, right, frame.run.budget)) {
          return false;
        }
        left = right;
      }
      return true;
    }
  }

  static final class Defined extends Condition {
    private final Expression operand;

    Defined(Expression operand) {
      this.operand = operand;
    }

    @Override
    boolean truth(Frame frame) {
      return !(operand.evaluate(frame) instanceof Undefined);
    }
  }
}
