package dev.bagel.dataset.files;

import dev.bagel.dataset.files.ReadRow.BadRow;
import dev.bagel.dataset.files.ReadRow.Row;
import dev.bagel.dataset.sample.DropReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A whole text file as one row, with the one column `text`.
final class TextRow implements RowCursor {
  private static final String COLUMN = "text";

  private final ByteChunks chunks;
  private boolean read;

  private TextRow(ByteChunks chunks) {
    this.chunks = chunks;
  }

  static TextRow open(DataFile file) {
    return new TextRow(ByteChunks.open(file));
  }

  @Override
  public Set<String> columns() {
    return Set.of(COLUMN);
  }

  @Override
  public @Nullable ReadRow next() {
    if (read) {
      return null;
    }
    read = true;
    RowBytes bytes = new RowBytes();
    while (chunks.more() && !bytes.tooLong()) {
      bytes.add(chunks.bytes, chunks.position, chunks.limit);
      chunks.position = chunks.limit;
    }
    String excerpt = Excerpt.of(bytes.bytes(), bytes.length());
    if (bytes.tooLong()) {
      String message = "longer than %d MiB".formatted(RowBytes.LIMIT >> 20);
      return new BadRow(0, DropReason.TOO_LONG, message, excerpt);
    }
    String text = Utf8.decode(bytes.bytes(), 0, bytes.length());
    if (text == null) {
      return new BadRow(0, DropReason.INVALID_TEXT, "not UTF-8", excerpt);
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put(COLUMN, text);
    return new Row(0, values);
  }

  @Override
  public long position() {
    return chunks.taken();
  }

  @Override
  public void close() {
    chunks.close();
  }
}
