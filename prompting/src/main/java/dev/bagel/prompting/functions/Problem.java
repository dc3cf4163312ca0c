package dev.bagel.prompting.functions;

/// One thing that is wrong with a call, told to the model.
///
/// @param path where: `function`, `params.tags[2]`
/// @param what is wrong there
/// @param expected what should stand there
public record Problem(String path, String what, String expected) {
  /// On one line.
  public String line() {
    return "%s: %s; expected %s".formatted(path, what, expected);
  }
}
