package dev.bagel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// The folder `examples/` of the project.
final class Examples {
  private static final Path FOLDER = Path.of("..", "examples");

  private Examples() {}

  /// The folders of the examples, in order.
  static List<Path> folders() throws IOException {
    try (Stream<Path> entries = Files.list(FOLDER)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }

  /// The files of an example with that ending.
  static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  /// Puts a copy of it into another folder, without what the examples have made here.
  static Path copyTo(Path home) throws IOException {
    Path copy = home.resolve("examples");
    try (Stream<Path> tree = Files.walk(FOLDER)) {
      for (Path file :
          tree.filter(each -> !FOLDER.relativize(each).toString().matches("[^/]+/out(/.*)?"))
              .toList()) {
        Files.copy(file, copy.resolve(FOLDER.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return copy;
  }
}
