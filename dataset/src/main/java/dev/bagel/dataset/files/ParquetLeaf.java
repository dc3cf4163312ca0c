package dev.bagel.dataset.files;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/// Makes Java values of a primitive column: Long, Double, Boolean, or String for all else. NaN and
/// the infinities become null, as in JSON.
final class ParquetLeaf extends PrimitiveConverter {
  private final ParquetGroup.Sink sink;
  private final Runnable unreadable;
  private final LongFunction<Object> whole;
  private final Function<Binary, @Nullable Object> binary;
  private final boolean isBinary;
  private @Nullable Object[] dictionary = {};

  private ParquetLeaf(
      ParquetGroup.Sink sink,
      Runnable unreadable,
      boolean isBinary,
      LongFunction<Object> whole,
      Function<Binary, @Nullable Object> binary) {
    this.sink = sink;
    this.unreadable = unreadable;
    this.isBinary = isBinary;
    this.whole = whole;
    this.binary = binary;
  }

  static ParquetLeaf of(
      PrimitiveType type, String path, ParquetGroup.Sink sink, Consumer<String> unreadable) {
    return new ParquetLeaf(
        sink,
        () -> unreadable.accept(path),
        type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY,
        ParquetValues.whole(type),
        ParquetValues.binary(type));
  }

  @Override
  public void addBinary(Binary value) {
    accept(binary.apply(value));
  }

  @Override
  public void addBoolean(boolean value) {
    sink.accept(value);
  }

  @Override
  public void addDouble(double value) {
    sink.accept(Double.isFinite(value) ? value : null);
  }

  @Override
  public void addFloat(float value) {
    addDouble(value);
  }

  @Override
  public void addInt(int value) {
    sink.accept(whole.apply(value));
  }

  @Override
  public void addLong(long value) {
    sink.accept(whole.apply(value));
  }

  /// Texts that repeat are decoded once.
  @Override
  public boolean hasDictionarySupport() {
    return isBinary;
  }

  @Override
  public void setDictionary(Dictionary values) {
    @Nullable Object[] decoded = new Object[values.getMaxId() + 1];
    for (int i = 0; i < decoded.length; i++) {
      decoded[i] = binary.apply(values.decodeToBinary(i));
    }
    dictionary = decoded;
  }

  @Override
  public void addValueFromDictionary(int id) {
    accept(dictionary[id]);
  }

  private void accept(@Nullable Object value) {
    if (value == null) {
      unreadable.run();
    }
    sink.accept(value);
  }
}
