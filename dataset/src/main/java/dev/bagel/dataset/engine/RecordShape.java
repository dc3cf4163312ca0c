package dev.bagel.dataset.engine;

import dev.bagel.BagelException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record: one octet (0 for null), then its components in order.
final class RecordShape implements Codec {
  private final MethodHandle constructor;
  private final MethodHandle[] accessors;
  private Codec[] components = {};

  RecordShape(Class<?> type) {
    RecordComponent[] parts = type.getRecordComponents();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    accessors = new MethodHandle[parts.length];
    try {
      // A private lookup, because records are often nested in classes that are not public.
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      for (int i = 0; i < parts.length; i++) {
        accessors[i] =
            lookup
                .unreflect(parts[i].getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class));
      }
      constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, parts.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw BagelException.internal(
          type.getName() + " cannot be stored: open its package to " + getClass().getModule(), e);
    }
  }

  /// Comes after construction, since a record may hold itself.
  void fill(List<Codec> codecs) {
    components = codecs.toArray(Codec[]::new);
  }

  @Override
  public void write(@Nullable Object value, ByteSink out) {
    out.octet(value == null ? 0 : 1);
    if (value == null) {
      return;
    }
    for (int i = 0; i < components.length; i++) {
      components[i].write(component(i, value), out);
    }
  }

  @Override
  public @Nullable Object read(ByteSource in) {
    if (in.octet() == 0) {
      return null;
    }
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = components[i].read(in);
    }
    try {
      return (Object) constructor.invokeExact(values);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  private @Nullable Object component(int index, Object value) {
    try {
      return (Object) accessors[index].invokeExact(value);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  private static RuntimeException unchecked(Throwable thrown) {
    return switch (thrown) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> BagelException.internal("a record's own code failed: " + thrown, thrown);
    };
  }
}
