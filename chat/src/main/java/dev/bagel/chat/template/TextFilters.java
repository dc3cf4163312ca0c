package dev.bagel.chat.template;

import static dev.bagel.chat.template.Signature.entry;

import dev.bagel.chat.PythonText;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Filters that make text of a value, or other text of text.
final class TextFilters {
  static final Map<String, Filter> TABLE =
      Map.ofEntries(
          entry("string()", (value, arguments) -> soft(value, arguments.budget())),
          entry("trim(chars?)", TextFilters::trim),
          method("upper"),
          method("lower"),
          method("capitalize"),
          entry(
              "title()",
              (value, arguments) -> title(CaseMethods.each(Python.str(value), arguments))),
          entry("replace(old, new, count?)", TextFilters::replace),
          entry("format(*)", TextFilters::format),
          entry("tojson(ensure_ascii?, indent?, separators?, sort_keys?)", TextFilters::toJson),
          entry(
              "wordcount()",
              (value, arguments) -> countWords(CaseMethods.each(Python.str(value), arguments))));

  private TextFilters() {}

  /// Text as it is, markup or not; anything else as it prints.
  static Object soft(Object value, Budget budget) {
    return Text.is(value) ? value : Cost.spelled(value, budget);
  }

  /// A filter that is the method of that name.
  private static Map.Entry<String, Filter> method(String name) {
    return entry(name + "()", (value, arguments) -> method(value, name, arguments.call()));
  }

  static Object method(Object value, String name, Call call) {
    Object text = soft(value, call.runtime().budget());
    Map<String, Filter> methods =
        text instanceof Markup ? MarkupMethods.TABLE : StringMethods.TABLE;
    return Objects.requireNonNull(methods.get(name), name).apply(text, call);
  }

  private static Object trim(Object value, Arguments arguments) {
    return value instanceof String text && !arguments.isSet(0)
        ? PythonText.strip(text)
        : method(value, "strip", arguments.call());
  }

  /// Words begin at the start and behind white space, hyphens and opening brackets.
  private static String title(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      boolean breaks = i == text.length() || breaksWord(text.charAt(i));
      if (breaks && start < i) {
        int first = text.offsetByCodePoints(start, 1);
        out.append(CaseMethods.upper(text.substring(start, first)));
        out.append(CaseMethods.lower(text.substring(first, i)));
      }
      if (breaks && i < text.length()) {
        out.append(text.charAt(i));
        start = i + 1;
      }
    }
    return out.toString();
  }

  private static boolean breaksWord(char c) {
    return "-({[<".indexOf(c) >= 0 || PythonText.isSpace(c);
  }

  private static Object replace(Object value, Arguments arguments) {
    int most = arguments.isSet(2) ? arguments.index(2, -1) : -1;
    return SearchMethods.replace(
        Python.str(value),
        Python.str(arguments.get(0)),
        Python.str(arguments.get(1)),
        most < 0 ? Integer.MAX_VALUE : most,
        arguments.budget());
  }

  private static Object format(Object value, Arguments arguments) {
    List<Object> positional = arguments.call().positional();
    Map<String, Object> named = arguments.call().named();
    if (!positional.isEmpty() && !named.isEmpty()) {
      throw new TemplateException("format takes arguments by place or by name, not both");
    }
    Object values = named.isEmpty() ? new Tuple(positional) : named;
    return PercentFormat.format(soft(value, arguments.budget()), values, arguments.budget());
  }

  private static Object toJson(Object value, Arguments arguments) {
    return JsonText.of(value, JsonStyle.of(arguments), arguments.budget());
  }

  private static Object countWords(String text) {
    long words = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      boolean word = c == '_' || CharacterKinds.isAlphanumeric(c);
      words += word && !inWord ? 1 : 0;
      inWord = word;
    }
    return words;
  }
}
