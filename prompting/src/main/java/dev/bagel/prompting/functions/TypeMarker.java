package dev.bagel.prompting.functions;

import dev.bagel.prompting.functions.ParameterType.Choice;
import dev.bagel.prompting.functions.ParameterType.DecimalNumber;
import dev.bagel.prompting.functions.ParameterType.ListOf;
import dev.bagel.prompting.functions.ParameterType.Nested;
import dev.bagel.prompting.functions.ParameterType.Text;
import dev.bagel.prompting.functions.ParameterType.TrueOrFalse;
import dev.bagel.prompting.functions.ParameterType.WholeNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A parameter's type at the end of its description, where it is not the usual required text: `How
/// many to return. (integer, optional)`.
///
/// A description that happens to end like one is followed by a true one, `(string)`, so every
/// description reads back as it was.
record TypeMarker(ParameterType type, boolean required) {
  private static final String OPTIONAL = "optional";

  /// What stands for the parameters of an object, which have lines of their own.
  static final Nested OBJECT = new Nested(List.of());

  /// A description, and what its marker said.
  record Marked(String description, TypeMarker marker) {}

  static String write(String description, TypeMarker marker) {
    boolean usual = marker.type instanceof Text && marker.required;
    if (usual && find(description).isEmpty()) {
      return description;
    }
    return description.isEmpty() ? marker.text() : description + " " + marker.text();
  }

  static Marked read(String text) {
    return find(text).orElseGet(() -> new Marked(text, new TypeMarker(new Text(), true)));
  }

  private String text() {
    boolean bare = type instanceof Text && !required;
    return bare ? "(optional)" : "(" + words(type) + (required ? ")" : ", optional)");
  }

  static String words(ParameterType type) {
    return switch (type) {
      case Text() -> "string";
      case WholeNumber() -> "integer";
      case DecimalNumber() -> "number";
      case TrueOrFalse() -> "boolean";
      case Choice(List<String> values) ->
          values.stream().map(JsonText::quote).collect(Collectors.joining(", ", "one of ", ""));
      case ListOf(ParameterType item) -> "list of " + words(item);
      case Nested(_) -> "object";
    };
  }

  /// A marker ends the text, and a space or nothing stands before it.
  private static Optional<Marked> find(String text) {
    if (!text.endsWith(")")) {
      return Optional.empty();
    }
    for (int open = text.lastIndexOf('('); open >= 0; open = text.lastIndexOf('(', open - 1)) {
      if (open == 0 || text.charAt(open - 1) == ' ') {
        Optional<TypeMarker> marker = parse(text.substring(open + 1, text.length() - 1));
        if (marker.isPresent()) {
          String description = text.substring(0, Math.max(0, open - 1));
          return Optional.of(new Marked(description, marker.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<TypeMarker> parse(String words) {
    if (words.equals(OPTIONAL)) {
      return Optional.of(new TypeMarker(new Text(), false));
    }
    boolean required = !words.endsWith(", " + OPTIONAL);
    String type =
        required ? words : words.substring(0, words.length() - OPTIONAL.length() - ", ".length());
    return type(type, 1).map(found -> new TypeMarker(found, required));
  }

  private static Optional<ParameterType> type(String words, int depth) {
    if (words.startsWith("list of ") && depth < ParameterType.DEEPEST) {
      return type(words.substring("list of ".length()), depth + 1).map(ListOf::new);
    }
    if (words.startsWith("one of ")) {
      return values(words.substring("one of ".length())).map(Choice::new);
    }
    return switch (words) {
      case "string" -> Optional.of(new Text());
      case "integer" -> Optional.of(new WholeNumber());
      case "number" -> Optional.of(new DecimalNumber());
      case "boolean" -> Optional.of(new TrueOrFalse());
      case "object" -> Optional.of(OBJECT);
      default -> Optional.empty();
    };
  }

  /// JSON texts between commas, all different; nothing where it is something else.
  private static Optional<List<String>> values(String words) {
    try {
      List<String> values = new ArrayList<>();
      Value list = LenientJson.whole("[" + words + "]");
      if (!(list instanceof Value.Items(List<Value> items))) {
        return Optional.empty();
      }
      for (Value item : items) {
        if (!(item instanceof Value.Text(String text)) || values.contains(text)) {
          return Optional.empty();
        }
        values.add(text);
      }
      boolean ours =
          words.equals(values.stream().map(JsonText::quote).collect(Collectors.joining(", ")));
      return ours && !values.isEmpty() ? Optional.of(values) : Optional.empty();
    } catch (Unclear e) {
      return Optional.empty();
    }
  }
}
