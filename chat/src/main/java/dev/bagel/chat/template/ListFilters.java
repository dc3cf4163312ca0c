package dev.bagel.chat.template;

import static dev.bagel.chat.template.Signature.entry;
import static dev.bagel.chat.template.Signature.glance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Filters of lists and dictionaries, and `default` and `attr`.
final class ListFilters {
  static final Map<String, Filter> TABLE =
      Map.ofEntries(
          glance("length()", (value, arguments) -> Python.length(value)),
          glance("count()", (value, arguments) -> Python.length(value)),
          entry("list()", (value, arguments) -> Sequences.list(value, arguments.budget())),
          entry("items()", (value, arguments) -> items(value)),
          entry("join(d?, attribute?)", ListFilters::join),
          glance("first()", (value, arguments) -> first(value)),
          glance("last()", (value, arguments) -> last(value)),
          entry("reverse()", ListFilters::reverse),
          entry("batch(linecount, fill_with?)", ListFilters::batch),
          entry("slice(slices, fill_with?)", ListFilters::slice),
          glance("default(default_value?, boolean?)", ListFilters::otherwise),
          glance("d(default_value?, boolean?)", ListFilters::otherwise),
          entry("attr(name)", ListFilters::attribute));

  private ListFilters() {}

  private static Object items(Object value) {
    return new Generator(Stream.of(value).flatMap(ListFilters::entries).iterator());
  }

  /// Of what is no mapping an error, though only where it is gone through.
  private static Stream<Object> entries(Object value) {
    if (value instanceof Undefined) {
      return Stream.empty();
    }
    if (!(value instanceof Map<?, ?> dict)) {
      throw Types.wrong("what items are taken of", "a mapping", value);
    }
    return StreamSupport.stream(DictMethods.view(DictView.Kind.ITEMS, dict).spliterator(), false);
  }

  private static Object join(Object value, Arguments arguments) {
    UnaryOperator<Object> getter = Paths.getter(arguments.get(1, None.NONE), null);
    String separator = Python.str(arguments.get(0, ""));
    StringBuilder out = new StringBuilder();
    String glue = "";
    for (Object item : Python.iterate(value)) {
      String part = Cost.spelled(getter.apply(item), arguments.budget());
      arguments.budget().size((long) glue.length() + part.length());
      out.append(glue).append(part);
      arguments.budget().length(out.length());
      glue = separator;
    }
    return out.toString();
  }

  private static Object first(Object value) {
    Iterator<Object> items = Python.iterate(value).iterator();
    return items.hasNext() ? items.next() : new Undefined("no first item, the sequence is empty");
  }

  private static Object last(Object value) {
    if (Sequences.isIndexed(value)) {
      Object last = Sequences.at(value, -1L);
      return last == null ? new Undefined("no last item, the sequence is empty") : last;
    }
    Iterator<Object> items = reversed(value).iterator();
    return items.hasNext() ? items.next() : new Undefined("no last item, the sequence is empty");
  }

  /// From the end; an error for what can only be gone through once.
  private static Iterable<Object> reversed(Object value) {
    if (value instanceof Generator) {
      throw new TemplateException("a generator has no last item; make a list of it first");
    }
    List<Object> items = new ArrayList<>();
    Python.iterate(value).forEach(items::add);
    Collections.reverse(items);
    return items;
  }

  private static Object reverse(Object value, Arguments arguments) {
    if (Text.is(value)) {
      return Python.slice(value, null, null, -1L);
    }
    List<Object> items = Sequences.list(value, arguments.budget());
    Collections.reverse(items);
    return value instanceof Generator ? items : new Generator(items.iterator());
  }

  private static Object batch(Object value, Arguments arguments) {
    long size = arguments.integer(0);
    List<Object> batches = new ArrayList<>();
    List<Object> batch = new ArrayList<>();
    for (Object item : Python.iterate(value)) {
      arguments.budget().step();
      if (batch.size() == size) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
      batch.add(item);
    }
    if (!batch.isEmpty()) {
      if (arguments.isSet(1) && batch.size() < size) {
        arguments.budget().items(size - batch.size());
        batch.addAll(Collections.nCopies((int) size - batch.size(), arguments.get(1)));
      }
      batches.add(batch);
    }
    return new Generator(batches.iterator());
  }

  private static Object slice(Object value, Arguments arguments) {
    List<Object> items = Sequences.list(value, arguments.budget());
    long slices = arguments.integer(0);
    if (slices == 0) {
      throw new TemplateException("slice into no parts");
    }
    arguments.budget().items(Math.max(slices, 0));
    List<Object> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < slices; i++) {
      boolean longer = i < items.size() % slices;
      int end = start + (int) (items.size() / slices) + (longer ? 1 : 0);
      List<Object> part = new ArrayList<>(items.subList(start, end));
      if (!longer && arguments.isSet(1)) {
        part.add(arguments.get(1));
      }
      parts.add(part);
      start = end;
    }
    return new Generator(parts.iterator());
  }

  private static Object otherwise(Object value, Arguments arguments) {
    boolean absent =
        value instanceof Undefined || (arguments.truth(1, false) && !Python.truth(value));
    return absent ? arguments.get(0, "") : value;
  }

  private static Object attribute(Object value, Arguments arguments) {
    String name = arguments.text(0);
    Object attribute = Access.ownAttribute(value, name);
    return attribute == null
        ? new Undefined(Types.name(value) + " object has no attribute '" + name + "'")
        : attribute;
  }
}
