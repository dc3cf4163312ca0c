package dev.bagel.dataset.files;

import dev.bagel.BagelException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The components of a record class, for writing; found out by reflection once a class.
final class RecordFields {
  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          List<Field> fields = new ArrayList<>();
          for (RecordComponent each : type.getRecordComponents()) {
            Method accessor = each.getAccessor();
            accessor.setAccessible(true);
            fields.add(new Field(RecordShape.columnOf(each), each.getAnnotatedType(), accessor));
          }
          return List.copyOf(fields);
        }
      };

  private RecordFields() {}

  static List<Field> of(Class<? extends Record> type) {
    return FIELDS.get(type);
  }

  record Field(String column, AnnotatedType type, Method accessor) {
    @Nullable Object value(Object record) {
      try {
        return accessor.invoke(record);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw BagelException.internal("%s cannot be called".formatted(accessor), e);
      }
    }
  }
}
