package dev.bagel.prompting.functions;

import dev.bagel.BagelException;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.model.output.structured.Description;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A place in Java that an argument goes to: a method's parameter or a record's component.
///
/// @param type what is declared there, be it an [Optional]
record JavaSlot(String name, Type type, String description, boolean required) {

  static List<JavaSlot> of(Class<?> type) {
    List<JavaSlot> slots = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      slots.add(
          new JavaSlot(
              component.getName(),
              component.getGenericType(),
              description(type, component.getName()),
              isRequired(component.getAnnotatedType(), component.getAnnotations())));
    }
    return checked(slots, type.getSimpleName());
  }

  static List<JavaSlot> of(Method method) {
    List<JavaSlot> slots = new ArrayList<>();
    for (java.lang.reflect.Parameter parameter : method.getParameters()) {
      @Nullable P about = parameter.getAnnotation(P.class);
      if (about != null && !about.defaultValue().equals(P.NO_DEFAULT)) {
        throw BagelException.user(
            "%s.%s has a default value: make it optional, and give the value in the method"
                .formatted(method.getName(), parameter.getName()));
      }
      slots.add(
          new JavaSlot(
              name(method, parameter, about),
              parameter.getParameterizedType(),
              about == null
                  ? ""
                  : Stream.of(about.description(), about.value())
                      .filter(text -> !text.isEmpty())
                      .findFirst()
                      .orElse(""),
              (about == null || about.required())
                  && isRequired(parameter.getAnnotatedType(), parameter.getAnnotations())));
    }
    return checked(slots, method.getName());
  }

  private static String name(
      Method method, java.lang.reflect.Parameter parameter, @Nullable P about) {
    if (about != null && !about.name().isEmpty()) {
      return about.name();
    }
    if (!parameter.isNamePresent()) {
      throw BagelException.user(
          "the parameters of %s have lost their names: compile with -parameters, or give @P a name"
              .formatted(method.getName()));
    }
    return parameter.getName();
  }

  private static String description(Class<?> type, String component) {
    try {
      @Nullable Description about =
          type.getDeclaredField(component).getAnnotation(Description.class);
      return about == null ? "" : String.join(" ", about.value());
    } catch (NoSuchFieldException e) {
      throw BagelException.internal("a record has no field for its component " + component, e);
    }
  }

  private static boolean isRequired(AnnotatedType type, Annotation[] annotations) {
    boolean optional =
        type.getType() instanceof ParameterizedType of && of.getRawType() == Optional.class;
    return !optional
        && Stream.concat(Arrays.stream(annotations), Arrays.stream(type.getAnnotations()))
            .noneMatch(one -> one.annotationType().getSimpleName().equals("Nullable"));
  }

  private static List<JavaSlot> checked(List<JavaSlot> slots, String where) {
    for (JavaSlot slot : slots) {
      if (!slot.required && slot.type instanceof Class<?> type && type.isPrimitive()) {
        throw BagelException.user(
            "%s.%s is optional and a %s, which cannot be absent: make it an Optional or an object"
                .formatted(where, slot.name, type));
      }
    }
    return slots;
  }
}
