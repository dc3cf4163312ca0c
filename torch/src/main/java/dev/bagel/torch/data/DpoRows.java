package dev.bagel.torch.data;

import dev.bagel.dataset.files.ReadRow;
import dev.bagel.dataset.rows.RowTokens;
import dev.bagel.dataset.rows.TokenizedRow;
import dev.bagel.dataset.tokenizer.TrainingTokens;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pairs of answers; the chosen one first.
///
/// @param otherwise the source of rows that name none
record DpoRows(RowTokens rows, int limit, String otherwise) implements RowReader {
  @Override
  public int entries() {
    return 2;
  }

  @Override
  public Outcome read(ReadRow row) {
    return switch (rows.of(row)) {
      case TokenizedRow.Bad bad -> new Outcome.Refused(bad.message());
      case TokenizedRow.Sound sound when sound.sequences().size() != 2 ->
          new Outcome.Refused("it is no pair of answers; `train sft` reads such rows");
      case TokenizedRow.Sound sound ->
          pair(
              ((ReadRow.Row) row).values(),
              sound.sequences().getFirst().tokens(),
              sound.sequences().getLast().tokens());
    };
  }

  private Outcome pair(
      Map<String, @Nullable Object> values, TrainingTokens chosen, TrainingTokens rejected) {
    if (chosen.learnt() == 0 || rejected.learnt() == 0) {
      return new Outcome.Refused(
          "nothing of its %s answer is learnt; leave it out"
              .formatted(chosen.learnt() == 0 ? "chosen" : "rejected"));
    }
    int cut = Math.max(0, Math.max(chosen.size(), rejected.size()) - limit);
    // The first token stays, which is BOS where there is one, since it cannot be learnt.
    if (cut >= Math.min(prompt(chosen), prompt(rejected))) {
      return new Outcome.Left(Dropped.Reason.ANSWER_OVER_LIMIT);
    }
    String id = SftRows.id(values);
    String source = Sources.of(values, otherwise);
    long key =
        id.isEmpty() ? Hash.then(Entry.key(id, chosen), Entry.key(id, rejected)) : Hash.of(id);
    return new Outcome.Kept(
        List.of(
            new Entry(chosen.last(chosen.size() - cut), source, id, key, false),
            new Entry(rejected.last(rejected.size() - cut), source, id, key, false)),
        cut);
  }

  /// How many tokens stand before the answer.
  private static int prompt(TrainingTokens tokens) {
    int[] labels = tokens.labels();
    int prompt = 0;
    while (labels[prompt] == TrainingTokens.IGNORED) {
      prompt++;
    }
    return prompt;
  }
}
