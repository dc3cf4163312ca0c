package dev.bagel.dataset.files;

import com.github.luben.zstd.ZstdOutputStream;
import dev.bagel.dataset.files.ReadRow.BadRow;
import dev.bagel.dataset.files.ReadRow.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes small files and reads them whole, for the tests of this package.
final class ReadAll {
  private ReadAll() {}

  static DataFile write(Path folder, String name, String text) throws IOException {
    return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Compressed as the name says.
  static DataFile write(Path folder, String name, byte[] bytes) throws IOException {
    Path path = folder.resolve(name);
    try (OutputStream out = compressing(name, Files.newOutputStream(path))) {
      out.write(bytes);
    }
    return new DataFile(name, path);
  }

  static List<ReadRow> read(DataFile file, String... columns) throws IOException {
    List<ReadRow> rows = new ArrayList<>();
    try (RowCursor cursor = RowFiles.open(file, Set.of(columns))) {
      for (ReadRow row = cursor.next(); row != null; row = cursor.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  /// The values of a file whose rows are all sound.
  static List<Map<String, @Nullable Object>> values(DataFile file) throws IOException {
    List<Map<String, @Nullable Object>> values = new ArrayList<>();
    for (ReadRow row : read(file)) {
      switch (row) {
        case Row sound -> values.add(sound.values());
        case BadRow bad -> throw new AssertionError(bad);
      }
    }
    return values;
  }

  private static OutputStream compressing(String name, OutputStream out) throws IOException {
    if (name.endsWith(".gz")) {
      return new GZIPOutputStream(out);
    }
    return name.endsWith(".zst") ? new ZstdOutputStream(out) : out;
  }
}
