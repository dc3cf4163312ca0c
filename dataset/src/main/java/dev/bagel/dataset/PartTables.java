package dev.bagel.dataset;

import dev.bagel.dataset.budget.PackedRow;
import dev.bagel.dataset.export.AlpacaRow;
import dev.bagel.dataset.export.MessagesRow;
import dev.bagel.dataset.export.PreferenceRow;
import dev.bagel.dataset.export.PromptCompletionRow;
import dev.bagel.dataset.export.ShareGptRow;
import dev.bagel.dataset.format.DpoRow;
import dev.bagel.dataset.format.SftRow;
import dev.bagel.dataset.write.DroppedRow;
import dev.bagel.dataset.write.SampleRow;
import dev.bagel.dataset.write.Table;
import dev.bagel.dataset.write.TableFiles;
import dev.bagel.dataset.write.TablePart;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;

/// The files of one part of a build, one a table. For one thread.
final class PartTables implements Closeable {
  private final Map<Table, TablePart<?>> parts = new EnumMap<>(Table.class);

  PartTables(Path work, int part, DatasetSettings.Extras extras) {
    for (Table table : extras.tables()) {
      boolean lines = extras.jsonl() && table != Table.SAMPLES && table != Table.DROPPED;
      TableFiles files = TableFiles.in(work, table);
      parts.put(table, new TablePart<>(files, part, rowType(table), lines));
    }
  }

  /// What the rows of a table are.
  static Class<? extends Record> rowType(Table table) {
    return switch (table) {
      case SFT -> SftRow.class;
      case DPO -> DpoRow.class;
      case SAMPLES -> SampleRow.class;
      case DROPPED -> DroppedRow.class;
      case PACKED -> PackedRow.class;
      case MESSAGES -> MessagesRow.class;
      case SHAREGPT -> ShareGptRow.class;
      case ALPACA -> AlpacaRow.class;
      case PROMPT_COMPLETION -> PromptCompletionRow.class;
      case PREFERENCE -> PreferenceRow.class;
    };
  }

  /// Writes a row, if the build has that table.
  void write(Table table, Record row) throws IOException {
    TablePart<?> part = parts.get(table);
    if (part != null) {
      part.write(row);
    }
  }

  boolean has(Table table) {
    return parts.containsKey(table);
  }

  /// Completes the files and notes how many rows each has.
  void finish(PartReport report) throws IOException {
    for (Map.Entry<Table, TablePart<?>> part : parts.entrySet()) {
      report.wrote(part.getKey(), part.getValue().finish());
    }
  }

  /// Closes every table, whatever one of them says.
  @Override
  public void close() throws IOException {
    close(parts.values().iterator());
  }

  private static void close(Iterator<TablePart<?>> left) throws IOException {
    if (left.hasNext()) {
      try (TablePart<?> _ = left.next()) {
        close(left);
      }
    }
  }
}
