package dev.bagel.dataset.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A sealed interface: the number of the value's class from 1 (0 for null), then the value. Classes
/// are numbered as `permits` names them, depth first.
final class SealedShape implements Codec {
  private final Map<Class<?>, Integer> numbers = new HashMap<>();
  private final List<Codec> cases = new ArrayList<>();

  void add(Class<?> type, Codec codec) {
    if (numbers.putIfAbsent(type, cases.size()) == null) {
      cases.add(codec);
    }
  }

  @Override
  public void write(@Nullable Object value, ByteSink out) {
    if (value == null) {
      out.varint(0);
      return;
    }
    Integer number = numbers.get(typeOf(value));
    if (number == null) {
      throw new IllegalArgumentException("not a class of its type: " + value.getClass().getName());
    }
    out.varint(number + 1L);
    cases.get(number).write(value, out);
  }

  @Override
  public @Nullable Object read(ByteSource in) {
    int number = (int) in.varint();
    return number == 0 ? null : cases.get(number - 1).read(in);
  }

  private static Class<?> typeOf(Object value) {
    // An enum's constant with a body is of a class of its own.
    return value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
  }
}
