package dev.bagel.torch.train;

import dev.bagel.BagelException;
import dev.bagel.dataset.tokenizer.TrainingTokens;
import dev.bagel.torch.data.Sequence;
import dev.bagel.torch.model.LabelledRow;
import dev.bagel.torch.model.LearningBatch;
import dev.bagel.torch.model.ModelConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/// The items of a step, divided into passes.
final class Passes {
  private Passes() {}

  /// Items of like length come together: threads that share a pass have as much to do each.
  ///
  /// @param size items of a pass at most
  static <T> List<List<T>> of(List<T> items, int size, ToIntFunction<T> length) {
    List<T> sorted = items.stream().sorted(Comparator.comparingInt(length).reversed()).toList();
    List<List<T>> passes = new ArrayList<>();
    for (int from = 0; from < sorted.size(); from += size) {
      passes.add(sorted.subList(from, Math.min(sorted.size(), from + size)));
    }
    return passes;
  }

  /// Items of a pass: what is set; else as many as usual, or as batch has for each process.
  static int size(SettingValues values) {
    long batch = values.whole(Setting.BATCH, 1);
    if (values.given(Setting.MICRO_BATCH)) {
      return (int) Math.min(batch, values.whole(Setting.MICRO_BATCH, 1));
    }
    long each = Math.max(1, batch / values.whole(Setting.PROCESSES, 1));
    return (int) Math.min(TrainingSettings.USUAL_PASS, each);
  }

  /// Passes are dealt out to processes: with fewer, some would never have one.
  ///
  /// @throws BagelException USER where a step has fewer passes than there are processes
  static void requireOneEach(SettingValues values, int processes) {
    long batch = values.whole(Setting.BATCH, 1);
    long pass = size(values);
    long passes = Math.ceilDiv(batch, pass);
    if (passes < processes) {
      String smaller =
          batch < processes
              ? ""
              : ", a micro-batch of %d at most".formatted((batch - 1) / (processes - 1));
      throw BagelException.user(
          "a step has %d %s (batch %d, micro-batch %d), so %d of %d processes would have nothing to do: give a batch of %d or more%s, or fewer processes"
              .formatted(
                  passes,
                  passes == 1 ? "pass" : "passes",
                  batch,
                  pass,
                  processes - passes,
                  processes,
                  pass * (processes - 1) + 1,
                  smaller));
    }
  }

  static LearningBatch batch(List<Sequence> sequences, ModelConfig config) {
    return LearningBatch.of(
        sequences.stream()
            .flatMap(one -> one.rows().stream())
            .map(row -> labelled(row.tokens()))
            .toList(),
        config);
  }

  static LabelledRow labelled(TrainingTokens tokens) {
    return new LabelledRow(tokens.ids(), tokens.labels());
  }

  /// The first row, by its number in the batch, with a loss that is no number; -1 where there is
  /// none.
  static int firstBad(LearningBatch batch, float[] losses) {
    for (int i = 0; i < losses.length; i++) {
      if (!Float.isFinite(losses[i])) {
        return batch.rowOf()[i];
      }
    }
    return -1;
  }
}
