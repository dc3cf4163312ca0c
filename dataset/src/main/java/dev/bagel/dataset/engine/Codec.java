package dev.bagel.dataset.engine;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How values of one kind are written and read.
interface Codec {
  Codec INT = plain((value, out) -> out.int32((int) value), ByteSource::int32);
  Codec LONG = plain((value, out) -> out.int64((long) value), ByteSource::int64);
  Codec DOUBLE =
      plain(
          (value, out) -> out.int64(Double.doubleToRawLongBits((double) value)),
          in -> Double.longBitsToDouble(in.int64()));
  Codec BOOLEAN = plain((value, out) -> out.octet((boolean) value ? 1 : 0), in -> in.octet() == 1);
  Codec UUIDS =
      nullable(
          plain(
              (value, out) -> {
                out.int64(((UUID) value).getMostSignificantBits());
                out.int64(((UUID) value).getLeastSignificantBits());
              },
              in -> new UUID(in.int64(), in.int64())));
  Codec STRING =
      new Codec() {
        @Override
        public void write(@Nullable Object value, ByteSink out) {
          out.text((String) value);
        }

        @Override
        public @Nullable Object read(ByteSource in) {
          return in.text();
        }
      };

  void write(@Nullable Object value, ByteSink out);

  @Nullable Object read(ByteSource in);

  /// Writes what is never null.
  interface Writing {
    void write(Object value, ByteSink out);
  }

  /// Reads what is never null.
  interface Reading {
    Object read(ByteSource in);
  }

  static Codec plain(Writing writing, Reading reading) {
    return new Codec() {
      @Override
      public void write(@Nullable Object value, ByteSink out) {
        if (value == null) {
          throw new NullPointerException("a primitive is null");
        }
        writing.write(value, out);
      }

      @Override
      public Object read(ByteSource in) {
        return reading.read(in);
      }
    };
  }

  /// One octet before the value: 0 for null, else 1.
  static Codec nullable(Codec codec) {
    return new Codec() {
      @Override
      public void write(@Nullable Object value, ByteSink out) {
        out.octet(value == null ? 0 : 1);
        if (value != null) {
          codec.write(value, out);
        }
      }

      @Override
      public @Nullable Object read(ByteSource in) {
        return in.octet() == 0 ? null : codec.read(in);
      }
    };
  }
}
