package dev.bagel.chat.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/// Parses a template into statements.
final class StatementParser {
  /// A block that is not closed yet, and the tags that may close or continue it.
  private record Open(String tag, int at, List<String> ends) {}

  private static final Set<String> OTHER_FILES = Set.of("include", "import", "from", "extends");

  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final TargetParser targets;
  private final Deque<Open> open = new ArrayDeque<>();
  private int loops;

  private StatementParser(TokenStream tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens);
    this.targets = new TargetParser(tokens, expressions);
  }

  /// @param source normalized
  static List<Stmt> parse(String source) {
    return new StatementParser(new TokenStream(Lexer.tokens(source))).statements(List.of());
  }

  /// Up to a tag that ends them, which stays the current word; without ends, to the end.
  private List<Stmt> statements(List<String> ends) {
    List<Stmt> statements = new ArrayList<>();
    while (true) {
      Token token = tokens.take();
      switch (token.kind()) {
        case DATA -> statements.add(new Stmt.Text(token.text(), token.at()));
        case VARIABLE_BEGIN -> statements.add(variable(token.at()));
        case BLOCK_BEGIN -> {
          if (ends.contains(tokens.current().text())) {
            return List.copyOf(statements);
          }
          statements.add(statement());
          tokens.expect(Token.Kind.BLOCK_END, "'%}'");
        }
        default -> {
          if (!open.isEmpty()) {
            throw unclosed(open.element());
          }
          return List.copyOf(statements);
        }
      }
    }
  }

  private static TemplateException unclosed(Open block) {
    return new TemplateException(
        "the block '" + block.tag + "' has no '" + block.ends.getLast() + "'", block.at);
  }

  private Stmt variable(int at) {
    Stmt print = new Stmt.Print(expressions.expressions(true), at);
    tokens.expect(Token.Kind.VARIABLE_END, "'}}'");
    return print;
  }

  private Stmt print(Token tag) {
    List<Expr> values = new ArrayList<>();
    do {
      values.add(expressions.expression());
    } while (tokens.skipOperator(","));
    return new Stmt.Print(new Expr.Joined(List.copyOf(values), tag.at()), tag.at());
  }

  private Stmt statement() {
    Token tag = tokens.expectName();
    return switch (tag.text()) {
      case "if" -> conditional(tag);
      case "for" -> loop(tag);
      case "set" -> set(tag);
      case "macro" -> macro(tag);
      case "call" -> callBlock(tag);
      case "filter" -> filterBlock(tag);
      case "with" -> with(tag);
      case "block" -> namedBlock(tag);
      case "autoescape" -> unescaped(tag);
      case "generation" -> new Stmt.Generation(body(tag, "endgeneration"), tag.at());
      case "print" -> print(tag);
      case "break" -> new Stmt.Break(insideLoop(tag));
      case "continue" -> new Stmt.Continue(insideLoop(tag));
      default -> throw unknown(tag);
    };
  }

  private int insideLoop(Token tag) {
    if (loops == 0) {
      throw new TemplateException("'" + tag.text() + "' stands outside of a loop", tag.at());
    }
    return tag.at();
  }

  private TemplateException unknown(Token tag) {
    String message;
    if (OTHER_FILES.contains(tag.text())) {
      message = "'" + tag.text() + "' is not supported: a chat template stands alone";
    } else if (open.isEmpty()) {
      message = "unknown tag '" + tag.text() + "'";
    } else {
      Open block = open.element();
      message =
          "unexpected tag '%s': the block '%s' is open and wants %s"
              .formatted(tag.text(), block.tag, String.join(" or ", block.ends));
    }
    return new TemplateException(message, tag.at());
  }

  /// The statements between the end of the current tag and one of `ends`, which is taken.
  private List<Stmt> body(Token tag, String end) {
    List<Stmt> body = body(tag, List.of(end));
    tokens.take();
    return body;
  }

  private List<Stmt> body(Token tag, List<String> ends) {
    tokens.skipOperator(":");
    tokens.expect(Token.Kind.BLOCK_END, "'%}'");
    tokens.enter();
    open.push(new Open(tag.text(), tag.at(), ends));
    List<Stmt> body = statements(ends);
    open.pop();
    tokens.leave();
    return body;
  }

  private Stmt conditional(Token tag) {
    List<Stmt.Branch> branches = new ArrayList<>();
    Token last = tag;
    while (!last.isName("else") && !last.isName("endif")) {
      Expr condition = expressions.expressions(false);
      branches.add(new Stmt.Branch(condition, body(tag, List.of("elif", "else", "endif"))));
      last = tokens.take();
    }
    if (last.isName("else")) {
      branches.add(new Stmt.Branch(null, body(tag, "endif")));
    }
    return new Stmt.If(List.copyOf(branches), tag.at());
  }

  private Stmt loop(Token tag) {
    Stmt.Target target = targets.looped();
    tokens.expectName("in");
    Expr items = expressions.expressions(false, "recursive");
    Expr filter = tokens.skipName("if") ? expressions.expression() : null;
    boolean recursive = tokens.skipName("recursive");
    loops++;
    List<Stmt> body = body(tag, List.of("else", "endfor"));
    loops--;
    List<Stmt> otherwise = tokens.take().isName("else") ? body(tag, "endfor") : List.of();
    return new Stmt.For(target, items, filter, recursive, body, otherwise, tag.at());
  }

  private Stmt set(Token tag) {
    Stmt.Target target = targets.assigned(open.stream().anyMatch(block -> block.tag.equals("for")));
    if (tokens.skipOperator("=")) {
      return new Stmt.Set(target, expressions.expressions(true), tag.at());
    }
    Expr.Filtered filter = expressions.filters(false);
    return new Stmt.SetBlock(target, filter, body(tag, "endset"), tag.at());
  }

  private Stmt with(Token tag) {
    List<Stmt.Target> names = new ArrayList<>();
    List<Expr> values = new ArrayList<>();
    while (tokens.current().kind() != Token.Kind.BLOCK_END) {
      if (!names.isEmpty()) {
        tokens.expectOperator(",");
      }
      names.add(targets.variable());
      tokens.expectOperator("=");
      values.add(expressions.expression());
    }
    List<Stmt> body = body(tag, "endwith");
    return new Stmt.With(List.copyOf(names), List.copyOf(values), body, tag.at());
  }

  /// A block that another template could replace: as none can, it stands where it stands.
  private Stmt namedBlock(Token tag) {
    if (!open.stream().allMatch(block -> block.tag.equals("if") || block.tag.equals("block"))) {
      throw new TemplateException(
          "a named block is not supported inside of other blocks", tag.at());
    }
    Token name = tokens.expectName();
    tokens.skipName("scoped");
    List<Stmt> body = body(tag, "endblock");
    tokens.skipName(name.text());
    return new Stmt.With(List.of(), List.of(), body, tag.at());
  }

  private Stmt unescaped(Token tag) {
    if (!tokens.skipName("false") && !tokens.skipName("False")) {
      throw new TemplateException(
          "chat templates do not escape: only 'autoescape false'", tag.at());
    }
    return new Stmt.With(List.of(), List.of(), body(tag, "endautoescape"), tag.at());
  }

  private Stmt.Macro macro(Token tag) {
    String name = targets.variable().name();
    List<Stmt.Parameter> parameters = targets.parameters();
    return new Stmt.Macro(name, parameters, function(tag, "endmacro"), tag.at());
  }

  /// A body that runs on its own: the loop around it cannot be left from within.
  private List<Stmt> function(Token tag, String end) {
    int around = loops;
    loops = 0;
    List<Stmt> body = body(tag, end);
    loops = around;
    return body;
  }

  private Stmt callBlock(Token tag) {
    List<Stmt.Parameter> parameters =
        tokens.current().isOperator("(") ? targets.parameters() : List.of();
    if (!(expressions.expression() instanceof Expr.Invocation call)) {
      throw tokens.error("a call block wants a call, as in {% call name() %}");
    }
    List<Stmt> body = function(tag, "endcall");
    return new Stmt.CallBlock(call, new Stmt.Macro("caller", parameters, body, tag.at()), tag.at());
  }

  private Stmt filterBlock(Token tag) {
    Expr.Filtered filter = expressions.filters(true);
    if (filter == null) {
      throw tokens.error("a filter block wants a filter");
    }
    return new Stmt.FilterBlock(filter, body(tag, "endfilter"), tag.at());
  }
}
