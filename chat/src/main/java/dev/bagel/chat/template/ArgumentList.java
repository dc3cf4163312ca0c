package dev.bagel.chat.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses the arguments of one call: by position, then by name, with `*` and `**`.
final class ArgumentList {
  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final List<Expr> positional = new ArrayList<>();
  private final List<Expr.Keyword> named = new ArrayList<>();
  private @Nullable Expr morePositional;
  private @Nullable Expr moreNamed;

  ArgumentList(TokenStream tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  boolean started() {
    return !positional.isEmpty() || !named.isEmpty() || morePositional != null || moreNamed != null;
  }

  void next() {
    if (tokens.current().isOperator("*")) {
      order(morePositional == null && moreNamed == null);
      tokens.take();
      morePositional = expressions.expression();
    } else if (tokens.current().isOperator("**")) {
      order(moreNamed == null);
      tokens.take();
      moreNamed = expressions.expression();
    } else if (tokens.current().kind() == Token.Kind.NAME && tokens.following().isOperator("=")) {
      order(moreNamed == null);
      String name = tokens.current().text();
      if (named.stream().anyMatch(keyword -> keyword.name().equals(name))) {
        throw tokens.error("the argument '" + name + "' is given twice");
      }
      tokens.take();
      tokens.expectOperator("=");
      named.add(new Expr.Keyword(name, expressions.expression()));
    } else {
      order(named.isEmpty() && morePositional == null && moreNamed == null);
      positional.add(expressions.expression());
    }
  }

  private void order(boolean right) {
    if (!right) {
      throw tokens.error("this argument is out of order in its call");
    }
  }

  Expr.Arguments arguments() {
    return new Expr.Arguments(
        List.copyOf(positional), List.copyOf(named), morePositional, moreNamed);
  }
}
