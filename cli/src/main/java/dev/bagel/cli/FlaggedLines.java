package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.dataset.decontaminate.BenchmarkItem;
import dev.bagel.dataset.decontaminate.CheckedRow;
import dev.bagel.dataset.files.FileTrouble;
import dev.bagel.dataset.files.JsonLines;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where the rows go that were flagged, one JSON object a line: standard output, or a file that is
/// there whole or as it was before.
final class FlaggedLines implements AutoCloseable {
  private final String rule;
  private final Output output;

  /// Null for standard output.
  private final @Nullable Path file;

  /// What is written to: beside `file`, or itself where that is a device.
  private final @Nullable Path draft;

  private final @Nullable JsonLines lines;
  private final Thread stop;

  private FlaggedLines(String rule, Output output, @Nullable Path file, @Nullable Path draft) {
    this.rule = rule;
    this.output = output;
    this.file = file;
    this.draft = draft;
    this.lines = draft == null ? null : JsonLines.create(draft);
    this.stop = Thread.ofPlatform().name("stop").unstarted(this::deleteDraft);
  }

  /// @param out `-` for standard output
  /// @param rule that flags
  /// @throws BagelException where it cannot be written there
  static FlaggedLines to(Path out, String rule, Output output) {
    FlaggedLines flagged = open(out, rule, output);
    try {
      Runtime.getRuntime().addShutdownHook(flagged.stop); // Ctrl-C
    } catch (IllegalStateException _) {
      flagged.deleteDraft(); // It is being stopped already.
    }
    return flagged;
  }

  private static FlaggedLines open(Path out, String rule, Output output) {
    if (TextInput.isStandard(out)) {
      return new FlaggedLines(rule, output, null, null);
    }
    if (Files.isDirectory(out)) {
      throw BagelException.user("--out takes a file, and %s is a folder".formatted(out));
    }
    if (Files.exists(out) && !Files.isRegularFile(out)) {
      return new FlaggedLines(rule, output, out, out);
    }
    Path folder = out.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw BagelException.user("cannot write %s: there is no such folder".formatted(out));
    }
    try {
      Path real = Files.exists(out) ? out.toRealPath() : out;
      Path draft =
          real.resolveSibling(
              ".%s.%d.incomplete".formatted(real.getFileName(), ProcessHandle.current().pid()));
      return new FlaggedLines(rule, output, real, draft);
    } catch (IOException e) {
      throw FileTrouble.writing(out, e);
    }
  }

  void write(CheckedRow.Flagged row) {
    BenchmarkItem item = row.finding().match().item();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("id", row.id());
    line.put("file", row.file().name());
    line.put("line", row.number());
    line.put("benchmark", item.benchmark());
    line.put("index", item.index());
    line.put("similarity", row.finding().similarity());
    line.put("rule", rule);
    line.put("reason", row.finding().match().reason().toString());
    line.put("text", row.finding().text());
    if (row.finding().isLong()) {
      line.put("part", row.finding().part());
    }
    line.put("benchmark_text", item.text());
    if (lines == null) {
      output.jsonLine(line);
    } else {
      lines.write(line);
    }
  }

  /// Puts the file in its place.
  void finish() {
    if (lines == null) {
      return;
    }
    lines.close();
    Path from = Objects.requireNonNull(draft);
    Path to = Objects.requireNonNull(file);
    try {
      if (!from.equals(to)) {
        move(from, to);
      }
    } catch (IOException e) {
      throw FileTrouble.writing(to, e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Without a draft left behind.
  @Override
  public void close() {
    if (lines != null) {
      lines.close();
    }
    deleteDraft();
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException _) {
      // It is being stopped, by this hook among others.
    }
  }

  private void deleteDraft() {
    if (draft != null && !draft.equals(file)) {
      try {
        Files.deleteIfExists(draft);
      } catch (IOException _) {
        // Nobody takes it for the result: its name says that it is incomplete.
      }
    }
  }
}
