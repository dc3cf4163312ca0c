package dev.bagel.chat.template;

import static dev.bagel.chat.template.Signature.entry;

import java.util.List;
import java.util.Map;

/// Filters that lay text out in lines of a width.
final class LayoutFilters {
  static final Map<String, Filter> TABLE =
      Map.ofEntries(
          entry("center(width?)", LayoutFilters::center),
          entry("indent(width?, first?, blank?)", LayoutFilters::indent),
          entry(
              "wordwrap(width?, break_long_words?, wrapstring?, break_on_hyphens?)",
              LayoutFilters::wrap),
          entry("truncate(length?, killwords?, end?, leeway?)", LayoutFilters::truncate));

  private static final long LEEWAY = 5;

  private LayoutFilters() {}

  private static Object center(Object value, Arguments arguments) {
    Call call = new Call(arguments.call().runtime(), List.of(arguments.get(0, 80L)), Map.of());
    return TextFilters.method(value, "center", call);
  }

  private static Object indent(Object value, Arguments arguments) {
    String text = Text.of(value, "what is indented");
    Object width = arguments.get(0, 4L);
    String indent = Text.is(width) ? width.toString() : spaces(width, arguments);
    boolean blank = arguments.truth(2, false);
    List<Object> lines = SplitMethods.splitLines(text + "\n", false, arguments.budget());
    StringBuilder out = new StringBuilder(arguments.truth(1, false) ? indent : "");
    for (int i = 0; i < lines.size(); i++) {
      String line = (String) lines.get(i);
      String before = i > 0 && (blank || !line.isEmpty()) ? indent : "";
      arguments.budget().size((long) before.length() + line.length());
      out.append(i > 0 ? "\n" : "").append(before).append(line);
      arguments.budget().length(out.length());
    }
    return value instanceof Markup ? new Markup(out.toString()) : out.toString();
  }

  private static String spaces(Object width, Arguments arguments) {
    long count = Math.max(Numbers.integer(width), 0);
    arguments.budget().size(count);
    return " ".repeat((int) count);
  }

  /// Each line is a paragraph of its own.
  private static Object wrap(Object value, Arguments arguments) {
    Budget budget = arguments.budget();
    int width = arguments.index(0, 79);
    WordWrap wrap = new WordWrap(width, arguments.truth(1, true), arguments.truth(3, true), budget);
    String glue = arguments.isSet(2) ? arguments.text(2) : "\n";
    StringBuilder out = new StringBuilder();
    String before = "";
    for (Object line : SplitMethods.splitLines(Text.of(value, "what is wrapped"), false, budget)) {
      String wrapped = String.join(glue, wrap.lines((String) line));
      budget.size((long) before.length() + wrapped.length());
      out.append(before).append(wrapped);
      budget.length(out.length());
      before = glue;
    }
    return out.toString();
  }

  private static Object truncate(Object value, Arguments arguments) {
    String end = arguments.text(2, "...");
    long length = arguments.integer(0, 255);
    long leeway = arguments.isSet(3) ? arguments.integer(3) : LEEWAY;
    if (length < Text.length(end) || leeway < 0) {
      throw new TemplateException("truncate needs room for its end");
    }
    if (Python.length(value) <= length + leeway) {
      return value;
    }
    String text = Text.of(value, "what is truncated");
    String kept = text.substring(0, Text.offset(text, (int) length - Text.length(end)));
    int space = arguments.truth(1, false) ? -1 : kept.lastIndexOf(' ');
    String result = (space < 0 ? kept : kept.substring(0, space)) + end;
    return value instanceof Markup ? new Markup(result) : result;
  }
}
