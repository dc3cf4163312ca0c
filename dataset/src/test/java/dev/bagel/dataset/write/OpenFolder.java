package dev.bagel.dataset.write;

import dev.bagel.BagelException;
import java.nio.file.Path;

/// Another process that wants a folder.
final class OpenFolder {
  private OpenFolder() {}

  /// @param arguments the folder
  public static void main(String[] arguments) {
    try (OutputFolder _ = OutputFolder.open(Path.of(arguments[0]))) {
      System.out.print("opened");
    } catch (BagelException e) {
      System.out.print(e.kind() + " " + e.getMessage());
    }
  }
}
