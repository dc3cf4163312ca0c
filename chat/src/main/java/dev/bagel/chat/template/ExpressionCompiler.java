package dev.bagel.chat.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes expressions that can be evaluated out of expressions that were parsed, in one scope.
final class ExpressionCompiler {
  private final Compiler compiler;
  private final Scope scope;
  private final boolean soft;

  /// @param soft whether an unknown filter or test is an error only where it is reached, as Jinja
  ///   has it inside of conditions
  ExpressionCompiler(Compiler compiler, Scope scope, boolean soft) {
    this.compiler = compiler;
    this.scope = scope;
    this.soft = soft;
  }

  Expression compile(Expr expression) {
    return switch (expression) {
      case Expr.Constant constant -> new Values.Constant(constant.value());
      case Expr.Name name -> compiler.load(symbol(name.name()), scope.function);
      case Expr.ListOf list -> Folding.folded(new Values.ListOf(all(list.items())), list);
      case Expr.TupleOf tuple -> Folding.folded(new Values.TupleOf(all(tuple.items())), tuple);
      case Expr.DictOf dict ->
          new Values.DictOf(
              all(dict.entries().stream().map(Expr.Entry::key).toList()),
              all(dict.entries().stream().map(Expr.Entry::value).toList()));
      case Expr.Attribute attribute ->
          new Lookup.Attribute(compile(attribute.target()), attribute.name());
      case Expr.Item item -> item(item);
      case Expr.Slice slice ->
          throw new TemplateException("a slice cannot stand among other indexes", slice.at());
      case Expr.Invocation call -> invocation(call);
      case Expr.Filtered filtered -> compile(filtered, null);
      case Expr.Tested tested -> tested(tested);
      case Expr.Unary unary -> unary(unary);
      case Expr.Binary binary -> binary(binary);
      case Expr.Joined joined -> new Operation.Joined(all(joined.operands()));
      case Expr.Compared compared -> compared(compared);
      case Expr.Conditional conditional -> conditional(conditional);
    };
  }

  private Symbol symbol(String name) {
    return Objects.requireNonNull(scope.find(name), "the scope was read");
  }

  private List<Expression> all(List<Expr> expressions) {
    return expressions.stream().map(this::compile).toList();
  }

  private @Nullable Expression optional(@Nullable Expr expression) {
    return expression == null ? null : compile(expression);
  }

  private Expression item(Expr.Item item) {
    Expression target = compile(item.target());
    return switch (item.index()) {
      case Expr.Constant(String name, int at) -> new Lookup.Key(target, name);
      case Expr.Slice slice ->
          new Lookup.Slice(
              target,
              optional(slice.from()),
              optional(slice.to()),
              optional(slice.step()),
              Folding.constant(item.target(), slice));
      default -> new Lookup.Item(target, compile(item.index()));
    };
  }

  Application.Invocation invocation(Expr.Invocation call) {
    return new Application.Invocation(compile(call.target()), arguments(call.arguments()));
  }

  private CallArguments arguments(Expr.Arguments arguments) {
    return new CallArguments(
        all(arguments.positional()),
        arguments.named().stream().map(Expr.Keyword::name).toList(),
        all(arguments.named().stream().map(Expr.Keyword::value).toList()),
        optional(arguments.morePositional()),
        optional(arguments.moreNamed()));
  }

  /// @param text of a block, which the first of its filters takes; null outside of such
  Expression compile(Expr.Filtered filtered, @Nullable Expression text) {
    Expression target =
        switch (filtered.target()) {
          case null -> Objects.requireNonNull(text, "only a block's filter has no target");
          case Expr.Filtered inner -> compile(inner, text);
          case Expr other -> compile(other);
        };
    return Filters.find(filtered.filter())
        .<Expression>map(
            filter -> new Application.Filtered(target, filter, arguments(filtered.arguments())))
        .orElseGet(() -> unknown(Filters.unknown(filtered.filter()), filtered.at()));
  }

  private Expression tested(Expr.Tested tested) {
    Expression target = compile(tested.target());
    if (tested.arguments().equals(Expr.Arguments.NONE)) {
      switch (tested.test()) {
        case "defined" -> {
          return new Logic.Defined(target);
        }
        case "undefined" -> {
          return new Logic.Not(new Logic.Defined(target));
        }
        default -> {}
      }
    }
    return Tests.find(tested.test())
        .<Expression>map(
            test -> new Application.Tested(target, test, arguments(tested.arguments())))
        .orElseGet(() -> unknown(Tests.unknown(tested.test()), tested.at()));
  }

  private Expression unknown(String message, int at) {
    if (soft) {
      return new Application.Unknown(message);
    }
    throw new TemplateException(message, at);
  }

  private Expression unary(Expr.Unary unary) {
    Expression operand = compile(unary.operand());
    if (unary.operator().equals("not")) {
      return new Logic.Not(operand);
    }
    return Folding.folded(new Operation.Sign(unary.operator().equals("-"), operand), unary);
  }

  private Expression binary(Expr.Binary binary) {
    return switch (binary.operator()) {
      case "and" -> new Logic.Either(false, compile(binary.left()), compile(binary.right()));
      case "or" -> new Logic.Either(true, compile(binary.left()), compile(binary.right()));
      case "+" -> sum(binary);
      default ->
          new Operation.Binary(
              Operation.Binary.Operator.of(binary.operator()),
              compile(binary.left()),
              compile(binary.right()));
    };
  }

  private Expression sum(Expr.Binary last) {
    Deque<Expr> operands = new ArrayDeque<>();
    Expr left = last;
    while (left instanceof Expr.Binary binary && binary.operator().equals("+")) {
      operands.push(binary.right());
      left = binary.left();
    }
    operands.push(left);
    List<Expression> compiled = new ArrayList<>();
    for (Expr operand : operands) {
      Folding.join(compiled, compile(operand));
    }
    return compiled.size() == 1 ? compiled.getFirst() : new Operation.Sum(compiled);
  }

  private Expression compared(Expr.Compared compared) {
    Expression first = compile(compared.first());
    List<Expression> operands =
        all(compared.comparisons().stream().map(Expr.Comparison::operand).toList());
    Logic.Comparator[] comparators =
        compared.comparisons().stream()
            .map(comparison -> Logic.Comparator.of(comparison.operator()))
            .toArray(Logic.Comparator[]::new);
    return operands.size() == 1
        ? new Logic.Comparison(first, comparators[0], operands.getFirst())
        : new Logic.Chain(first, comparators, operands.toArray(Expression[]::new));
  }

  private Expression conditional(Expr.Conditional conditional) {
    ExpressionCompiler inside = soft ? this : new ExpressionCompiler(compiler, scope, true);
    return new Logic.Conditional(
        inside.compile(conditional.condition()),
        inside.compile(conditional.then()),
        inside.optional(conditional.otherwise()));
  }
}
