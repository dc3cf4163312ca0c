package dev.bagel.dataset.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/// Asks for some of a file's columns (none named: all) and makes maps of them.
final class ParquetProjection extends ReadSupport<ParquetRecord> {
  private final Set<String> columns;

  ParquetProjection(Set<String> columns) {
    this.columns = columns;
  }

  @Override
  public ReadContext init(InitContext context) {
    MessageType schema = context.getFileSchema();
    List<Type> wanted =
        schema.getFields().stream()
            .filter(field -> columns.isEmpty() || columns.contains(field.getName()))
            .toList();
    return new ReadContext(new MessageType(schema.getName(), wanted));
  }

  @Override
  @SuppressWarnings("deprecation") // abstract still
  public RecordMaterializer<ParquetRecord> prepareForRead(
      Configuration settings,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    return new Materializer(context.getRequestedSchema());
  }

  @Override
  public RecordMaterializer<ParquetRecord> prepareForRead(
      ParquetConfiguration settings,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    return new Materializer(context.getRequestedSchema());
  }

  private static final class Materializer extends RecordMaterializer<ParquetRecord> {
    private final GroupConverter root;
    private Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private @Nullable String unreadable;

    Materializer(MessageType schema) {
      root = new ParquetGroup.Struct(schema, "", this::hold, this::markUnreadable);
    }

    @Override
    public ParquetRecord getCurrentRecord() {
      ParquetRecord row = new ParquetRecord(values, unreadable);
      unreadable = null;
      return row;
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }

    private void hold(Map<String, @Nullable Object> read) {
      values = read;
    }

    private void markUnreadable(String column) {
      unreadable = column;
    }
  }
}
