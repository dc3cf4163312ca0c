package dev.bagel.torch.export;

import dev.bagel.torch.data.Cut;
import dev.bagel.torch.data.DataFacts;
import dev.bagel.torch.data.Dropped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was written.
///
/// @param rows to train on; of pairs, pairs
/// @param heldOut rows to evaluate on
/// @param tokens of the rows to train on
/// @param learnt of those
/// @param longest tokens of a row
/// @param exact how many of all rows the tool reads with the very tokens that Bagel trains on
/// @param cut null where nothing was
public record ExportCounts(
    long rows,
    long heldOut,
    long tokens,
    long learnt,
    int longest,
    long exact,
    List<Dropped> dropped,
    @Nullable Cut cut) {
  static ExportCounts of(DataFacts facts, long rows, long heldOut, long exact) {
    return new ExportCounts(
        rows,
        heldOut,
        facts.tokens(),
        facts.learnt(),
        facts.longest(),
        exact,
        facts.dropped(),
        facts.cut());
  }
}
