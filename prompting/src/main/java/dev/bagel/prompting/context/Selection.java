package dev.bagel.prompting.context;

import java.util.List;

/// A prompt with the blocks that it has room for, and the others.
///
/// @param leftOut in the order in which they were given
public record Selection(ContextPrompt prompt, List<LeftOut> leftOut) {
  public Selection {
    leftOut = List.copyOf(leftOut);
  }
}
