package dev.bagel.dataset;

import dev.bagel.dataset.export.AlpacaRow;
import dev.bagel.dataset.export.Exported;
import dev.bagel.dataset.export.MessagesRow;
import dev.bagel.dataset.export.PreferenceRow;
import dev.bagel.dataset.export.PromptCompletionRow;
import dev.bagel.dataset.export.ShareGptRow;
import dev.bagel.dataset.format.SftRow;
import dev.bagel.dataset.sample.Sample;
import dev.bagel.dataset.write.Table;
import java.io.IOException;
import java.util.List;

/// The exports of one part of a build: every sample is written to each of them, or counted with the
/// reason why it has no place there. For one thread.
final class PartExports {
  private final PartTables tables;
  private final PartReport report;
  private final List<Table> exports;

  PartExports(PartTables tables, PartReport report) {
    this.tables = tables;
    this.report = report;
    this.exports = Table.EXPORTS.stream().filter(tables::has).toList();
  }

  /// @param source what the sample's rows are called
  void sample(String source, Sample sample) throws IOException {
    for (Table table : exports) {
      switch (export(table, source, sample)) {
        case Exported.AsRow export -> {
          tables.write(table, export.row());
          report.export(table);
        }
        case Exported.AsRendered _ -> report.export(table);
        case Exported.NoPlace none -> report.noPlace(table, none.reason());
      }
    }
  }

  void rendered(SftRow row) throws IOException {
    if (tables.has(Table.PROMPT_COMPLETION)) {
      tables.write(
          Table.PROMPT_COMPLETION,
          PromptCompletionRow.of(row.id(), row.source(), row.format(), row.input(), row.output()));
    }
  }

  private static Exported export(Table table, String source, Sample sample) {
    return switch (table) {
      case MESSAGES -> MessagesRow.of(source, sample);
      case SHAREGPT -> ShareGptRow.of(source, sample);
      case ALPACA -> AlpacaRow.of(source, sample);
      case PROMPT_COMPLETION -> PromptCompletionRow.of(sample);
      case PREFERENCE -> PreferenceRow.of(source, sample);
      case SFT, DPO, SAMPLES, DROPPED, PACKED -> throw new AssertionError(table + " is no export");
    };
  }
}
