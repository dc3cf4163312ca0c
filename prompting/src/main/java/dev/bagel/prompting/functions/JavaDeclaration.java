package dev.bagel.prompting.functions;

import dev.bagel.BagelException;
import dev.bagel.prompting.functions.ParameterType.Choice;
import dev.bagel.prompting.functions.ParameterType.DecimalNumber;
import dev.bagel.prompting.functions.ParameterType.ListOf;
import dev.bagel.prompting.functions.ParameterType.Nested;
import dev.bagel.prompting.functions.ParameterType.Text;
import dev.bagel.prompting.functions.ParameterType.TrueOrFalse;
import dev.bagel.prompting.functions.ParameterType.WholeNumber;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.output.structured.Description;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Declarations from records and methods.
final class JavaDeclaration {
  private static final Set<Class<?>> WHOLE =
      Set.of(
          long.class,
          int.class,
          short.class,
          byte.class,
          Long.class,
          Integer.class,
          Short.class,
          Byte.class,
          BigInteger.class);
  private static final Set<Class<?>> DECIMAL =
      Set.of(double.class, float.class, Double.class, Float.class, BigDecimal.class);

  private JavaDeclaration() {}

  static Function ofRecord(String name, Class<? extends Record> type) {
    @Nullable Description about = type.getAnnotation(Description.class);
    String description = about == null ? "" : String.join(" ", about.value());
    return new Function(name, description, parameters(JavaSlot.of(type), name, 1));
  }

  static Function ofMethod(Method method, Tool tool) {
    String name = tool.name().isEmpty() ? method.getName() : tool.name();
    return new Function(
        name, String.join("\n", tool.value()), parameters(JavaSlot.of(method), name, 1));
  }

  private static List<Parameter> parameters(List<JavaSlot> slots, String where, int depth) {
    List<Parameter> parameters = new ArrayList<>();
    for (JavaSlot slot : slots) {
      ParameterType type = type(slot.type(), where + "." + slot.name(), depth);
      parameters.add(new Parameter(slot.name(), type, slot.description(), slot.required()));
    }
    return parameters;
  }

  private static ParameterType type(Type type, String where, int depth) {
    if (depth > ParameterType.DEEPEST) {
      throw BagelException.user(
          "%s is nested more than %d deep: does a record hold itself?"
              .formatted(where, ParameterType.DEEPEST));
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      Type inner = generic.getActualTypeArguments()[0];
      if (raw == Optional.class) {
        return type(inner, where, depth);
      }
      if (raw == List.class || raw == Collection.class) {
        return new ListOf(type(inner, where + "[]", depth + 1));
      }
    }
    if (type instanceof Class<?> plain) {
      return plain(plain, where, depth);
    }
    throw unknown(type, where);
  }

  private static ParameterType plain(Class<?> type, String where, int depth) {
    if (type == String.class) {
      return new Text();
    }
    if (type == boolean.class || type == Boolean.class) {
      return new TrueOrFalse();
    }
    if (WHOLE.contains(type)) {
      return new WholeNumber();
    }
    if (DECIMAL.contains(type)) {
      return new DecimalNumber();
    }
    if (type.isEnum()) {
      return new Choice(
          Arrays.stream(type.getEnumConstants()).map(one -> ((Enum<?>) one).name()).toList());
    }
    if (type.isRecord()) {
      return new Nested(parameters(JavaSlot.of(type), where, depth + 1));
    }
    throw unknown(type, where);
  }

  private static BagelException unknown(Type type, String where) {
    return BagelException.user(
        ("%s is a %s, which no model can be asked for: use String, boolean, numbers, enums,"
                + " records, List or Optional")
            .formatted(where, type.getTypeName()));
  }
}
