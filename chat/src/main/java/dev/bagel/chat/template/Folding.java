package dev.bagel.chat.template;

import java.util.List;
import java.util.stream.Stream;

/// Does once, at compile time, what always gives the same value.
final class Folding {
  private Folding() {}

  /// A constant where the syntax holds nothing but constants: values never change, so that one list
  /// does for every rendering.
  static Expression folded(Expression expression, Expr syntax) {
    return constant(syntax) ? new Values.Constant(expression.evaluate(NOWHERE)) : expression;
  }

  private static final Frame NOWHERE =
      new Frame(new Execution(new Budget(), 0, 0, new Object[0], null, false), 0, null);

  static boolean constant(Expr target, Expr.Slice slice) {
    return constant(target)
        && Stream.of(slice.from(), slice.to(), slice.step())
            .allMatch(bound -> bound == null || constant(bound));
  }

  private static boolean constant(Expr syntax) {
    return switch (syntax) {
      case Expr.Constant constant -> true;
      case Expr.ListOf list -> list.items().stream().allMatch(Folding::constant);
      case Expr.TupleOf tuple -> tuple.items().stream().allMatch(Folding::constant);
      case Expr.Unary unary ->
          unary.operand() instanceof Expr.Constant operand
              && (operand.value() instanceof Long || operand.value() instanceof Double)
              && !unary.operator().equals("not");
      default -> false;
    };
  }

  /// Adds an operand of a sum; texts that meet become one.
  static void join(List<Expression> operands, Expression next) {
    if (next instanceof Values.Constant added
        && added.value instanceof String right
        && !operands.isEmpty()
        && operands.getLast() instanceof Values.Constant last
        && last.value instanceof String left) {
      operands.removeLast();
      operands.add(new Values.Constant(left + right));
    } else {
      operands.add(next);
    }
  }
}
