package dev.bagel.prompting.context;

import dev.bagel.prompting.model.ModelException;

/// What came of a question.
public sealed interface ContextResult {
  /// The prompt, and the blocks that it had no room for.
  Selection selection();

  /// The model answered; [ContextAnswer#support] says whether the answer rests on the blocks.
  record Answered(ContextAnswer answer, Selection selection) implements ContextResult {}

  /// The model was not asked, since no block was given or has room: there is nothing to answer
  /// from.
  record NotAsked(Selection selection) implements ContextResult {}

  /// The model gave no answer: nothing, too late, without end, or it refused.
  record NoAnswer(ModelException.Kind kind, String message, Selection selection)
      implements ContextResult {}
}
