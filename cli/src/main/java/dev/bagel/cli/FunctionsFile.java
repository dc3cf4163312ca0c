package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.prompting.functions.Functions;
import java.nio.file.Path;

/// A file of functions that a model may call: a JSON list of tools, or the form in which prompts
/// list functions, which is YAML. The first character tells which.
final class FunctionsFile {
  private FunctionsFile() {}

  /// @throws BagelException USER where the file holds no functions, naming it and the place
  static Functions read(Path file) {
    String name = TextInput.name(file);
    String text = TextInput.of(file);
    String start = text.stripLeading();
    if (start.isEmpty()) {
      throw BagelException.user(
          name + " is empty: write functions into it, as YAML or as a JSON list of tools");
    }
    boolean json = start.startsWith("[") || start.startsWith("{");
    try {
      return json ? Functions.fromSchema(text) : Functions.fromYaml(text);
    } catch (BagelException e) {
      throw BagelException.user(
          "%s: %s".formatted(name, VisibleText.line(String.valueOf(e.getMessage()))), e);
    }
  }
}
