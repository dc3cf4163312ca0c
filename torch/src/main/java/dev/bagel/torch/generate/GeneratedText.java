package dev.bagel.torch.generate;

import java.util.List;

/// What a model wrote.
///
/// @param promptIds what it read
/// @param ids all that it wrote, with the one that ended it and those of a stop sequence
/// @param text of these, without special tokens, and up to where a stop sequence begins
public record GeneratedText(
    List<Integer> promptIds, List<Integer> ids, String text, Finish finish) {
  public GeneratedText {
    promptIds = List.copyOf(promptIds);
    ids = List.copyOf(ids);
  }
}
