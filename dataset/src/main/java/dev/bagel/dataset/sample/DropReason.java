package dev.bagel.dataset.sample;

import java.util.Locale;

/// Why a candidate was dropped, and at which step.
public enum DropReason {
  /// The row cannot be parsed, or a text in it that has a form of its own.
  MALFORMED(Step.READ),
  /// The row's bytes are not UTF-8, or its text holds half a surrogate pair.
  INVALID_TEXT(Step.READ),
  /// A column that the source needs is absent or null in this row.
  MISSING_VALUE(Step.READ),
  /// A value is of another type than its column.
  WRONG_TYPE(Step.READ),
  /// The row is larger than any sample may be, or than its source allows.
  TOO_LONG(Step.READ),

  /// A turn, a text or one side of a pair holds nothing but white space.
  EMPTY_TURN(Step.SOURCE),
  /// Turns are not [system,] user, assistant, user, assistant …
  ROLES_OUT_OF_ORDER(Step.SOURCE),
  /// An answer's index or label names none of the choices.
  ANSWER_OUT_OF_RANGE(Step.SOURCE),
  /// There is nothing to answer with.
  NO_ANSWER(Step.SOURCE),
  /// The assistant declines, or speaks of being one.
  REFUSAL(Step.SOURCE),
  /// The code holds, or is held by, a solution of the HumanEval benchmark.
  CODE_OVERLAP(Step.SOURCE),
  /// Chosen and rejected are the same.
  EQUAL_PAIR(Step.SOURCE),
  /// The preferred answer's score is too low, or there is no preference.
  LOW_SCORE(Step.SOURCE),
  /// The row stems from a benchmark's train split that the recipe leaves out, as the row itself
  /// says.
  IN_BENCHMARK(Step.SOURCE),
  /// The row belongs to another split, or to a part of the data set that the source does not use.
  NOT_SELECTED(Step.SOURCE),
  /// The conversation has fewer turns than the source asks for.
  TOO_SHORT(Step.SOURCE),
  /// The row is part of another row's sample: the worse answer of a pair, a piece of a longer text.
  JOINED(Step.SOURCE),
  /// No other answer to the same request makes a pair with this one.
  UNPAIRED(Step.SOURCE),
  /// Another source has the same conversation with more turns.
  SUPERSEDED(Step.SOURCE),
  /// A book's title page, dedication, contents or notes: what stands around the text.
  PARATEXT(Step.SOURCE),

  /// The recipe takes only so many.
  SAMPLED_OUT(Step.TAKE),

  /// A more trusted copy is kept.
  DUPLICATE(Step.DEDUPE),

  /// A benchmark asks the same.
  CONTAMINATED(Step.DECONTAMINATE),

  /// A row of a kept sample has more tokens than the recipe allows, and is not written.
  OVER_TOKEN_LIMIT(Step.FORMAT),
  /// A row of a kept sample had more tokens than the recipe allows, and is written without its
  /// earliest exchanges, or its end where it is plain text.
  CUT_TO_TOKEN_LIMIT(Step.FORMAT);

  private final Step step;

  DropReason(Step step) {
    this.step = step;
  }

  public Step step() {
    return step;
  }

  /// Whether it says nothing about the candidate itself: such drops are counted, and listed only on
  /// request.
  public boolean bulk() {
    return this == SAMPLED_OUT || this == NOT_SELECTED;
  }

  /// Whether it tells of a row of a sample that was kept, and not of a candidate.
  public boolean ofRow() {
    return step == Step.FORMAT;
  }

  /// As it stands in files.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
