package dev.bagel.chat.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes statements that run out of statements that were parsed: every name becomes the number of a
/// slot or of a given value.
final class Compiler {
  /// A template that is ready to run.
  ///
  /// @param names of the given values that it reads
  record Program(Variables.Entry entry, Node body, int slots, List<String> names) {}

  private final Map<String, Integer> given = new LinkedHashMap<>();

  private Compiler() {}

  static Program compile(List<Stmt> statements) {
    Compiler compiler = new Compiler();
    Scope root = Scope.root();
    new ScopeReader(root).visit(statements);
    Node body = compiler.sequence(statements, root, false, 0);
    Variables.Entry entry = compiler.entry(root);
    return new Program(entry, body, root.function.slots(), List.copyOf(compiler.given.keySet()));
  }

  /// What a symbol's value is read with in a function.
  Variables.Load load(Symbol symbol, Symbol.Function from) {
    symbol.read = true;
    if (symbol.slot == Symbol.NO_SLOT) {
      int index = given.computeIfAbsent(symbol.name, name -> given.size());
      return new Variables.Given(symbol.name, index);
    }
    int levels = from.level - symbol.function.level;
    return levels == 0
        ? new Variables.Local(symbol.name, symbol.slot)
        : new Variables.Outer(symbol.name, levels, symbol.slot);
  }

  private Variables.Entry entry(Scope scope) {
    List<Integer> slots = new ArrayList<>();
    List<Variables.@Nullable Load> sources = new ArrayList<>();
    for (Symbol symbol : scope.symbols().values()) {
      if (symbol.slot != Symbol.NO_SLOT && symbol.start != Symbol.Start.PARAMETER) {
        slots.add(symbol.slot);
        sources.add(start(symbol));
      }
    }
    return new Variables.Entry(
        slots.stream().mapToInt(Integer::intValue).toArray(),
        sources.toArray(Variables.Load[]::new));
  }

  private Variables.@Nullable Load start(Symbol symbol) {
    return switch (symbol.start) {
      case OUTER -> load(Objects.requireNonNull(symbol.outer), symbol.function);
      case CONTEXT ->
          load(
              new Symbol(symbol.name, symbol.function, Symbol.Start.CONTEXT, null),
              symbol.function);
      case PARAMETER, MISSING -> null;
    };
  }

  private Node sequence(List<Stmt> statements, Scope scope, boolean soft, int at) {
    List<Node> nodes = new ArrayList<>(statements.size());
    for (Stmt statement : statements) {
      nodes.add(statement(statement, scope, soft));
    }
    return new Nodes.Sequence(at, nodes);
  }

  private Node statement(Stmt statement, Scope scope, boolean soft) {
    ExpressionCompiler expressions = new ExpressionCompiler(this, scope, soft);
    return switch (statement) {
      case Stmt.Text text -> new Nodes.Text(text.at(), text.text());
      case Stmt.Print print -> new Nodes.Print(print.at(), expressions.compile(print.value()));
      case Stmt.If branches -> branches(branches, scope);
      case Stmt.For loop -> loop(loop, scope, expressions);
      case Stmt.Set set ->
          new Nodes.Assign(set.at(), target(set.target(), scope), expressions.compile(set.value()));
      case Stmt.SetBlock set ->
          captured(set.target(), set.filter(), set.body(), scope, false, set.at());
      case Stmt.FilterBlock filter ->
          captured(null, filter.filter(), filter.body(), scope, false, filter.at());
      case Stmt.With with -> with(with, scope, expressions);
      case Stmt.Macro macro ->
          new Nodes.Define(
              macro.at(),
              new Variables.ToSlot(own(macro.name(), scope)),
              new MacroCompiler(this).compile(macro, scope));
      case Stmt.CallBlock call ->
          new Nodes.CallBlock(
              call.at(),
              expressions.invocation(call.call()),
              new MacroCompiler(this).compile(call.caller(), scope));
      case Stmt.Generation generation ->
          new Nodes.Generation(
              generation.at(), block(generation.body(), scope.block(), generation.at()));
      case Stmt.Break leave -> new Nodes.Leave(leave.at(), Node.Flow.BREAK);
      case Stmt.Continue next -> new Nodes.Leave(next.at(), Node.Flow.CONTINUE);
    };
  }

  /// The statements of a scope that begins with them.
  private Node block(List<Stmt> statements, Scope scope, int at) {
    new ScopeReader(scope).visit(statements);
    Body body = body(statements, scope, at);
    return new Nodes.Scoped(at, body.entry, body.statements);
  }

  record Body(Variables.Entry entry, Node statements) {}

  /// The statements of a scope that was read.
  Body body(List<Stmt> statements, Scope scope, int at) {
    Node sequence = sequence(statements, scope, false, at);
    return new Body(entry(scope), sequence);
  }

  private Node branches(Stmt.If branches, Scope scope) {
    ExpressionCompiler soft = new ExpressionCompiler(this, scope, true);
    List<Expression> conditions = new ArrayList<>();
    List<Node> bodies = new ArrayList<>();
    for (Stmt.Branch branch : branches.branches()) {
      Expr condition = branch.condition();
      if (condition != null) {
        conditions.add(soft.compile(condition));
      }
      int at = condition == null ? branches.at() : condition.at();
      bodies.add(sequence(branch.body(), scope, true, at));
    }
    if (bodies.size() == conditions.size()) {
      bodies.add(sequence(List.of(), scope, true, branches.at()));
    }
    return new Nodes.Branches(branches.at(), conditions, bodies);
  }

  private Node loop(Stmt.For loop, Scope around, ExpressionCompiler outside) {
    Scope host = loop.recursive() ? around.function() : around;
    Scope scope = loop.recursive() ? host : around.block();
    int slot = scope.parameter("loop");
    ScopeReader reader = new ScopeReader(scope);
    reader.declare(loop.target());
    reader.visit(loop.body());
    Body body = body(loop.body(), scope, loop.at());
    boolean used = Objects.requireNonNull(scope.find("loop")).read;
    Node otherwise =
        loop.otherwise().isEmpty()
            ? null
            : block(loop.otherwise(), otherwise(loop, around, host), loop.at());
    return new LoopNode(
        loop.at(),
        outside.compile(loop.items()),
        choice(loop, around, host),
        new LoopNode.Body(
            target(loop.target(), scope),
            used ? slot : Symbol.NO_SLOT,
            body.entry,
            body.statements),
        otherwise,
        loop.recursive() ? host.function : null);
  }

  /// What stands beside a loop's body sees the scope around, from the loop's frame.
  private static Scope otherwise(Stmt.For loop, Scope around, Scope host) {
    return loop.recursive() ? around.beside(host) : around.block();
  }

  private LoopNode.@Nullable Choice choice(Stmt.For loop, Scope around, Scope host) {
    Expr filter = loop.filter();
    if (filter == null) {
      return null;
    }
    Scope scope = otherwise(loop, around, host);
    ScopeReader reader = new ScopeReader(scope);
    reader.declare(loop.target());
    reader.visit(filter);
    Expression condition = new ExpressionCompiler(this, scope, false).compile(filter);
    return new LoopNode.Choice(target(loop.target(), scope), entry(scope), condition);
  }

  private Node with(Stmt.With with, Scope around, ExpressionCompiler outside) {
    Scope scope = around.block();
    ScopeReader reader = new ScopeReader(scope);
    with.targets().forEach(reader::declare);
    reader.visit(with.body());
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < with.targets().size(); i++) {
      nodes.add(
          new Nodes.Assign(
              with.at(),
              target(with.targets().get(i), scope),
              outside.compile(with.values().get(i))));
    }
    Body body = body(with.body(), scope, with.at());
    nodes.add(body.statements);
    return new Nodes.Scoped(with.at(), body.entry, new Nodes.Sequence(with.at(), nodes));
  }

  private Node captured(
      Stmt.@Nullable Target target,
      Expr.@Nullable Filtered filter,
      List<Stmt> statements,
      Scope scope,
      boolean soft,
      int at) {
    int text = scope.function.newSlot();
    ExpressionCompiler expressions = new ExpressionCompiler(this, scope, soft);
    return new Nodes.Captured(
        at,
        target == null ? null : target(target, scope),
        text,
        filter == null ? null : expressions.compile(filter, new Variables.Local("text", text)),
        block(statements, scope.block(), at));
  }

  Variables.Assignment target(Stmt.Target target, Scope scope) {
    return switch (target) {
      case Stmt.Target.Variable variable -> new Variables.ToSlot(own(variable.name(), scope));
      case Stmt.Target.Member member ->
          new Variables.ToMember(
              new ExpressionCompiler(this, scope, false)
                  .compile(new Expr.Name(member.namespace(), member.at())),
              member.name());
      case Stmt.Target.Several several ->
          new Variables.ToSeveral(
              several.targets().stream().map(part -> target(part, scope)).toList());
    };
  }

  private static int own(String name, Scope scope) {
    return Objects.requireNonNull(scope.find(name), "the scope was read").slot;
  }
}
