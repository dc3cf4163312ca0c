package dev.bagel.chat.template;

import static dev.bagel.chat.template.Signature.entry;

import dev.bagel.chat.PythonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Methods of strings that take off ends, cut and join.
final class SplitMethods {
  static final Map<String, Filter> TABLE =
      Map.ofEntries(
          entry("strip(chars?)", (text, arguments) -> strip(text, arguments, true, true)),
          entry("lstrip(chars?)", (text, arguments) -> strip(text, arguments, true, false)),
          entry("rstrip(chars?)", (text, arguments) -> strip(text, arguments, false, true)),
          entry("split(sep?, maxsplit?)", SplitMethods::split),
          entry("rsplit(sep?, maxsplit?)", SplitMethods::rsplit),
          entry("splitlines(keepends?)", SplitMethods::splitLines),
          entry("partition(sep)", SplitMethods::partition),
          entry("rpartition(sep)", SplitMethods::rpartition),
          entry("join(iterable)", SplitMethods::join));

  private SplitMethods() {}

  private static Object strip(Object value, Arguments arguments, boolean left, boolean right) {
    String text = (String) value;
    if (arguments.isSet(0)) {
      Cost.search(text, arguments.text(0), arguments.budget());
      return strip(text, arguments.text(0), left, right);
    }
    return left
        ? right ? PythonText.strip(text) : PythonText.stripLeft(text)
        : PythonText.stripRight(text);
  }

  private static String strip(String text, String characters, boolean left, boolean right) {
    int start = 0;
    int end = text.length();
    while (left && start < end && characters.indexOf(text.codePointAt(start)) >= 0) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (right && end > start && characters.indexOf(text.codePointBefore(end)) >= 0) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private static Object split(Object value, Arguments arguments) {
    String text = (String) value;
    int most = most(arguments);
    List<Object> parts = new ArrayList<>();
    if (!arguments.isSet(0)) {
      splitWords(text, most, parts, arguments.budget());
      return parts;
    }
    String separator = separator(arguments);
    Cost.search(text, separator, arguments.budget());
    int start = 0;
    for (int at = text.indexOf(separator);
        at >= 0 && parts.size() < most;
        at = text.indexOf(separator, start)) {
      parts.add(text.substring(start, at));
      arguments.budget().step();
      start = at + separator.length();
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static void splitWords(String text, int most, List<Object> parts, Budget budget) {
    int at = skip(text, 0, true);
    while (at < text.length()) {
      if (parts.size() == most) {
        parts.add(text.substring(at));
        return;
      }
      budget.step();
      int end = skip(text, at, false);
      parts.add(text.substring(at, end));
      at = skip(text, end, true);
    }
  }

  private static int skip(String text, int from, boolean spaces) {
    int at = from;
    while (at < text.length() && PythonText.isSpace(text.charAt(at)) == spaces) {
      at++;
    }
    return at;
  }

  private static Object rsplit(Object value, Arguments arguments) {
    String text = (String) value;
    int most = most(arguments);
    List<Object> parts = new ArrayList<>();
    if (!arguments.isSet(0)) {
      rsplitWords(text, most, parts, arguments.budget());
    } else {
      String separator = separator(arguments);
      Cost.search(text, separator, arguments.budget());
      int end = text.length();
      for (int at = text.lastIndexOf(separator);
          at >= 0 && parts.size() < most;
          at = text.lastIndexOf(separator, end - separator.length())) {
        parts.add(text.substring(at + separator.length(), end));
        arguments.budget().step();
        end = at;
      }
      parts.add(text.substring(0, end));
    }
    Collections.reverse(parts);
    return parts;
  }

  private static void rsplitWords(String text, int most, List<Object> parts, Budget budget) {
    int end = skipBack(text, text.length(), true);
    while (end > 0) {
      if (parts.size() == most) {
        parts.add(text.substring(0, end));
        return;
      }
      budget.step();
      int start = skipBack(text, end, false);
      parts.add(text.substring(start, end));
      end = skipBack(text, start, true);
    }
  }

  private static int skipBack(String text, int from, boolean spaces) {
    int at = from;
    while (at > 0 && PythonText.isSpace(text.charAt(at - 1)) == spaces) {
      at--;
    }
    return at;
  }

  private static int most(Arguments arguments) {
    int most = arguments.index(1, -1);
    return most < 0 ? Integer.MAX_VALUE : most;
  }

  private static String separator(Arguments arguments) {
    String separator = arguments.text(0);
    if (separator.isEmpty()) {
      throw new TemplateException("the separator is empty");
    }
    return separator;
  }

  private static Object splitLines(Object value, Arguments arguments) {
    return splitLines((String) value, arguments.truth(0, false), arguments.budget());
  }

  /// The lines of a text; an end of line at its very end begins no other.
  static List<Object> splitLines(String text, boolean keepEnds, Budget budget) {
    List<Object> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      budget.step();
      int end = start;
      while (end < text.length() && !endsLine(text.charAt(end))) {
        end++;
      }
      int next = Math.min(end + 1, text.length());
      if (text.startsWith("\r\n", end)) {
        next++;
      }
      lines.add(text.substring(start, keepEnds ? next : end));
      start = next;
    }
    return lines;
  }

  private static boolean endsLine(char c) {
    return switch (c) {
      case '\n', '\r', 0x0B, '\f', 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029 -> true;
      default -> false;
    };
  }

  private static Object partition(Object value, Arguments arguments) {
    String text = (String) value;
    String separator = separator(arguments);
    Cost.search(text, separator, arguments.budget());
    int at = text.indexOf(separator);
    return at < 0 ? Tuple.of(text, "", "") : parts(text, at, separator);
  }

  private static Object rpartition(Object value, Arguments arguments) {
    String text = (String) value;
    String separator = separator(arguments);
    Cost.search(text, separator, arguments.budget());
    int at = text.lastIndexOf(separator);
    return at < 0 ? Tuple.of("", "", text) : parts(text, at, separator);
  }

  private static Tuple parts(String text, int at, String separator) {
    return Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
  }

  private static Object join(Object value, Arguments arguments) {
    StringBuilder out = new StringBuilder();
    String glue = "";
    for (Object item : Python.iterate(arguments.get(0))) {
      String part = Text.of(item, "what is joined");
      arguments.budget().size((long) glue.length() + part.length());
      out.append(glue).append(part);
      arguments.budget().length(out.length());
      glue = (String) value;
    }
    return out.toString();
  }
}
