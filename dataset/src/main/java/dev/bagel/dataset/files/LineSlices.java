package dev.bagel.dataset.files;

/// The lines of a file, blank ones left out but counted.
final class LineSlices implements Slices {
  private final ByteChunks chunks;
  private long number = -1;

  LineSlices(ByteChunks chunks) {
    this.chunks = chunks;
  }

  @Override
  public boolean next(RowBytes into) {
    while (chunks.more()) {
      readLine(into);
      number++;
      if (!into.blank()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long number() {
    return number;
  }

  private void readLine(RowBytes into) {
    into.clear();
    while (chunks.more()) {
      int start = chunks.position;
      int end = start;
      while (end < chunks.limit && chunks.bytes[end] != '\n') {
        end++;
      }
      into.add(chunks.bytes, start, end);
      chunks.position = end;
      if (end < chunks.limit) {
        chunks.position++;
        return;
      }
    }
  }
}
