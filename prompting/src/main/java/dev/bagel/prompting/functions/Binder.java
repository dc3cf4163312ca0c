package dev.bagel.prompting.functions;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Arguments of a valid call as the Java values that a method or a record takes.
///
/// Whole numbers that are too large for their type are a [Misfit], not cut; so is what a record's
/// own constructor refuses. Decimal numbers are rounded as Java rounds them.
final class Binder {
  private Binder() {}

  /// In the order of the slots.
  static @Nullable Object[] all(List<JavaSlot> slots, Map<?, ?> arguments, String path)
      throws Misfit {
    @Nullable Object[] bound = new @Nullable Object[slots.size()];
    for (int i = 0; i < bound.length; i++) {
      JavaSlot slot = slots.get(i);
      @Nullable Object given = arguments.get(slot.name());
      bound[i] = slot(slot.type(), given, path + "." + slot.name());
    }
    return bound;
  }

  private static @Nullable Object slot(Type type, @Nullable Object given, String path)
      throws Misfit {
    if (type instanceof ParameterizedType of && of.getRawType() == Optional.class) {
      return given == null
          ? Optional.empty()
          : Optional.of(value(of.getActualTypeArguments()[0], given, path));
    }
    return given == null ? null : value(type, given, path);
  }

  private static Object value(Type type, Object given, String path) throws Misfit {
    return switch (given) {
      case Long number -> whole(type, number, path);
      case BigDecimal number -> decimal(type, number, path);
      case String text when type instanceof Class<?> plain && plain.isEnum() ->
          constant(plain, text);
      case List<?> list -> list((ParameterizedType) type, list, path);
      case Map<?, ?> object -> record((Class<?>) type, object, path);
      default -> given; // a text or a truth
    };
  }

  private static Object constant(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> ((Enum<?>) one).name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Object> list(ParameterizedType type, List<?> given, String path)
      throws Misfit {
    List<Object> bound = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      Type item = type.getActualTypeArguments()[0];
      @Nullable Object one = slot(item, given.get(i), "%s[%d]".formatted(path, i));
      if (one != null) {
        bound.add(one);
      }
    }
    return Collections.unmodifiableList(bound);
  }

  static <R> R record(Class<R> type, Map<?, ?> given, String path) throws Misfit {
    @Nullable Object[] arguments = all(JavaSlot.of(type), given, path);
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new Misfit(
          new Problem(path, "refused: " + Reason.of(e.getCause()), "what " + path + " allows"));
    } catch (ReflectiveOperationException e) {
      throw dev.bagel.BagelException.internal("cannot make a " + type.getName(), e);
    }
  }

  private static Object whole(Type type, long number, String path) throws Misfit {
    if (type == BigInteger.class) {
      return BigInteger.valueOf(number);
    }
    if (type == int.class || type == Integer.class) {
      return (int) within(number, Integer.MIN_VALUE, Integer.MAX_VALUE, path);
    }
    if (type == short.class || type == Short.class) {
      return (short) within(number, Short.MIN_VALUE, Short.MAX_VALUE, path);
    }
    if (type == byte.class || type == Byte.class) {
      return (byte) within(number, Byte.MIN_VALUE, Byte.MAX_VALUE, path);
    }
    return number;
  }

  private static long within(long number, long least, long most, String path) throws Misfit {
    if (number < least || number > most) {
      throw new Misfit(
          new Problem(
              path, number + " is out of range", "integer from %d to %d".formatted(least, most)));
    }
    return number;
  }

  private static Object decimal(Type type, BigDecimal number, String path) throws Misfit {
    if (type == BigDecimal.class) {
      return number;
    }
    boolean single = type == float.class || type == Float.class;
    if (single ? Float.isInfinite(number.floatValue()) : Double.isInfinite(number.doubleValue())) {
      throw new Misfit(new Problem(path, "the number is out of range", "a smaller number"));
    }
    return single ? (Object) number.floatValue() : (Object) number.doubleValue();
  }
}
