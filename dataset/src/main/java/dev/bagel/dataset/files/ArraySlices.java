package dev.bagel.dataset.files;

import dev.bagel.BagelException;

/// The elements of the one JSON array that a file holds. It follows brackets and strings only, so
/// that an element with other faults does not spoil the next.
final class ArraySlices implements Slices {
  private final ByteChunks chunks;
  private long number = -1;
  private boolean begun;
  private boolean ended;
  private int depth;
  private boolean inString;
  private boolean escaped;

  ArraySlices(ByteChunks chunks) {
    this.chunks = chunks;
  }

  @Override
  public boolean next(RowBytes into) {
    if (!begun) {
      begun = true;
      skipBlanks();
      chunks.position++;
    }
    if (ended) {
      refuseMore();
      return false;
    }
    readElement(into);
    if (ended && number == -1 && into.blank()) {
      refuseMore();
      return false;
    }
    number++;
    return true;
  }

  @Override
  public long number() {
    return number;
  }

  private void readElement(RowBytes into) {
    into.clear();
    depth = 0;
    inString = false;
    escaped = false;
    while (chunks.more()) {
      int start = chunks.position;
      int end = endOfElement();
      into.add(chunks.bytes, start, end);
      chunks.position = end;
      if (end < chunks.limit) {
        ended = chunks.bytes[end] == ']';
        chunks.position++;
        return;
      }
    }
    throw BagelException.user(
        "%s is cut off in row %d: its JSON array does not end; fetch it again"
            .formatted(chunks.file().name(), number + 1));
  }

  /// Where the comma or bracket stands that ends the element, or the chunk's limit.
  private int endOfElement() {
    for (int i = chunks.position; i < chunks.limit; i++) {
      byte b = chunks.bytes[i];
      if (inString) {
        followString(b);
        continue;
      }
      switch (b) {
        case '"' -> inString = true;
        case '{', '[' -> depth++;
        case '}', ']', ',' -> {
          if (depth == 0 && b != '}') {
            return i;
          }
          depth = b == ',' ? depth : Math.max(0, depth - 1);
        }
        default -> {}
      }
    }
    return chunks.limit;
  }

  private void followString(byte b) {
    if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '"') {
      inString = false;
    }
  }

  private void refuseMore() {
    skipBlanks();
    if (chunks.more()) {
      throw BagelException.user(
          "%s goes on behind the end of its JSON array, after row %d: mend or fetch it again"
              .formatted(chunks.file().name(), number));
    }
  }

  private void skipBlanks() {
    while (chunks.more() && RowBytes.blank(chunks.bytes[chunks.position])) {
      chunks.position++;
    }
  }
}
