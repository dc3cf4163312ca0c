package dev.bagel.torch.model;

import java.util.Arrays;
import java.util.OptionalInt;
import org.bytedeco.pytorch.Tensor;

/// Which positions see which: `length` new ones after `past` that are in the cache. Each sees
/// itself and those before it; with a window, only the last so many.
record Span(int past, int length, OptionalInt window) {
  int total() {
    return past + length;
  }

  /// The first position that any of the new ones sees.
  int firstSeen() {
    return window.isEmpty() ? 0 : Math.max(0, past + 1 - window.getAsInt());
  }

  /// Whether the plain triangle says it all.
  boolean isTriangle() {
    return past == 0 && length > 1 && (window.isEmpty() || window.getAsInt() >= length);
  }

  /// Whether each new position sees all from [#firstSeen] on.
  boolean seesAll() {
    return length == 1;
  }

  /// True where a new position (row) sees one from [#firstSeen] on (column).
  Tensor mask() {
    int from = firstSeen();
    int width = total() - from;
    boolean[] seen = new boolean[Math.multiplyExact(length, width)];
    for (int row = 0; row < length; row++) {
      int self = past + row;
      int first = window.isEmpty() ? 0 : Math.max(0, self + 1 - window.getAsInt());
      Arrays.fill(seen, row * width + first - from, row * width + self - from + 1, true);
    }
    return Tensor.create(seen, length, width);
  }
}
