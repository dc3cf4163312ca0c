package dev.bagel.chat.template;

import static java.util.Map.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What every template can call by name.
final class Globals {
  private static final Map<String, Object> ALL =
      Map.ofEntries(
          entry("range", (Callable) Globals::range),
          entry("dict", (Callable) Globals::dict),
          entry("namespace", (Callable) Globals::namespace),
          entry("cycler", (Callable) call -> new Cycler(call.positional())),
          entry("joiner", (Callable) Globals::joiner),
          entry("lipsum", (Callable) Globals::lipsum),
          entry("raise_exception", (Callable) Globals::raise),
          entry("strftime_now", (Callable) Globals::formatNow));

  private Globals() {}

  static Map<String, Object> all() {
    return ALL;
  }

  private static Object range(Call call) {
    List<Object> bounds = call.positional();
    if (bounds.isEmpty() || bounds.size() > 3 || !call.named().isEmpty()) {
      throw new TemplateException("range takes one to three numbers");
    }
    long first = Numbers.integer(bounds.getFirst());
    return bounds.size() == 1
        ? new Range(0, first, 1)
        : new Range(
            first,
            Numbers.integer(bounds.get(1)),
            bounds.size() == 3 ? Numbers.integer(bounds.get(2)) : 1);
  }

  private static Object dict(Call call) {
    Map<Object, Object> dict = new LinkedHashMap<>();
    fill(dict, call);
    return dict;
  }

  private static Object namespace(Call call) {
    Map<Object, Object> values = new LinkedHashMap<>();
    fill(values, call);
    Namespace namespace = new Namespace();
    values.forEach(
        (name, value) -> namespace.set(Text.of(name, "the name of an attribute"), value));
    return namespace;
  }

  /// From a mapping or pairs, then from named arguments.
  private static void fill(Map<Object, Object> dict, Call call) {
    if (call.positional().size() > 1) {
      throw new TemplateException("at most one mapping can be given");
    }
    for (Object source : call.positional()) {
      Object pairs = source instanceof Map ? DictMethods.view(DictView.Kind.ITEMS, source) : source;
      for (Object pair : Python.iterate(pairs)) {
        List<Object> both = Sequences.list(pair, call.runtime().budget());
        if (both.size() != 2) {
          throw new TemplateException("a mapping is made of pairs");
        }
        Dicts.put(dict, both.get(0), both.get(1));
      }
    }
    dict.putAll(call.named());
  }

  private static Object joiner(Call call) {
    Object separator =
        call.positional().isEmpty()
            ? call.named().getOrDefault("sep", ", ")
            : call.positional().getFirst();
    return new Joiner(separator);
  }

  private static Object lipsum(Call call) {
    throw new TemplateException("lipsum() is left to chance, and a chat template is not");
  }

  private static Object raise(Call call) {
    Object message =
        call.positional().isEmpty()
            ? call.named().getOrDefault("message", "")
            : call.positional().getFirst();
    throw new TemplateException(Python.str(message));
  }

  private static Object formatNow(Call call) {
    Object format =
        call.positional().isEmpty()
            ? call.named().getOrDefault("format", None.NONE)
            : call.positional().getFirst();
    String text = Text.of(format, "the format of a time");
    call.runtime().budget().spell(text.length() * 8L);
    return Strftime.format(text, call.runtime().now());
  }
}
