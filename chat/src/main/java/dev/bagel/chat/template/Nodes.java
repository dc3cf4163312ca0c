package dev.bagel.chat.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements but loops.
final class Nodes {
  private Nodes() {}

  static final class Sequence extends Node {
    private final Node[] nodes;

    Sequence(int at, List<Node> nodes) {
      super(at);
      this.nodes = nodes.toArray(Node[]::new);
    }

    @Override
    Flow render(Frame frame) {
      int i = 0;
      try {
        for (; i < nodes.length; i++) {
          frame.run.budget.step();
          Flow flow = nodes[i].render(frame);
          if (flow != Flow.NEXT) {
            return flow;
          }
        }
      } catch (TemplateException e) {
        throw e.at(nodes[i].at);
      }
      return Flow.NEXT;
    }
  }

  static final class Text extends Node {
    private final String text;

    Text(int at, String text) {
      super(at);
      this.text = text;
    }

    @Override
    Flow render(Frame frame) {
      frame.run.write(text);
      return Flow.NEXT;
    }
  }

  static final class Print extends Node {
    private final Expression value;

    Print(int at, Expression value) {
      super(at);
      this.value = value;
    }

    @Override
    Flow render(Frame frame) {
      value.print(frame);
      return Flow.NEXT;
    }
  }

  /// `if`, `elif`, `else`
  static final class Branches extends Node {
    private final Expression[] conditions;
    private final Node[] bodies;

    /// @param bodies one more than conditions: what happens where none holds
    Branches(int at, List<Expression> conditions, List<Node> bodies) {
      super(at);
      this.conditions = conditions.toArray(Expression[]::new);
      this.bodies = bodies.toArray(Node[]::new);
    }

    @Override
    Flow render(Frame frame) {
      int chosen = 0;
      try {
        while (chosen < conditions.length && !conditions[chosen].truth(frame)) {
          chosen++;
        }
      } catch (TemplateException e) {
        throw e.at(chosen == 0 ? at : bodies[chosen].at);
      }
      return bodies[chosen].render(frame);
    }
  }

  static final class Assign extends Node {
    private final Variables.Assignment target;
    private final Expression value;

    Assign(int at, Variables.Assignment target, Expression value) {
      super(at);
      this.target = target;
      this.value = value;
    }

    @Override
    Flow render(Frame frame) {
      target.assign(frame, value.evaluate(frame));
      return Flow.NEXT;
    }
  }

  /// Defines a macro.
  static final class Define extends Node {
    private final Variables.Assignment target;
    private final Macro.Definition definition;

    Define(int at, Variables.Assignment target, Macro.Definition definition) {
      super(at);
      this.target = target;
      this.definition = definition;
    }

    @Override
    Flow render(Frame frame) {
      target.assign(frame, new Macro(definition, frame));
      return Flow.NEXT;
    }
  }

  static final class CallBlock extends Node {
    private final Application.Invocation call;
    private final Macro.Definition caller;

    CallBlock(int at, Application.Invocation call, Macro.Definition caller) {
      super(at);
      this.call = call;
      this.caller = caller;
    }

    @Override
    Flow render(Frame frame) {
      call.print(frame, new Macro(caller, frame));
      return Flow.NEXT;
    }
  }

  /// A block with a scope of its own.
  static final class Scoped extends Node {
    private final Variables.Entry entry;
    private final Node body;

    Scoped(int at, Variables.Entry entry, Node body) {
      super(at);
      this.entry = entry;
      this.body = body;
    }

    @Override
    Flow render(Frame frame) {
      entry.enter(frame);
      return body.render(frame);
    }
  }

  /// A block whose text goes through filters, and into a variable or the output.
  static final class Captured extends Node {
    private final Variables.@Nullable Assignment target;
    private final int text;
    private final @Nullable Expression filtered;
    private final Node body;

    /// @param text the slot that the filters read
    /// @param filtered null for the text itself
    Captured(
        int at,
        Variables.@Nullable Assignment target,
        int text,
        @Nullable Expression filtered,
        Node body) {
      super(at);
      this.target = target;
      this.text = text;
      this.filtered = filtered;
      this.body = body;
    }

    @Override
    Flow render(Frame frame) {
      int mark = frame.run.beginCapture();
      Flow flow = body.render(frame);
      Object value = frame.run.endCapture(mark);
      if (flow != Flow.NEXT) {
        return flow;
      }
      if (filtered != null) {
        frame.slots[text] = value;
        value = filtered.evaluate(frame);
      }
      if (target == null) {
        frame.run.writeText(value);
      } else {
        target.assign(frame, value);
      }
      return flow;
    }
  }

  static final class Generation extends Node {
    private final Node body;

    Generation(int at, Node body) {
      super(at);
      this.body = body;
    }

    @Override
    Flow render(Frame frame) {
      int mark = frame.run.mark();
      Flow flow = body.render(frame);
      frame.run.generated(mark);
      return flow;
    }
  }

  static final class Leave extends Node {
    private final Flow flow;

    Leave(int at, Flow flow) {
      super(at);
      this.flow = flow;
    }

    @Override
    Flow render(Frame frame) {
      return flow;
    }
  }
}
