package dev.bagel.dataset.tokenizer;

import dev.bagel.BagelException;
import dev.bagel.chat.Prompt;
import dev.bagel.chat.Rendered;
import dev.bagel.chat.Span;
import java.util.Arrays;
import java.util.List;

/// A training row as tokens: what the model reads, and what of it is learnt.
///
/// Labels are the ids themselves where they are learnt, and [#IGNORED] elsewhere, as the losses of
/// PyTorch and the trainers upon it read them; the shift by one is the model's. BOS stands in front
/// once where the tokenizer adds it or the prompt begins with it. The first token is never learnt,
/// BOS or not, since nothing stands before it.
public final class TrainingTokens {
  /// The label of a token that is not learnt.
  public static final int IGNORED = -100;

  private final int[] ids;
  private final boolean[] learnt;
  private final boolean begun;

  private TrainingTokens(int[] ids, boolean[] learnt, boolean begun) {
    this.ids = ids;
    this.learnt = learnt;
    this.begun = begun;
  }

  /// The prompt, not learnt, then the answer and one EOS, all of it learnt. An answer that spells
  /// EOS holds text, and gets its EOS nevertheless.
  ///
  /// A conversation makes one row a turn of the assistant, see
  /// [dev.bagel.chat.PromptRenderer#renderAll], so each turn's EOS is learnt.
  ///
  /// @throws BagelException USER where the tokenizer has no EOS, or not the prompt's markers
  public static TrainingTokens of(Tokenizer tokenizer, Rendered row, Boundary boundary) {
    Prompt prompt = row.prompt();
    int start = prompt.text().length();
    Encoded all =
        switch (boundary) {
          case APART -> tokenizer.encodeInput(prompt).then(tokenizer.encode(row.output()), start);
          case JOINED ->
              tokenizer.encodeInput(new Prompt(prompt.text() + row.output(), prompt.markers()));
        };
    boolean[] within = all.within(List.of(new Span(start, start + row.output().length())));
    int[] ids = Arrays.copyOf(all.ids(), all.size() + 1);
    boolean[] learnt = Arrays.copyOf(within, ids.length);
    ids[all.size()] = eos(tokenizer).id();
    learnt[all.size()] = true;
    return begun(ids, learnt, tokenizer.startsWithBos(prompt));
  }

  /// Each row's tokens, in the rows' order; on all processors.
  ///
  /// @throws BagelException as the above does, for the first row that it is thrown for
  public static List<TrainingTokens> ofAll(
      Tokenizer tokenizer, List<Rendered> rows, Boundary boundary) {
    return rows.parallelStream().map(row -> of(tokenizer, row, boundary)).toList();
  }

  /// A whole conversation, of which the tokens within the spans are learnt. Its stop tokens are
  /// markers in the text, and learnt where a span holds them; nothing is appended.
  ///
  /// @param learnt in order, none overlapping another
  public static TrainingTokens of(Tokenizer tokenizer, Prompt conversation, List<Span> learnt) {
    Encoded all = tokenizer.encodeInput(conversation);
    return begun(all.ids(), all.within(learnt), tokenizer.startsWithBos(conversation));
  }

  /// A row that was stored as tokens, as [#ids] and [#labels] give them.
  ///
  /// @throws BagelException USER where the lengths differ, an id is not of the vocabulary, or a
  ///   label is neither the id beside it nor [#IGNORED]
  public static TrainingTokens of(Tokenizer tokenizer, int[] ids, int[] labels) {
    if (ids.length != labels.length) {
      throw BagelException.user(
          "there are %d input_ids and %d labels; write one label for each id"
              .formatted(ids.length, labels.length));
    }
    boolean[] learnt = new boolean[ids.length];
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] >= tokenizer.vocabularySize()) {
        throw BagelException.user(
            "token %d is %d, and the tokenizer has %d; name the tokenizer that made the row"
                .formatted(i, ids[i], tokenizer.vocabularySize()));
      }
      if (labels[i] != ids[i] && labels[i] != IGNORED) {
        throw BagelException.user(
            "label %d is %d; write %d beside input_id %d, or %d where it is not learnt"
                .formatted(i, labels[i], ids[i], ids[i], IGNORED));
      }
      learnt[i] = labels[i] != IGNORED;
    }
    boolean begun = ids.length > 0 && tokenizer.bos().filter(bos -> bos.id() == ids[0]).isPresent();
    return begun(ids.clone(), learnt, begun);
  }

  /// Tokens of any making.
  ///
  /// @param learnt as long as the ids
  public static TrainingTokens of(int[] ids, boolean[] learnt) {
    if (ids.length != learnt.length) {
      throw new IllegalArgumentException(ids.length + " ids and a mask of " + learnt.length);
    }
    return begun(ids.clone(), learnt.clone(), false);
  }

  /// Nothing stands before the first token, so no model can be asked for it.
  private static TrainingTokens begun(int[] ids, boolean[] learnt, boolean begun) {
    if (learnt.length > 0) {
      learnt[0] = false;
    }
    return new TrainingTokens(ids, learnt, begun);
  }

  static SpecialToken eos(Tokenizer tokenizer) {
    return tokenizer
        .eos()
        .orElseThrow(
            () ->
                BagelException.user(
                    "the tokenizer names no EOS, and without one a model never learns to stop; set"
                        + " eos_token in its tokenizer_config.json"));
  }

  public int size() {
    return ids.length;
  }

  /// How many tokens are learnt.
  public int learnt() {
    int sum = 0;
    for (boolean one : learnt) {
      sum += one ? 1 : 0;
    }
    return sum;
  }

  /// A copy.
  public int[] ids() {
    return ids.clone();
  }

  /// A copy, as long as the ids.
  public int[] labels() {
    int[] labels = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      labels[i] = learnt[i] ? ids[i] : IGNORED;
    }
    return labels;
  }

  /// The same tokens, of which only the last stretch that is learnt stays so: of a conversation its
  /// last answer.
  public TrainingTokens learningLastStretch() {
    int end = ids.length;
    while (end > 0 && !learnt[end - 1]) {
      end--;
    }
    int start = end;
    while (start > 0 && learnt[start - 1]) {
      start--;
    }
    boolean[] last = new boolean[ids.length];
    Arrays.fill(last, start, end, true);
    return new TrainingTokens(ids, last, begun);
  }

  /// The first tokens, `limit` at most. An answer that is cut loses its EOS, since the model shall
  /// not learn to stop there.
  public TrainingTokens first(int limit) {
    int size = Math.min(limit, ids.length);
    return new TrainingTokens(Arrays.copyOf(ids, size), Arrays.copyOf(learnt, size), begun);
  }

  /// The last tokens, `limit` at most, BOS among them: what is cut stands after it.
  public TrainingTokens last(int limit) {
    if (limit >= ids.length) {
      return this;
    }
    int from = ids.length - limit;
    int[] kept = Arrays.copyOfRange(ids, from, ids.length);
    boolean[] keptLearnt = Arrays.copyOfRange(learnt, from, ids.length);
    if (begun && limit > 0) {
      kept[0] = ids[0];
      keptLearnt[0] = false;
    }
    return new TrainingTokens(kept, keptLearnt, begun);
  }
}
