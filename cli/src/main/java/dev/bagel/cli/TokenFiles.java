package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Style;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.RowFiles;
import dev.bagel.dataset.write.Manifest;
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
record TokenFiles(List<DataFile> files, Optional<PromptStyle> style) {
  private static final String MANIFEST = "manifest.json";
  private static final List<String> TABLES = List.of("sft", "dpo");

  static TokenFiles of(Path path) {
    if (!Files.isDirectory(path)) {
      DataFile file = new DataFile(path.toString(), path);
      RowFiles.check(file);
      return new TokenFiles(List.of(file), style(path));
    }
    List<DataFile> files = new ArrayList<>();
    if (Files.exists(path.resolve(MANIFEST))) {
      TABLES.forEach(table -> files.addAll(inFolder(path.resolve(table))));
    } else {
      files.addAll(inFolder(path));
    }
    if (files.isEmpty()) {
      throw BagelException.user(
          path + " holds no .parquet and no .jsonl file; name a file, a table's folder or a build");
    }
    return new TokenFiles(List.copyOf(files), style(path));
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
