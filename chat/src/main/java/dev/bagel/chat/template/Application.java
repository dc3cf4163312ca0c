package dev.bagel.chat.template;

import org.jspecify.annotations.Nullable;

/// Expressions that apply something: calls, filters, tests.
final class Application {
  private Application() {}

  /// A callable whose result can be written where it is called, without making a value of it.
  interface Printer extends Callable {
    void print(Call call);
  }

  static final class Invocation extends Expression {
    private final Expression function;
    private final CallArguments arguments;

    Invocation(Expression function, CallArguments arguments) {
      this.function = function;
      this.arguments = arguments;
    }

    @Override
    Object evaluate(Frame frame) {
      Callable callable = callable(frame);
      return callable.call(arguments.call(frame));
    }

    @Override
    void print(Frame frame) {
      print(frame, null);
    }

    /// @param caller what the call block gives
    void print(Frame frame, @Nullable Macro caller) {
      Callable callable = callable(frame);
      Call call = arguments.call(frame, caller);
      if (callable instanceof Printer printer) {
        printer.print(call);
      } else {
        frame.run.write(callable.call(call));
      }
    }

    private Callable callable(Frame frame) {
      Object value = function.evaluate(frame);
      if (value instanceof Callable callable) {
        return callable;
      }
      throw new TemplateException(
          value instanceof Undefined undefined
              ? undefined.hint()
              : "a value is called that is no function: " + Excerpt.of(Python.repr(value)));
    }
  }

  static final class Filtered extends Expression {
    private final Expression target;
    private final Filter filter;
    private final CallArguments arguments;

    Filtered(Expression target, Filter filter, CallArguments arguments) {
      this.target = target;
      this.filter = filter;
      this.arguments = arguments;
    }

    @Override
    Object evaluate(Frame frame) {
      Object value = target.evaluate(frame);
      return Cost.filtered(filter, value, arguments.call(frame));
    }
  }

  static final class Tested extends Logic.Condition {
    private final Expression target;
    private final Test test;
    private final CallArguments arguments;

    Tested(Expression target, Test test, CallArguments arguments) {
      this.target = target;
      this.test = test;
      this.arguments = arguments;
    }

    @Override
    boolean truth(Frame frame) {
      Object value = target.evaluate(frame);
      return Cost.tested(test, value, arguments.call(frame));
    }
  }

  /// What a name stands for that is not known: an error only where it is reached.
  static final class Unknown extends Expression {
    private final String message;

    Unknown(String message) {
      this.message = message;
    }

    @Override
    Object evaluate(Frame frame) {
      throw new TemplateException(message);
    }
  }
}
