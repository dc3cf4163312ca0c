package dev.bagel.prompting.plan;

import dev.bagel.prompting.tool.Tool;
import dev.bagel.prompting.tool.ToolException;

/// A tool of a test.
record StandIn(String name, Work work) implements Tool {

  /// What it does.
  interface Work {
    String on(String input) throws ToolException, InterruptedException;
  }

  @Override
  public String description() {
    return "Stands in for " + name + ".";
  }

  @Override
  public String call(String input) throws ToolException, InterruptedException {
    return work.on(input);
  }

  /// Gives back the input in angle brackets.
  static StandIn echo(String name) {
    return new StandIn(name, input -> "<" + input + ">");
  }
}
