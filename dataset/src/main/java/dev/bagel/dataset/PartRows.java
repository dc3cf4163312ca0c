package dev.bagel.dataset;

import dev.bagel.dataset.budget.Fitted;
import dev.bagel.dataset.budget.PackedRow;
import dev.bagel.dataset.budget.Packer;
import dev.bagel.dataset.budget.RowFitter;
import dev.bagel.dataset.budget.TokenBudget;
import dev.bagel.dataset.format.DpoRow;
import dev.bagel.dataset.format.Formatting;
import dev.bagel.dataset.format.RowPlan;
import dev.bagel.dataset.format.RowText;
import dev.bagel.dataset.format.SftRow;
import dev.bagel.dataset.format.TrainingRow;
import dev.bagel.dataset.sample.Candidate;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.Sample;
import dev.bagel.dataset.tokenizer.TrainingTokens;
import dev.bagel.dataset.write.DroppedRow;
import dev.bagel.dataset.write.Manifest.TokenEntry;
import dev.bagel.dataset.write.Table;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Renders the rows of one part of a build and writes them, held against the token budget where
/// there is one. For one thread.
final class PartRows implements Closeable {
  private final Formatting formatting;
  private final PartTables tables;
  private final PartExports exports;
  private final PartReport report;
  private final @Nullable RowFitter fitter;
  private final @Nullable Packer<PackedRow.Piece> packer;

  PartRows(
      Formatting formatting,
      @Nullable TokenBudget budget,
      PartTables tables,
      PartExports exports,
      PartReport report) {
    this.formatting = formatting;
    this.tables = tables;
    this.exports = exports;
    this.report = report;
    this.fitter = budget == null ? null : new RowFitter(budget, formatting);
    this.packer =
        fitter != null && tables.has(Table.PACKED) ? new Packer<>(fitter.budget().limit()) : null;
  }

  /// @param name what the source is called in rows
  void write(Candidate candidate, String name, Sample sample, RowPlan plan) throws IOException {
    if (fitter == null) {
      write(formatting.render(name, sample, plan));
      return;
    }
    switch (fitter.fit(sample, plan)) {
      case Fitted.Whole(RowText text, TrainingTokens tokens) -> {
        count(candidate, tokens, 0);
        write(formatting.row(name, sample, plan, text), tokens);
      }
      case Fitted.Cut cut -> {
        count(candidate, cut.tokens(), 1);
        list(candidate, name, cut.drop(sample, plan, fitter.budget()));
        write(formatting.row(name, sample, plan, cut.text()), cut.tokens());
      }
      case Fitted.Over over -> {
        report.count(candidate.source(), new TokenEntry(0, 0, 0, 0, 1));
        list(candidate, name, over.drop(sample, plan, fitter.budget()));
      }
    }
  }

  private void count(Candidate candidate, TrainingTokens tokens, int cut) {
    int size = tokens.size();
    report.count(candidate.source(), new TokenEntry(1, size, size, cut, 0));
  }

  private void list(Candidate candidate, String name, Drop row) throws IOException {
    tables.write(Table.DROPPED, DroppedRow.of(name, candidate.origin(), row));
  }

  private void write(TrainingRow row, TrainingTokens tokens) throws IOException {
    write(row);
    if (packer != null && row instanceof SftRow) {
      pack(packer.add(new PackedRow.Piece(row.id(), row.source(), tokens), tokens.size()));
    }
  }

  private void write(TrainingRow row) throws IOException {
    switch (row) {
      case SftRow sft -> {
        tables.write(Table.SFT, sft);
        exports.rendered(sft);
      }
      case DpoRow dpo -> tables.write(Table.DPO, dpo);
    }
  }

  /// Writes what still waits for a full sequence.
  void finish() throws IOException {
    if (packer != null) {
      pack(packer.finish());
    }
  }

  private void pack(List<List<PackedRow.Piece>> sequences) throws IOException {
    RowFitter counting = Objects.requireNonNull(fitter, "who packs has counted");
    for (List<PackedRow.Piece> rows : sequences) {
      tables.write(Table.PACKED, PackedRow.of(rows, counting.budget().limit(), counting.padding()));
    }
  }

  @Override
  public void close() {
    if (fitter != null) {
      fitter.close();
    }
  }
}
