package dev.bagel.dataset.files;

import dev.bagel.dataset.files.ReadRow.BadRow;
import dev.bagel.dataset.sample.DropReason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rows of JSONL files and of JSON arrays (RFC 8259): each is cut out of the file first and parsed
/// alone then, so that a broken one spoils no other.
final class JsonRows implements RowCursor {
  private final ByteChunks chunks;
  private final Slices slices;
  private final JsonRow parser;
  private final RowBytes bytes = new RowBytes();

  private JsonRows(ByteChunks chunks, Slices slices, Set<String> columns) {
    this.chunks = chunks;
    this.slices = slices;
    this.parser = new JsonRow(columns);
  }

  static JsonRows lines(DataFile file, Set<String> columns) {
    ByteChunks chunks = ByteChunks.open(file);
    return new JsonRows(chunks, new LineSlices(chunks), columns);
  }

  /// Many files that are called .json hold an object a line.
  static JsonRows linesOrArray(DataFile file, Set<String> columns) {
    ByteChunks chunks = ByteChunks.open(file);
    Slices slices = startsArray(chunks) ? new ArraySlices(chunks) : new LineSlices(chunks);
    return new JsonRows(chunks, slices, columns);
  }

  @Override
  public Set<String> columns() {
    return Set.of();
  }

  @Override
  public @Nullable ReadRow next() {
    if (!slices.next(bytes)) {
      return null;
    }
    if (bytes.tooLong()) {
      return new BadRow(
          slices.number(),
          DropReason.TOO_LONG,
          "longer than %d MiB".formatted(RowBytes.LIMIT >> 20),
          Excerpt.of(bytes.bytes(), bytes.length()));
    }
    return parser.read(slices.number(), bytes.bytes(), bytes.length());
  }

  @Override
  public long position() {
    return chunks.taken();
  }

  @Override
  public void close() {
    chunks.close();
  }

  private static boolean startsArray(ByteChunks chunks) {
    if (!chunks.more()) {
      return false;
    }
    int at = chunks.position;
    while (at < chunks.limit && RowBytes.blank(chunks.bytes[at])) {
      at++;
    }
    return at < chunks.limit && chunks.bytes[at] == '[';
  }
}
