package dev.bagel.dataset.files;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/// What parquet's logical types mean: numbers stay numbers, decimals, dates and times become text
/// as ISO 8601 writes it.
final class ParquetValues {
  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final int INT96_BYTES = 12;
  private static final int UUID_BYTES = 16;

  private ParquetValues() {}

  /// For columns of 32 and 64 bits.
  static LongFunction<Object> whole(PrimitiveType type) {
    return switch (type.getLogicalTypeAnnotation()) {
      case DecimalLogicalTypeAnnotation decimal ->
          value -> new BigDecimal(BigInteger.valueOf(value), decimal.getScale()).toPlainString();
      case DateLogicalTypeAnnotation _ -> value -> LocalDate.ofEpochDay(value).toString();
      case TimeLogicalTypeAnnotation time -> value -> time(value, time.getUnit());
      case TimestampLogicalTypeAnnotation stamp -> value -> timestamp(value, stamp);
      case IntLogicalTypeAnnotation number when !number.isSigned() ->
          value -> unsigned(value, number.getBitWidth());
      case null, default -> value -> value;
    };
  }

  /// For columns of bytes; null for bytes that are no text where they should be.
  static Function<Binary, @Nullable Object> binary(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    PrimitiveTypeName physical = type.getPrimitiveTypeName();
    return switch (logical) {
      case DecimalLogicalTypeAnnotation decimal -> value -> decimal(value, decimal.getScale());
      case UUIDLogicalTypeAnnotation _ when type.getTypeLength() == UUID_BYTES ->
          value -> uuid(value.toByteBuffer());
      case Float16LogicalTypeAnnotation _ when type.getTypeLength() == Short.BYTES ->
          value -> {
            short bits = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getShort();
            return (double) Float.float16ToFloat(bits);
          };
      case null, default ->
          switch (physical) {
            case INT96 -> value -> int96(value.toByteBuffer());
            case FIXED_LEN_BYTE_ARRAY -> value -> HexFormat.of().formatHex(value.getBytesUnsafe());
            default -> ParquetValues::text;
          };
    };
  }

  private static @Nullable Object text(Binary value) {
    byte[] bytes = value.getBytesUnsafe();
    return Utf8.decode(bytes, 0, bytes.length);
  }

  private static Object decimal(Binary value, int scale) {
    byte[] bytes = value.getBytesUnsafe();
    BigInteger digits = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    return new BigDecimal(digits, scale).toPlainString();
  }

  private static Object uuid(ByteBuffer value) {
    return new UUID(value.getLong(), value.getLong()).toString();
  }

  private static Object unsigned(long value, int bits) {
    if (bits < Long.SIZE) {
      return value & (1L << bits) - 1;
    }
    return value >= 0 ? value : Double.parseDouble(Long.toUnsignedString(value));
  }

  private static Object time(long value, TimeUnit unit) {
    try {
      return LocalTime.MIDNIGHT.plus(value, chrono(unit)).toString();
    } catch (DateTimeException | ArithmeticException _) {
      return Long.toString(value);
    }
  }

  private static Object timestamp(long value, TimestampLogicalTypeAnnotation type) {
    try {
      Instant instant = Instant.EPOCH.plus(value, chrono(type.getUnit()));
      return type.isAdjustedToUTC()
          ? instant.toString()
          : instant.atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
    } catch (DateTimeException | ArithmeticException _) {
      return Long.toString(value);
    }
  }

  /// The timestamp of older writers: nanoseconds of the day, then the Julian day.
  private static Object int96(ByteBuffer value) {
    if (value.remaining() != INT96_BYTES) {
      return "";
    }
    ByteBuffer ordered = value.order(ByteOrder.LITTLE_ENDIAN);
    long nanos = ordered.getLong();
    long day = ordered.getInt() - JULIAN_DAY_OF_EPOCH;
    return LocalDate.ofEpochDay(day).atStartOfDay().plusNanos(nanos).toString();
  }

  private static ChronoUnit chrono(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }
}
