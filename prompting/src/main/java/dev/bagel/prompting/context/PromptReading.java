package dev.bagel.prompting.context;

/// What reading a prompt gave.
public sealed interface PromptReading {
  /// The text is a prompt.
  record Read(ContextPrompt prompt) implements PromptReading {}

  /// The text is none.
  ///
  /// @param line where it goes wrong, from 1
  /// @param why what stands there, and what should
  record Unreadable(int line, String why) implements PromptReading {}
}
