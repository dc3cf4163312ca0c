package dev.bagel.torch.data;

import dev.bagel.dataset.files.ReadRow;
import dev.bagel.dataset.rows.RowTokens;
import dev.bagel.dataset.rows.TokenizedRow;
import dev.bagel.dataset.tokenizer.TrainingTokens;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows that each make one sequence, or that were packed into one.
///
/// @param otherwise the source of rows that name none
record SftRows(RowTokens rows, DataSettings settings, String otherwise) implements RowReader {
  @Override
  public int entries() {
    return 1;
  }

  @Override
  public Outcome read(ReadRow row) {
    return switch (rows.of(row)) {
      case TokenizedRow.Bad bad -> new Outcome.Refused(bad.message());
      case TokenizedRow.Sound sound when sound.sequences().size() > 1 ->
          new Outcome.Refused("it is a pair of answers, which `train dpo` reads");
      case TokenizedRow.Sound sound -> {
        TrainingTokens tokens = sound.sequences().getFirst().tokens();
        Map<String, @Nullable Object> values = ((ReadRow.Row) row).values();
        yield values.get(PackedPieces.LENGTHS) == null
            ? single(values, tokens)
            : PackedPieces.read(values, tokens, otherwise, settings.maxTokens());
      }
    };
  }

  private Outcome single(Map<String, @Nullable Object> values, TrainingTokens tokens) {
    if (tokens.learnt() == 0) {
      return new Outcome.Refused(
          "nothing in it is learnt: all its labels are masked; leave it out, or mend its labels");
    }
    int cut = Math.max(0, tokens.size() - settings.maxTokens());
    if (cut > 0 && settings.over() == Over.DROP) {
      return new Outcome.Left(Dropped.Reason.OVER_LIMIT);
    }
    TrainingTokens kept = tokens.first(settings.maxTokens());
    if (kept.learnt() == 0) {
      return new Outcome.Left(Dropped.Reason.NOTHING_LEFT);
    }
    String id = id(values);
    String source = Sources.of(values, otherwise);
    // Two copies of a row are on one side, whatever was cut.
    return new Outcome.Kept(
        List.of(new Entry(kept, source, id, Entry.key(id, tokens), false)), cut);
  }

  static String id(Map<String, @Nullable Object> values) {
    Object id = values.get("id");
    return id == null ? "" : id.toString();
  }
}
