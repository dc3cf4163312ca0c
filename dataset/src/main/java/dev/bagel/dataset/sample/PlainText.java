package dev.bagel.dataset.sample;

import java.util.UUID;

/// Text without turns: a chapter of a book. Its key text is the text.
public record PlainText(UUID id, String text) implements Sample {
  public static PlainText of(String text) {
    return new PlainText(SampleId.of(text), text);
  }

  @Override
  public String opening() {
    return text;
  }

  @Override
  public long characters() {
    return text.length();
  }
}
