package dev.bagel.chat.template;

import static dev.bagel.chat.template.Signature.entry;

import java.util.Map;

/// Methods of strings that look for others in them, and replace these.
final class SearchMethods {
  static final Map<String, Filter> TABLE =
      Map.ofEntries(
          entry("find(sub, start?, end?)", (text, arguments) -> find(text, arguments, false)),
          entry("rfind(sub, start?, end?)", (text, arguments) -> find(text, arguments, true)),
          entry("index(sub, start?, end?)", (text, arguments) -> found(text, arguments, false)),
          entry("rindex(sub, start?, end?)", (text, arguments) -> found(text, arguments, true)),
          entry("count(sub, start?, end?)", SearchMethods::count),
          entry(
              "startswith(prefix, start?, end?)", (text, arguments) -> has(text, arguments, true)),
          entry("endswith(suffix, start?, end?)", (text, arguments) -> has(text, arguments, false)),
          entry("replace(old, new, count?)", SearchMethods::replace),
          entry("removeprefix(prefix)", SearchMethods::removePrefix),
          entry("removesuffix(suffix)", SearchMethods::removeSuffix));

  private SearchMethods() {}

  /// The part of the text that a method looks at, with its place in the text; -1 if nothing is in
  /// it.
  private record Part(String text, int start) {}

  private static Part part(Object value, Arguments arguments) {
    String text = (String) value;
    if (!arguments.has(1)) {
      return new Part(text, 0);
    }
    int length = Text.length(text);
    SliceBounds bounds =
        SliceBounds.of(arguments.get(1), arguments.get(2, None.NONE), None.NONE, length);
    // A part that ends before it starts, or starts behind the end, does not even hold "".
    boolean beyond = arguments.isSet(1) && arguments.integer(1) > length;
    boolean nothing = beyond || bounds.stop() < bounds.start();
    return new Part(Text.slice(text, bounds), nothing ? -1 : bounds.start());
  }

  private static Object find(Object value, Arguments arguments, boolean last) {
    Part part = part(value, arguments);
    String sought = arguments.text(0);
    Cost.search(part.text(), sought, arguments.budget());
    if (part.start() < 0) {
      return -1L;
    }
    int at = last ? part.text().lastIndexOf(sought) : part.text().indexOf(sought);
    return at < 0 ? -1L : (long) part.start() + part.text().codePointCount(0, at);
  }

  private static Object found(Object value, Arguments arguments, boolean last) {
    Object place = find(value, arguments, last);
    if (place.equals(-1L)) {
      throw new TemplateException("the string that is looked for is not there");
    }
    return place;
  }

  private static Object count(Object value, Arguments arguments) {
    Part part = part(value, arguments);
    String sought = arguments.text(0);
    if (part.start() < 0) {
      return 0L;
    }
    Cost.search(part.text(), sought, arguments.budget());
    if (sought.isEmpty()) {
      return Text.length(part.text()) + 1L;
    }
    long count = 0;
    for (int at = part.text().indexOf(sought);
        at >= 0;
        at = part.text().indexOf(sought, at + sought.length())) {
      count++;
    }
    arguments.budget().spell(count >> 2);
    return count;
  }

  private static Object has(Object value, Arguments arguments, boolean first) {
    Part part = part(value, arguments);
    if (arguments.get(0) instanceof Tuple several) {
      for (Object one : several) {
        if (has(part, Text.of(one, "a prefix or suffix"), first)) {
          return true;
        }
      }
      return false;
    }
    return has(part, arguments.text(0), first);
  }

  private static boolean has(Part part, String sought, boolean first) {
    return part.start() >= 0
        && (first ? part.text().startsWith(sought) : part.text().endsWith(sought));
  }

  private static Object replace(Object value, Arguments arguments) {
    int most = arguments.index(2, -1);
    return replace(
        (String) value,
        arguments.text(0),
        arguments.text(1),
        most < 0 ? Integer.MAX_VALUE : most,
        arguments.budget());
  }

  /// The first `most` places of `old` as `replacement`; the empty text is before every character
  /// and at the end.
  static String replace(String text, String old, String replacement, int most, Budget budget) {
    Cost.search(text, old, budget);
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    int copied = 0;
    for (int i = 0; i < most; i++) {
      int at = from > text.length() ? -1 : text.indexOf(old, from);
      if (at < 0) {
        break;
      }
      budget.step();
      out.append(text, copied, at).append(replacement);
      budget.size((long) at - copied + replacement.length());
      budget.length(out.length());
      copied = at + old.length();
      from = old.isEmpty() ? next(text, at) : copied;
    }
    return copied == 0 && out.isEmpty() ? text : out.append(text, copied, text.length()).toString();
  }

  private static int next(String text, int at) {
    return at < text.length() ? at + Character.charCount(text.codePointAt(at)) : at + 1;
  }

  private static Object removePrefix(Object value, Arguments arguments) {
    String text = (String) value;
    String prefix = arguments.text(0);
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private static Object removeSuffix(Object value, Arguments arguments) {
    String text = (String) value;
    String suffix = arguments.text(0);
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }
}
