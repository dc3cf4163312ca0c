package dev.bagel.dataset.write;

import dev.bagel.dataset.files.ParquetFile;
import dev.bagel.dataset.write.Manifest.TableEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The files of one table while it is written.
///
/// @param folder where its parquet files lie
/// @param hashFolder where its row hashes lie until the table is complete
public record TableFiles(Path folder, Path hashFolder) {

  /// The files of a table below a work folder.
  public static TableFiles in(Path work, Table table) {
    return new TableFiles(
        work.resolve("tables").resolve(table.label()),
        work.resolve("hashes").resolve(table.label()));
  }

  /// Closes the gaps that empty parts left in the numbering, and hashes the table.
  ///
  /// @param parts how many parts were written, with rows or without
  public <R extends Record> TableEntry complete(int parts, Class<R> rowType) throws IOException {
    Files.createDirectories(folder);
    RowHash hash = new RowHash();
    long rows = 0;
    int files = 0;
    for (int part = 0; part < parts; part++) {
      if (!Files.exists(hashes(part))) {
        continue;
      }
      rows += Files.size(hashes(part)) / RowHash.BYTES;
      addAll(hash, hashes(part));
      Files.move(parquet(part), parquet(files));
      if (Files.exists(jsonl(part))) {
        Files.move(jsonl(part), jsonl(files));
      }
      files++;
    }
    if (files == 0) {
      ParquetFile.create(parquet(0), rowType)
          .close(); // readers want a schema even where there are no rows
    }
    return new TableEntry(rows, hash.hex());
  }

  Path parquet(int part) {
    return folder.resolve(name(part) + ".parquet");
  }

  Path jsonl(int part) {
    return folder.resolve(name(part) + ".jsonl");
  }

  Path hashes(int part) throws IOException {
    Files.createDirectories(hashFolder);
    return hashFolder.resolve(name(part));
  }

  private static String name(int part) {
    return String.format(Locale.ROOT, "part-%05d", part);
  }

  private static void addAll(RowHash hash, Path file) throws IOException {
    byte[] buffer = new byte[RowHash.BYTES * 2048];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        hash.add(buffer, read);
      }
    }
  }
}
