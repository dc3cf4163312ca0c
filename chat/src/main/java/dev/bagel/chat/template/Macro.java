package dev.bagel.chat.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A macro, or the body of a call block, together with the frame that it was defined in.
final class Macro implements Application.Printer, Attributes {
  /// What the compiler makes of a macro.
  ///
  /// @param fallbacks by parameter; null where a call must give it
  /// @param caller the slot of `caller`; [Symbol#NO_SLOT] where the body does not ask for it, and
  ///   so the next two
  @SuppressWarnings("ArrayRecordComponent") // arrays for speed; it is never compared
  record Definition(
      String name,
      List<String> parameters,
      int[] slots,
      @Nullable Expression[] fallbacks,
      int caller,
      int positional,
      int named,
      Variables.Entry entry,
      Node body,
      Symbol.Function function) {}

  private final Definition definition;
  private final Frame closure;

  Macro(Definition definition, Frame closure) {
    this.definition = definition;
    this.closure = closure;
  }

  @Override
  public Object call(Call call) {
    int mark = closure.run.beginCapture();
    print(call);
    return closure.run.endCapture(mark);
  }

  @Override
  public void print(Call call) {
    Budget budget = closure.run.budget;
    budget.enter();
    Frame frame = new Frame(closure.run, definition.function.slots(), closure);
    definition.entry.enter(frame);
    bind(frame, call);
    definition.body.render(frame);
    budget.leave();
  }

  private void bind(Frame frame, Call call) {
    Map<String, Object> named = new LinkedHashMap<>(call.named());
    List<Object> positional = call.positional();
    List<String> parameters = definition.parameters;
    for (int i = 0; i < parameters.size(); i++) {
      frame.slots[definition.slots[i]] =
          i < positional.size() ? positional.get(i) : named.remove(parameters.get(i));
    }
    special(frame, named, positional);
    for (int i = 0; i < parameters.size(); i++) {
      if (frame.slots[definition.slots[i]] == null) {
        Expression fallback = definition.fallbacks[i];
        frame.slots[definition.slots[i]] =
            fallback == null
                ? new Undefined("parameter '" + parameters.get(i) + "' was not provided")
                : fallback.evaluate(frame);
      }
    }
  }

  private void special(Frame frame, Map<String, Object> named, List<Object> positional) {
    if (definition.caller >= 0) {
      Object caller = named.isEmpty() ? null : named.remove("caller");
      frame.slots[definition.caller] =
          caller == null ? new Undefined("'caller' is undefined: no call block calls") : caller;
    }
    if (definition.named >= 0) {
      frame.slots[definition.named] = new LinkedHashMap<Object, Object>(named);
    } else if (!named.isEmpty()) {
      throw new TemplateException(
          "macro '"
              + definition.name
              + "' takes no argument '"
              + named.keySet().iterator().next()
              + "'");
    }
    int count = definition.parameters.size();
    int given = positional.size();
    if (definition.positional >= 0) {
      frame.slots[definition.positional] =
          new Tuple(given > count ? positional.subList(count, given) : List.of());
    } else if (given > count) {
      throw new TemplateException(
          "macro '"
              + definition.name
              + "' takes no more than "
              + count
              + " arguments, got "
              + given);
    }
  }

  /// The body of a call block has no name.
  @Override
  public String toString() {
    return definition.name.equals("caller")
        ? "<Macro anonymous>"
        : "<Macro " + Python.repr(definition.name) + ">";
  }

  @Override
  public Object attribute(String name) {
    return switch (name) {
      case "name" -> definition.name;
      case "arguments" -> new Tuple(new ArrayList<>(definition.parameters));
      case "caller" -> definition.caller >= 0;
      case "catch_varargs" -> definition.positional >= 0;
      case "catch_kwargs" -> definition.named >= 0;
      default -> new Undefined("a macro has no attribute '" + name + "'");
    };
  }
}
