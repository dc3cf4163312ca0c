package dev.bagel.chat.template;

import dev.bagel.chat.Span;
import java.util.List;

/// A rendered conversation and what of it the assistant wrote.
///
/// @param text what the template wrote
/// @param spans what its `generation` blocks wrote, in order; empty where the template has none
public record Rendering(String text, List<Span> spans) {
  public Rendering {
    spans = List.copyOf(spans);
  }
}
