package dev.bagel.torch.data;

import dev.bagel.dataset.tokenizer.TrainingTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of a packed sequence, as `bagel build --export packed` writes them: the rows one after
/// the other, their lengths, and what fills up, which is left out.
final class PackedPieces {
  static final String LENGTHS = "sequence_lengths";

  private PackedPieces() {}

  static RowReader.Outcome read(
      Map<String, @Nullable Object> values, TrainingTokens all, String otherwise, int limit) {
    int[] lengths = lengths(values.get(LENGTHS));
    long sum = Arrays.stream(lengths).asLongStream().sum();
    if (lengths.length == 0
        || Arrays.stream(lengths).anyMatch(length -> length < 1)
        || sum > all.size()) {
      return refused(
          "its %s are no lengths of rows within its %d tokens".formatted(LENGTHS, all.size()));
    }
    if (sum > limit) {
      return refused(
          ("it is a packed sequence of %d tokens, and %d are allowed; raise the limit, or train on"
                  + " the rows that it was packed of")
              .formatted(sum, limit));
    }
    List<?> ids = list(values.get("ids"), lengths.length);
    List<?> sources = list(values.get("sources"), lengths.length);
    List<Entry> entries = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < lengths.length; i++) {
      TrainingTokens tokens = part(all, at, lengths[i]);
      if (tokens.learnt() == 0) {
        return refused("nothing of its row %d is learnt: all labels are masked".formatted(i));
      }
      String id = ids.get(i) instanceof String text ? text : "";
      String source = sources.get(i) instanceof String text ? Sources.packed(text) : otherwise;
      entries.add(new Entry(tokens, source, id, Entry.key(id, tokens), i > 0));
      at += lengths[i];
    }
    return learntBehind(all, at)
        ? refused("it learns tokens behind the rows that its %s tell of".formatted(LENGTHS))
        : new RowReader.Outcome.Kept(entries, 0);
  }

  private static RowReader.Outcome refused(String message) {
    return new RowReader.Outcome.Refused(message);
  }

  private static int[] lengths(@Nullable Object column) {
    return column instanceof List<?> list
        ? list.stream()
            .mapToInt(each -> each instanceof Long length ? Math.clamp(length, -1, 1 << 30) : -1)
            .toArray()
        : new int[0];
  }

  private static List<?> list(@Nullable Object column, int size) {
    return column instanceof List<?> list && list.size() == size
        ? list
        : Collections.nCopies(size, 0);
  }

  private static TrainingTokens part(TrainingTokens all, int from, int size) {
    int[] labels = Arrays.copyOfRange(all.labels(), from, from + size);
    boolean[] learnt = new boolean[size];
    for (int i = 0; i < size; i++) {
      learnt[i] = labels[i] != TrainingTokens.IGNORED;
    }
    return TrainingTokens.of(Arrays.copyOfRange(all.ids(), from, from + size), learnt);
  }

  private static boolean learntBehind(TrainingTokens all, int from) {
    return Arrays.stream(all.labels(), from, all.size())
        .anyMatch(label -> label != TrainingTokens.IGNORED);
  }
}
