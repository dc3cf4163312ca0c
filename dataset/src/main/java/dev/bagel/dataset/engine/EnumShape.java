package dev.bagel.dataset.engine;

import org.jspecify.annotations.Nullable;

/// An enum: its constant's place from 1, 0 for null.
final class EnumShape implements Codec {
  private final Object[] constants;

  EnumShape(Class<?> type) {
    constants = type.getEnumConstants();
  }

  @SuppressWarnings("EnumOrdinal") // the bytes do not outlive the class they were written with
  @Override
  public void write(@Nullable Object value, ByteSink out) {
    out.varint(value == null ? 0 : ((Enum<?>) value).ordinal() + 1L);
  }

  @Override
  public @Nullable Object read(ByteSource in) {
    int place = (int) in.varint();
    return place == 0 ? null : constants[place - 1];
  }
}
