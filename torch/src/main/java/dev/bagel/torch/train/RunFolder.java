package dev.bagel.torch.train;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What a run leaves where: the trained model in the folder itself, and all about the run in
/// `training` below it.
///
/// @param out the folder
public record RunFolder(Path out) {
  public Path training() {
    return out.resolve("training");
  }

  /// Rows as tokens.
  Path tokens() {
    return training().resolve("tokens");
  }

  Path checkpoints() {
    return training().resolve("checkpoints");
  }

  /// The settings as a file that a run can be begun with.
  public Path settings() {
    return training().resolve("settings.yaml");
  }

  /// What a finished run says of itself.
  public Path summary() {
    return training().resolve("run.json");
  }

  /// @throws BagelException USER when the folder holds somebody else's model
  void prepare() {
    if (!Files.exists(settings())
        && Stream.of("config.json", "adapter_config.json")
            .anyMatch(file -> Files.exists(out.resolve(file)))) {
      throw BagelException.user(
          out + " holds a model already, of no run of Bagel; name another out");
    }
    make(training());
  }

  static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw trouble(folder, e);
    }
  }

  /// Moves the files of one folder to another, `last` behind all others: a folder without it is no
  /// model yet.
  static void moveAll(Path from, Path to, String last) {
    try (Stream<Path> files = Files.list(from)) {
      List<Path> order =
          files
              .sorted(
                  Comparator.comparing((Path file) -> file.endsWith(last))
                      .thenComparing(file -> file))
              .toList();
      for (Path file : order) {
        Path place = to.resolve(file.getFileName());
        if (Files.isDirectory(file)) {
          delete(place); // none is renamed over another that holds something
        }
        Files.move(
            file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.delete(from);
    } catch (IOException e) {
      throw trouble(to, e);
    }
  }

  static void write(Path file, String text) {
    Path draft = file.resolveSibling("." + file.getFileName() + ".incomplete");
    try {
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw trouble(folder, e);
    }
  }

  static BagelException trouble(Path path, IOException e) {
    return BagelException.resources(
        "cannot write %s (%s); see to its folder's room and permissions"
            .formatted(path, e.getMessage()),
        e);
  }
}
