package dev.bagel.prompting.functions;

import dev.bagel.BagelException;
import dev.bagel.prompting.functions.ParameterType.ListOf;
import dev.bagel.prompting.functions.ParameterType.Nested;
import dev.bagel.prompting.functions.Value.Fields;
import dev.bagel.prompting.functions.Value.Nothing;
import dev.bagel.prompting.functions.Value.Plain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Functions as prompts list them: a name, `description` and `params`; a parameter is a line with
/// its description, or an object with lines of its own.
///
/// What the usual form has no place for is marked in parentheses: see [TypeMarker]. An object that
/// is optional, described or in a list says so in a first line, `(object): …`.
final class YamlForm {
  private static final String DESCRIPTION = "description";
  private static final String PARAMS = "params";

  private YamlForm() {}

  static String write(Function function) {
    StringBuilder out = new StringBuilder(function.name()).append(":\n");
    if (!function.description().isEmpty()) {
      line(out, 1, DESCRIPTION, function.description());
    }
    if (!function.parameters().isEmpty()) {
      line(out, 1, PARAMS, "");
      function.parameters().forEach(parameter -> write(out, 2, parameter));
    }
    return out.toString();
  }

  private static void write(StringBuilder out, int depth, Parameter parameter) {
    @Nullable Nested object = object(parameter.type());
    if (object == null) {
      TypeMarker marker = new TypeMarker(parameter.type(), parameter.required());
      line(out, depth, parameter.name(), TypeMarker.write(parameter.description(), marker));
      return;
    }
    line(out, depth, parameter.name(), "");
    TypeMarker marker = new TypeMarker(new ParameterType.Text(), parameter.required());
    String words = TypeMarker.write(parameter.description(), marker);
    boolean usual =
        parameter.type() instanceof Nested && words.isEmpty() && !object.parameters().isEmpty();
    if (!usual) {
      line(out, depth + 1, "(" + TypeMarker.words(parameter.type()) + ")", words);
    }
    object.parameters().forEach(inner -> write(out, depth + 1, inner));
  }

  /// The object that the type is, or is lists of.
  private static @Nullable Nested object(ParameterType type) {
    return switch (type) {
      case Nested nested -> nested;
      case ListOf(ParameterType item) -> object(item);
      default -> null;
    };
  }

  private static void line(StringBuilder out, int depth, String key, String text) {
    out.repeat("  ", depth).append(key).append(':');
    if (!text.isEmpty()) {
      out.append(' ').append(YamlText.write(text));
    }
    out.append('\n');
  }

  static Functions read(String yaml) {
    try {
      List<Function> functions = new ArrayList<>();
      Fields root = YamlReader.whole(yaml.replace("\r\n", "\n").replace('\r', '\n'));
      for (Map.Entry<String, Value> entry : root.values().entrySet()) {
        functions.add(function(entry.getKey(), entry.getValue()));
      }
      return new Functions(functions);
    } catch (Unclear e) {
      throw BagelException.user("the functions cannot be read: " + e.message());
    }
  }

  private static Function function(String name, Value value) {
    Map<String, Value> fields = fields(value, name);
    for (String key : fields.keySet()) {
      if (!key.equals(DESCRIPTION) && !key.equals(PARAMS)) {
        throw BagelException.user(
            "%s: '%s' is not known here; known: description, params"
                .formatted(name, Shown.of(key)));
      }
    }
    String description = text(fields.getOrDefault(DESCRIPTION, new Nothing()), name);
    Value params = fields.getOrDefault(PARAMS, new Nothing());
    return new Function(name, description, parameters(fields(params, name), name));
  }

  private static List<Parameter> parameters(Map<String, Value> fields, String where) {
    List<Parameter> parameters = new ArrayList<>();
    fields.forEach((name, value) -> parameters.add(parameter(name, value, where + "." + name)));
    return parameters;
  }

  private static Parameter parameter(String name, Value value, String where) {
    if (!(value instanceof Fields(Map<String, Value> given))) {
      TypeMarker.Marked marked = TypeMarker.read(text(value, where));
      TypeMarker marker = marked.marker();
      return new Parameter(name, marker.type(), marked.description(), marker.required());
    }
    Map<String, Value> inner = new LinkedHashMap<>(given);
    String first = inner.isEmpty() ? "" : inner.keySet().iterator().next();
    if (!first.startsWith("(")) {
      return Parameter.required(name, new Nested(parameters(inner, where)), "");
    }
    TypeMarker.Marked about = TypeMarker.read(text(inner.get(first), where));
    inner.remove(first);
    ParameterType type = TypeMarker.read(first).marker().type();
    Nested object = new Nested(parameters(inner, where));
    return new Parameter(
        name, filled(type, object, where), about.description(), about.marker().required());
  }

  private static ParameterType filled(ParameterType type, Nested object, String where) {
    return switch (type) {
      case Nested _ -> object;
      case ListOf(ParameterType item) -> new ListOf(filled(item, object, where));
      default ->
          throw BagelException.user(
              "%s: what has parameters of its own is '(object)' or '(list of object)'"
                  .formatted(where));
    };
  }

  private static Map<String, Value> fields(Value value, String where) {
    return switch (value) {
      case Fields(Map<String, Value> fields) -> fields;
      case Nothing() -> Map.of();
      default -> throw BagelException.user(where + ": expected lines of 'key: value' below it");
    };
  }

  private static String text(@Nullable Value value, String where) {
    return switch (value) {
      case Value.Text(String text) -> text;
      case Plain(String text) -> text;
      case Nothing() -> "";
      case null, default ->
          throw BagelException.user(where + ": expected a description, which is a text");
    };
  }
}
