package dev.bagel.chat.template;

import org.jspecify.annotations.Nullable;

/// What a template sees of the messages, tools and variables that a rendering is given.
public final class TemplateValues {
  private TemplateValues() {}

  /// The value as maps, lists, texts, numbers, truth values and Python's None, which renders as the
  /// value itself does. Records are maps of their components by then, and JSON nodes what they
  /// hold. What is of these kinds already is not copied.
  ///
  /// @param value one that [ChatTemplate#render] takes
  public static Object plain(@Nullable Object value) {
    return Inputs.value(value);
  }
}
