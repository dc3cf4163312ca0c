package dev.bagel.chat.template;

import org.jspecify.annotations.Nullable;

/// The variable `loop`.
final class LoopState implements Application.Printer, Attributes {
  private final LoopNode node;
  private final Frame frame;
  private final LoopItems items;
  private final int depth;
  private @Nullable Object watched;
  int index;

  /// @param frame that the loop stands in
  /// @param depth 0 for a loop that no recursion entered
  LoopState(LoopNode node, Frame frame, LoopItems items, int depth) {
    this.node = node;
    this.frame = frame;
    this.items = items;
    this.depth = depth;
  }

  @Override
  public Object attribute(String name) {
    return switch (name) {
      case "index" -> index + 1L;
      case "index0" -> (long) index;
      case "revindex" -> (long) items.size() - index;
      case "revindex0" -> items.size() - 1L - index;
      case "first" -> index == 0;
      case "last" -> !items.has(index + 1);
      case "length" -> (long) items.size();
      case "previtem" ->
          index > 0 ? items.get(index - 1) : new Undefined("there is no previous item");
      case "nextitem" ->
          items.has(index + 1) ? items.get(index + 1) : new Undefined("there is no next item");
      case "depth" -> depth + 1L;
      case "depth0" -> (long) depth;
      case "cycle" -> (Callable) this::cycle;
      case "changed" -> (Callable) this::changed;
      default -> new Undefined("'loop' has no attribute '" + name + "'");
    };
  }

  int size() {
    return items.size();
  }

  @Override
  public String toString() {
    return "<LoopContext " + (index + 1) + "/" + items.size() + ">";
  }

  private Object cycle(Call call) {
    if (call.positional().isEmpty()) {
      throw new TemplateException("loop.cycle() wants items to cycle through");
    }
    return call.positional().get(index % call.positional().size());
  }

  private Object changed(Call call) {
    Tuple values = new Tuple(call.positional());
    boolean changed = watched == null || !Python.equal(watched, values, call.runtime().budget());
    watched = values;
    return changed;
  }

  /// `loop(items)` runs the loop again over other items.
  @Override
  public Object call(Call call) {
    int mark = frame.run.beginCapture();
    print(call);
    return frame.run.endCapture(mark);
  }

  @Override
  public void print(Call call) {
    if (call.positional().size() != 1 || !call.named().isEmpty()) {
      throw new TemplateException("loop() takes the items to go over, and nothing else");
    }
    node.recur(frame, call.positional().getFirst(), depth + 1);
  }
}
