package dev.bagel.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The name and parameters of a filter, test or method, written as `replace(old, new, count?)`; one
/// with `?` may be left out, and `(*)` takes anything.
final class Signature {
  /// The work itself, with its arguments in the order of the parameters.
  interface Body {
    Object apply(Object value, Arguments arguments);
  }

  private final String name;
  private final List<String> parameters = new ArrayList<>();
  private final boolean anything;
  private int required;

  private Signature(String text) {
    int open = text.indexOf('(');
    name = text.substring(0, open);
    String inner = text.substring(open + 1, text.length() - 1);
    anything = inner.equals("*");
    if (!anything && !inner.isEmpty()) {
      for (String parameter : inner.split(", ", -1)) {
        boolean optional = parameter.endsWith("?");
        parameters.add(optional ? parameter.substring(0, parameter.length() - 1) : parameter);
        required += optional ? 0 : 1;
      }
    }
  }

  /// An entry for a table of filters or methods.
  static Map.Entry<String, Filter> entry(String text, Body body) {
    Signature signature = new Signature(text);
    return Map.entry(signature.name, (value, call) -> body.apply(value, signature.bind(call)));
  }

  /// An entry for a filter that does not go through lists.
  static Map.Entry<String, Filter> glance(String text, Body body) {
    Map.Entry<String, Filter> entry = entry(text, body);
    return Map.entry(entry.getKey(), new Filter.Glance(entry.getValue()));
  }

  private Arguments bind(Call call) {
    List<Object> positional = call.positional();
    if (anything) {
      return new Arguments(name, positional.toArray(), call);
    }
    if (positional.size() > parameters.size()) {
      throw new TemplateException(
          "%s takes at most %d arguments, not %d"
              .formatted(name, parameters.size(), positional.size()));
    }
    @Nullable Object[] values = new @Nullable Object[parameters.size()];
    for (int i = 0; i < positional.size(); i++) {
      values[i] = positional.get(i);
    }
    call.named().forEach((parameter, value) -> values[place(parameter, values)] = value);
    for (int i = 0; i < required; i++) {
      if (values[i] == null) {
        throw new TemplateException(name + " needs its argument '" + parameters.get(i) + "'");
      }
    }
    return new Arguments(name, values, call);
  }

  private int place(String parameter, @Nullable Object[] values) {
    int place = parameters.indexOf(parameter);
    if (place < 0) {
      throw new TemplateException(name + " has no argument '" + parameter + "'");
    }
    if (values[place] != null) {
      throw new TemplateException(name + " is given '" + parameter + "' twice");
    }
    return place;
  }
}
