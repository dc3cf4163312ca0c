package dev.bagel.torch.generate;

import dev.bagel.BagelException;
import java.util.List;

/// Texts before which a generated text ends. They are looked for in the text, wherever its tokens
/// begin and end, and not in the prompt.
public record Stops(List<String> texts) {
  public static final Stops NONE = new Stops(List.of());

  public Stops {
    texts = List.copyOf(texts);
    if (texts.contains("")) {
      throw BagelException.user(
          "a stop sequence is empty, and would end every text before it begins; leave it out");
    }
  }
}
