package dev.bagel.chat.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How JSON is written: the keyword arguments of Python's `json.dumps`.
///
/// @param indent what each level adds in front of a line; null for one line
record JsonStyle(
    boolean ascii, @Nullable String indent, String comma, String colon, boolean sortKeys) {
  private static final int WIDEST = 1_000;

  static final JsonStyle PLAIN = new JsonStyle(false, null, ", ", ": ", false);

  /// Of `tojson(ensure_ascii?, indent?, separators?, sort_keys?)`.
  static JsonStyle of(Arguments arguments) {
    boolean ascii = arguments.truth(0, false);
    boolean sorted = arguments.truth(3, false);
    String indent = arguments.isSet(1) ? indent(arguments.get(1)) : null;
    if (!arguments.isSet(2)) {
      return new JsonStyle(ascii, indent, indent == null ? ", " : ",", ": ", sorted);
    }
    if (!(arguments.get(2) instanceof List<?> pair) || pair.size() != 2) {
      throw new TemplateException("the separators of tojson are a pair of strings");
    }
    String what = "a separator of tojson";
    return new JsonStyle(
        ascii, indent, Text.of(pair.get(0), what), Text.of(pair.get(1), what), sorted);
  }

  private static String indent(Object indent) {
    if (Text.is(indent)) {
      return indent.toString();
    }
    long spaces = Numbers.integer(indent);
    if (spaces > WIDEST) {
      throw new TemplateException("tojson indents by no more than " + WIDEST + " spaces");
    }
    return " ".repeat((int) Math.max(spaces, 0));
  }
}
