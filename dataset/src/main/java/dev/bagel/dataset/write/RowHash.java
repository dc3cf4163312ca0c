package dev.bagel.dataset.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The hash of a table: SHA-256 over the 32-byte SHA-256 hashes of its rows, in order, so that it
/// depends neither on the file format nor on where files are cut, and rows can be hashed by several
/// workers.
///
/// A row's hash is over its values in the order of the columns: a text is its length in UTF-8 bytes
/// (4 bytes, big endian) and those bytes; null is the length -1; a whole number is 8 bytes, big
/// endian; a struct is its values; a list is the number of its elements (4 bytes) and those.
final class RowHash {
  static final int BYTES = 32;

  private final MessageDigest table = sha256();

  /// The hash of one row, given as a record or as a map in the order of the columns.
  static byte[] ofRow(Object row) {
    MessageDigest digest = sha256();
    add(digest, row);
    return digest.digest();
  }

  /// Adds row hashes, in the order of the rows.
  void add(byte[] rowHashes, int length) {
    table.update(rowHashes, 0, length);
  }

  String hex() {
    return HexFormat.of().formatHex(table.digest());
  }

  private static void add(MessageDigest digest, @Nullable Object value) {
    switch (value) {
      case null -> addLength(digest, -1);
      case List<?> list -> {
        addLength(digest, list.size());
        list.forEach(element -> add(digest, element));
      }
      case Map<?, ?> struct -> struct.values().forEach(part -> add(digest, part));
      case Record struct -> components(struct).forEach(part -> add(digest, part));
      case Integer number -> addNumber(digest, number);
      case Long number -> addNumber(digest, number);
      default -> {
        byte[] bytes = value.toString().getBytes(UTF_8);
        addLength(digest, bytes.length);
        digest.update(bytes);
      }
    }
  }

  private static void addNumber(MessageDigest digest, long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
  }

  private static void addLength(MessageDigest digest, int length) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
  }

  private static List<@Nullable Object> components(Record record) {
    RecordComponent[] components = COMPONENTS.get(record.getClass());
    List<@Nullable Object> values = new ArrayList<>(components.length);
    try {
      for (RecordComponent component : components) {
        values.add(component.getAccessor().invoke(record));
      }
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError("row records are readable here", e);
    }
    return values;
  }

  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.getRecordComponents();
        }
      };

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
