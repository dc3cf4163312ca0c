package dev.bagel.dataset.files;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/// Makes Java values of parquet's groups: structs and maps become maps, lists become lists, after
/// the rules of the format's LogicalTypes document, the older two-level lists included.
final class ParquetGroup {
  private ParquetGroup() {}

  /// Where the values of a column go.
  interface Sink extends Consumer<@Nullable Object> {}

  static Converter of(Type type, String path, Sink sink, Consumer<String> unreadable) {
    if (type.isPrimitive()) {
      return ParquetLeaf.of(type.asPrimitiveType(), path, sink, unreadable);
    }
    GroupType group = type.asGroupType();
    return switch (group.getLogicalTypeAnnotation()) {
      case ListLogicalTypeAnnotation _ when wrapsRepeated(group) ->
          new Array(group, path, sink, unreadable);
      case MapLogicalTypeAnnotation _ when wrapsEntries(group) ->
          new Entries(group, path, sink, unreadable);
      case MapKeyValueTypeAnnotation _ when wrapsEntries(group) ->
          new Entries(group, path, sink, unreadable);
      case null, default -> new Struct(group, path, sink::accept, unreadable);
    };
  }

  private static boolean wrapsRepeated(GroupType group) {
    return group.getFieldCount() == 1 && group.getType(0).isRepetition(Repetition.REPEATED);
  }

  private static boolean wrapsEntries(GroupType group) {
    return wrapsRepeated(group)
        && !group.getType(0).isPrimitive()
        && group.getType(0).asGroupType().getFieldCount() == 2;
  }

  /// Columns with values of their own, in the schema's order; absent ones are null. A repeated
  /// column is a list.
  static final class Struct extends GroupConverter {
    private final GroupType type;
    private final Converter[] columns;
    private final Consumer<Map<String, @Nullable Object>> sink;
    private Map<String, @Nullable Object> values = new LinkedHashMap<>();

    Struct(
        GroupType type,
        String path,
        Consumer<Map<String, @Nullable Object>> sink,
        Consumer<String> unreadable) {
      this.type = type;
      this.sink = sink;
      this.columns = new Converter[type.getFieldCount()];
      for (int i = 0; i < columns.length; i++) {
        Type field = type.getType(i);
        String name = field.getName();
        Sink into =
            field.isRepetition(Repetition.REPEATED)
                ? value -> repeated(name).add(value)
                : value -> values.put(name, value);
        String fieldPath = path.isEmpty() ? name : path + "." + name;
        columns[i] = ParquetGroup.of(field, fieldPath, into, unreadable);
      }
    }

    @Override
    public Converter getConverter(int index) {
      return columns[index];
    }

    @Override
    public void start() {
      values = new LinkedHashMap<>();
      for (Type field : type.getFields()) {
        boolean repeated = field.isRepetition(Repetition.REPEATED);
        values.put(field.getName(), repeated ? new ArrayList<@Nullable Object>() : null);
      }
    }

    @Override
    public void end() {
      sink.accept(values);
    }

    @SuppressWarnings("unchecked") // start() put it there
    private List<@Nullable Object> repeated(String name) {
      return (List<@Nullable Object>) requireNonNull(values.get(name));
    }
  }

  private static final class Array extends GroupConverter {
    private final Sink sink;
    private final Converter repeated;
    private List<@Nullable Object> values = new ArrayList<>();

    Array(GroupType type, String path, Sink sink, Consumer<String> unreadable) {
      this.sink = sink;
      Type inner = type.getType(0);
      repeated =
          isElement(inner, type.getName())
              ? ParquetGroup.of(inner, path, value -> values.add(value), unreadable)
              : new Slot(inner.asGroupType(), path, value -> values.add(value), unreadable);
    }

    @Override
    public Converter getConverter(int index) {
      return repeated;
    }

    @Override
    public void start() {
      values = new ArrayList<>();
    }

    @Override
    public void end() {
      sink.accept(values);
    }

    private static boolean isElement(Type repeated, String list) {
      if (repeated.isPrimitive()) {
        return true;
      }
      GroupType group = repeated.asGroupType();
      return group.getFieldCount() != 1
          || group.getType(0).isRepetition(Repetition.REPEATED)
          || group.getName().equals("array")
          || group.getName().equals(list + "_tuple");
    }
  }

  /// The group around one element of a list, which lets the element be null.
  private static final class Slot extends GroupConverter {
    private final Sink sink;
    private final Converter element;
    private @Nullable Object value;

    Slot(GroupType type, String path, Sink sink, Consumer<String> unreadable) {
      this.sink = sink;
      this.element = ParquetGroup.of(type.getType(0), path, each -> value = each, unreadable);
    }

    @Override
    public Converter getConverter(int index) {
      return element;
    }

    @Override
    public void start() {
      value = null;
    }

    @Override
    public void end() {
      sink.accept(value);
    }
  }

  /// A map; keys that are no text become it.
  private static final class Entries extends GroupConverter {
    private final Sink sink;
    private final Struct entry;
    private Map<String, @Nullable Object> values = new LinkedHashMap<>();

    Entries(GroupType type, String path, Sink sink, Consumer<String> unreadable) {
      this.sink = sink;
      GroupType inner = type.getType(0).asGroupType();
      String key = inner.getFieldName(0);
      String value = inner.getFieldName(1);
      entry =
          new Struct(
              inner,
              path,
              each -> values.put(String.valueOf(each.get(key)), each.get(value)),
              unreadable);
    }

    @Override
    public Converter getConverter(int index) {
      return entry;
    }

    @Override
    public void start() {
      values = new LinkedHashMap<>();
    }

    @Override
    public void end() {
      sink.accept(values);
    }
  }
}
