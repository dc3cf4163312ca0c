package dev.bagel.prompting.tool;

/// Something that a plan can call: text in, text out.
///
/// A call may come from any thread, and several at once. It is interrupted when its time is over or
/// the plan is cancelled, and should end then.
public interface Tool {
  /// As it stands in plans: a letter, then letters, digits and `_`.
  String name();

  /// What it does, for the model, in one line.
  String description();

  /// @throws ToolException where it has no answer: what a plan does then is the plan's to say
  /// @throws InterruptedException where it was told to stop
  String call(String input) throws ToolException, InterruptedException;

  /// What a Java function does with an input. What it throws is trouble of the tool: a
  /// [java.io.IOException] may pass, anything else will come again.
  @FunctionalInterface
  interface Function {
    String apply(String input) throws Exception;
  }

  /// Any Java function as a tool.
  static Tool of(String name, String description, Function function) {
    return new FunctionTool(name, description, function);
  }
}
