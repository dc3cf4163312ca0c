package dev.bagel.chat.template;

import dev.bagel.chat.Message;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Makes template values of what a rendering is given. What is one already is not copied.
final class Inputs {
  private static final int MAX_DEPTH = 200;

  private Inputs() {}

  static Object value(@Nullable Object input) {
    return value(input, 0);
  }

  private static Object value(@Nullable Object input, int depth) {
    if (depth > MAX_DEPTH) {
      throw new TemplateException(
          "what the template is given nests deeper than " + MAX_DEPTH + " levels, or holds itself");
    }
    return switch (input) {
      case null -> None.NONE;
      case String text -> text;
      case Boolean bool -> bool;
      case Number number -> number(number);
      case Message message -> dict("role", lower(message.role()), "content", message.text());
      case Map<?, ?> map -> dict(map, depth);
      case List<?> list -> list(list, depth);
      case JsonNode json -> json(json, depth);
      case Iterable<?> items -> list(collected(items), depth);
      case Object[] items -> list(collected(Arrays.asList(items)), depth);
      case Optional<?> optional -> value(optional.orElse(null), depth);
      case Enum<?> constant -> constant instanceof None none ? none : lower(constant);
      case Record record -> record(record, depth);
      case CharSequence text -> text.toString();
      case Character c -> c.toString();
      default ->
          throw new TemplateException(
              "a value of " + input.getClass().getName() + " cannot be given to a template");
    };
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Object number(Number number) {
    return switch (number) {
      case Long value -> value;
      case Double value -> value;
      case Float value -> value.doubleValue();
      case BigDecimal value -> value.doubleValue();
      case BigInteger value when value.bitLength() > 63 ->
          throw new TemplateException("the number " + value + " is beyond 64 bits");
      default -> number.longValue();
    };
  }

  private static Map<Object, Object> dict(String first, Object a, String second, Object b) {
    Map<Object, Object> dict = LinkedHashMap.newLinkedHashMap(2);
    dict.put(first, a);
    dict.put(second, b);
    return dict;
  }

  /// The map itself while nothing in it changes.
  private static Map<?, ?> dict(Map<?, ?> map, int depth) {
    Map<Object, Object> copy = null;
    int same = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object key = value(entry.getKey(), depth + 1);
      Object value = value(entry.getValue(), depth + 1);
      if (copy == null && !(same(key, entry.getKey()) && same(value, entry.getValue()))) {
        copy = LinkedHashMap.newLinkedHashMap(map.size());
        for (Map.Entry<?, ?> before : first(map, same)) {
          copy.put(before.getKey(), before.getValue());
        }
      }
      if (copy != null) {
        copy.put(key, value);
      }
      same++;
    }
    return copy == null ? map : copy;
  }

  private static List<? extends Map.Entry<?, ?>> first(Map<?, ?> map, int count) {
    return map.entrySet().stream().limit(count).toList();
  }

  /// The list itself while nothing in it changes.
  private static List<?> list(List<?> list, int depth) {
    List<Object> copy = null;
    int same = 0;
    for (Object item : list) {
      Object value = value(item, depth + 1);
      if (copy == null && !same(value, item)) {
        copy = new ArrayList<>(list.subList(0, same));
      }
      if (copy != null) {
        copy.add(value);
      }
      same++;
    }
    return copy == null ? list : copy;
  }

  @SuppressWarnings("ReferenceEquality") // an equal value may be another map, one with nulls in it
  private static boolean same(Object value, @Nullable Object input) {
    return value == input;
  }

  private static List<@Nullable Object> collected(Iterable<?> items) {
    List<@Nullable Object> list = new ArrayList<>();
    items.forEach(list::add);
    return list;
  }

  private static Object json(JsonNode node, int depth) {
    if (node.isString()) {
      return node.stringValue();
    }
    if (node.isNumber()) {
      return number(node.numberValue());
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isArray()) {
      return list(collected(node), depth);
    }
    if (!node.isObject()) {
      return None.NONE;
    }
    Map<Object, Object> dict = LinkedHashMap.newLinkedHashMap(node.size());
    node.forEachEntry((name, value) -> dict.put(name, value(value, depth + 1)));
    return dict;
  }

  /// A record is a dict of its components.
  private static Object record(Record record, int depth) {
    Map<Object, Object> dict = new LinkedHashMap<>();
    try {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        dict.put(component.getName(), value(component.getAccessor().invoke(record), depth + 1));
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      if (e instanceof TemplateException known) {
        throw known;
      }
      throw new TemplateException(
          "the components of " + record.getClass().getName() + " cannot be read: " + e);
    }
    return dict;
  }
}
