package dev.bagel.torch.train;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
    if (!Files.exists(settings()) && holdsModel()) {
      throw BagelException.user(
          out + " holds a model already, of no run of Bagel; name another out");
    }
    make(training());
  }

  /// A model of anybody's, which is whole.
  boolean holdsModel() {
    return Stream.of("config.json", "adapter_config.json")
        .anyMatch(file -> Files.exists(out.resolve(file)));
  }

  static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw trouble(folder, e);
    }
  }

  /// Moves the files of one folder, which are settled, to another, `last` behind all others: a
  /// folder without it is no model yet.
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
        if (file.endsWith(last)) {
          settleNames(to); // after a power cut, it is not there without the others
        }
        if (Files.isDirectory(file)) {
          delete(place); // none is renamed over another that holds something
        }
        Files.move(
            file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      settleNames(to);
      Files.delete(from);
    } catch (IOException e) {
      throw trouble(to, e);
    }
  }

  /// Over what stands there, in one move, and onto the disk.
  static void write(Path file, String text) {
    Path draft = file.resolveSibling("." + file.getFileName() + ".incomplete");
    try {
      Files.writeString(draft, text);
      settleOne(draft);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      settleNames(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }

  /// Sees the files of a folder onto the disk, before their being there is relied on.
  static void settle(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        settleOne(file);
      }
      settleNames(folder);
    } catch (IOException e) {
      throw trouble(folder, e);
    }
  }

  /// Sees the names in a folder onto the disk: what was made, moved and removed there.
  static void settleNames(Path folder) throws IOException {
    settleOne(folder);
  }

  /// It need not be writable for that: what was copied may not be.
  private static void settleOne(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
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
