package dev.bagel.dataset.rows;

import dev.bagel.BagelException;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Style;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.RowFiles;
import dev.bagel.dataset.write.Manifest;
import dev.bagel.dataset.write.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The files that a path means: a file, a folder's data files by name, or the training rows of a
/// build.
///
/// @param style how the build that they are of wrote its prompts
public record TrainingFiles(List<DataFile> files, Optional<PromptStyle> style) {
  private static final String MANIFEST = "manifest.json";

  public TrainingFiles {
    files = List.copyOf(files);
  }

  /// All training rows of a build: `sft`, then `dpo`.
  ///
  /// @throws BagelException USER where there are none
  public static TrainingFiles of(Path path) {
    return of(path, Table.SFT, Table.DPO);
  }

  /// The rows to write texts after others from: of a build its `sft`.
  ///
  /// @throws BagelException USER where there are none
  public static TrainingFiles sft(Path path) {
    return of(path, Table.SFT);
  }

  /// The pairs: of a build its `dpo`.
  ///
  /// @throws BagelException USER where there are none
  public static TrainingFiles dpo(Path path) {
    return of(path, Table.DPO);
  }

  private static TrainingFiles of(Path path, Table... tables) {
    if (!Files.isDirectory(path)) {
      DataFile file = new DataFile(path.toString(), path);
      RowFiles.check(file);
      return new TrainingFiles(List.of(file), style(path));
    }
    boolean build = Files.exists(path.resolve(MANIFEST));
    List<DataFile> files = new ArrayList<>();
    for (Path folder : build ? folders(path, tables) : List.of(path)) {
      files.addAll(inFolder(folder));
    }
    if (files.isEmpty()) {
      throw BagelException.user(
          build && tables.length == 1
              ? "the build %s has no rows of %s; name a build that has some"
                  .formatted(path, tables[0].label())
              : path
                  + " holds no .parquet and no .jsonl file; name a file, a table's folder or a"
                  + " build");
    }
    return new TrainingFiles(files, style(path));
  }

  private static List<Path> folders(Path build, Table... tables) {
    return Stream.of(tables).map(table -> build.resolve(table.label())).toList();
  }

  /// Parquet files; JSON lines where there are none, since a build may write both.
  private static List<DataFile> inFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<DataFile> parquet = ending(folder, "parquet");
    return parquet.isEmpty() ? ending(folder, "jsonl(\\.gz|\\.zst)?") : parquet;
  }

  private static List<DataFile> ending(Path folder, String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).matches("[^.].*\\." + ending))
          .sorted()
          .map(file -> new DataFile(file.toString(), file))
          .toList();
    } catch (IOException e) {
      throw BagelException.resources("cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  /// Of the manifest of the build that the path is, or is in.
  private static Optional<PromptStyle> style(Path path) {
    Path at = path.toAbsolutePath().normalize();
    for (int level = 0; level < 3 && at != null; level++) {
      Path manifest = at.resolve(MANIFEST);
      if (Files.isRegularFile(manifest)) {
        return style(manifest.toString(), read(manifest));
      }
      at = at.getParent();
    }
    return Optional.empty();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw BagelException.user("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Optional<PromptStyle> style(String file, String json) {
    Map<String, Object> settings = Manifest.parse(file, json).settings();
    if (settings.get("style") instanceof String style
        && settings.get("bos") instanceof String bos
        && settings.get("eos") instanceof String eos) {
      boolean im = "im".equals(settings.get("chatml-markers"));
      return Optional.of(new PromptStyle(Style.of(style), bos, eos, im));
    }
    return Optional.empty();
  }
}
