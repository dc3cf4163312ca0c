package dev.bagel.torch.weights;

import dev.bagel.BagelException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// What a file's header says of one tensor.
///
/// @param shape never changed
/// @param begin in bytes, from the end of the header
/// @param end behind the last byte
@SuppressWarnings("ArrayRecordComponent") // Entries are not compared.
record TensorEntry(String name, ElementType type, long[] shape, long begin, long end) {

  /// The tensors of a file must lie in its data without gaps and overlaps, and fill them. So no two
  /// share memory, none lies outside, and a file that is cut or lengthened anywhere shows it.
  ///
  /// @param bytes how many there are behind the header
  /// @throws BagelException USER when they do not
  static void requireLayout(Path file, List<TensorEntry> entries, long bytes) {
    long at = 0;
    List<TensorEntry> inOrder =
        entries.stream()
            .sorted(
                Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
            .toList();
    for (TensorEntry entry : inOrder) {
      entry.requireSize(file);
      if (entry.end > bytes) {
        throw entry.damage(
            file, "ends at byte %,d of the data, which are %,d".formatted(entry.end, bytes));
      }
      if (entry.begin != at) {
        throw entry.damage(
            file,
            "begins at byte %,d of the data, %s %,d"
                .formatted(
                    entry.begin,
                    entry.begin < at ? "inside of another, which ends at" : "not at",
                    at));
      }
      at = entry.end;
    }
    if (at != bytes) {
      throw Damage.of(file, "its tensors fill %,d bytes of %,d".formatted(at, bytes));
    }
  }

  private void requireSize(Path file) {
    if (begin < 0 || end < begin) {
      throw damage(file, "lies at bytes %,d to %,d, which is nowhere".formatted(begin, end));
    }
    long size;
    try {
      size = type.bytes(shape);
    } catch (ArithmeticException _) {
      throw damage(file, "has the impossible shape " + Arrays.toString(shape));
    }
    if (size != end - begin) {
      throw damage(
          file,
          "is %s of shape %s, %,d bytes, but has %,d"
              .formatted(type, Arrays.toString(shape), size, end - begin));
    }
  }

  private BagelException damage(Path file, String what) {
    return Damage.of(file, "the tensor " + Damage.quoted(name) + " " + what);
  }

  Weight in(MemorySegment data) {
    return new Weight(name, type, shape, data.asSlice(begin, end - begin));
  }
}
