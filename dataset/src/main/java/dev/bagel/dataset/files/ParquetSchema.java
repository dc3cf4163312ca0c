package dev.bagel.dataset.files;

import com.jerolba.carpet.model.FieldType;
import com.jerolba.carpet.model.FieldTypes;
import com.jerolba.carpet.model.WriteRecordModelType;
import dev.bagel.BagelException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The parquet schema of a record class.
final class ParquetSchema {
  private ParquetSchema() {}

  static <R extends Record> WriteRecordModelType<R> of(Class<R> type) {
    WriteRecordModelType<R> model = FieldTypes.writeRecordModel(type);
    for (RecordFields.Field field : RecordFields.of(type)) {
      boolean text = field.type().getType() == UUID.class;
      Function<R, @Nullable Object> value =
          record -> {
            Object found = field.value(record);
            refuseLoneSurrogates(found);
            return text && found != null ? found.toString() : found;
          };
      model = model.withField(field.column(), column(field.type()), value);
    }
    return model;
  }

  /// The library would write a question mark in its place.
  private static void refuseLoneSurrogates(@Nullable Object value) {
    if (value instanceof String text) {
      Utf8.refuseLoneSurrogate(text);
    } else if (value instanceof List<?> list) {
      list.forEach(ParquetSchema::refuseLoneSurrogates);
    }
  }

  private static FieldType column(AnnotatedType annotated) {
    boolean required = !annotated.isAnnotationPresent(Nullable.class);
    Type type = annotated.getType();
    if (annotated instanceof AnnotatedParameterizedType generic
        && ((ParameterizedType) type).getRawType() == List.class) {
      if (generic.getAnnotatedActualTypeArguments()[0].getType() == UUID.class) {
        throw unwritable(type);
      }
      FieldType element = column(generic.getAnnotatedActualTypeArguments()[0]);
      return required ? FieldTypes.LIST.notNull().ofType(element) : FieldTypes.LIST.ofType(element);
    }
    if (type instanceof Class<?> plain) {
      return column(plain, required);
    }
    throw unwritable(type);
  }

  private static FieldType column(Class<?> type, boolean required) {
    if (type.isRecord()) {
      WriteRecordModelType<?> struct = of(type.asSubclass(Record.class));
      return required ? struct.notNull() : struct;
    }
    if (type.isEnum()) {
      Class<? extends Enum<?>> names = enumClass(type);
      return required
          ? FieldTypes.ENUM.notNull().asString().ofType(names)
          : FieldTypes.ENUM.asString().ofType(names);
    }
    return switch (type.getName()) {
      case "java.lang.String", "java.util.UUID" ->
          required ? FieldTypes.STRING.notNull() : FieldTypes.STRING;
      case "int", "java.lang.Integer" ->
          required ? FieldTypes.INTEGER.notNull() : FieldTypes.INTEGER;
      case "long", "java.lang.Long" -> required ? FieldTypes.LONG.notNull() : FieldTypes.LONG;
      case "double", "java.lang.Double" ->
          required ? FieldTypes.DOUBLE.notNull() : FieldTypes.DOUBLE;
      case "boolean", "java.lang.Boolean" ->
          required ? FieldTypes.BOOLEAN.notNull() : FieldTypes.BOOLEAN;
      default -> throw unwritable(type);
    };
  }

  @SuppressWarnings("unchecked") // it is an enum's class
  private static Class<? extends Enum<?>> enumClass(Class<?> type) {
    return (Class<? extends Enum<?>>) type;
  }

  private static BagelException unwritable(Type type) {
    String message = "parquet columns cannot be made of " + type.getTypeName();
    return BagelException.internal(message, new IllegalArgumentException(message));
  }
}
