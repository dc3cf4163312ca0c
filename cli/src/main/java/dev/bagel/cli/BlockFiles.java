package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.prompting.context.Block;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The files that a model is to answer from: a text is one block, cited by the name of its file; a
/// file `….jsonl` has a block a line, see [BlockLine].
///
/// The name is without its folders: it is easier to cite without a slip, and a model's server need
/// not learn where somebody keeps files. Files that share a name go by their whole paths.
record BlockFiles(List<Path> files) {
  BlockFiles {
    files = List.copyOf(files);
  }

  /// The blocks by order. A text without a word is told on standard error and left out.
  ///
  /// @throws BagelException USER where a file cannot be read or is named twice, a line is no block,
  ///   or there is no text in all of them
  List<SourceBlock> read(Output output) {
    refuseTwice();
    List<SourceBlock> blocks = new ArrayList<>();
    for (SourceBlock block : files.stream().flatMap(this::blocks).toList()) {
      if (block.block().text().isBlank()) {
        output.err().println("left out %s: it is empty".formatted(shown(block.from())));
      } else {
        blocks.add(block);
      }
    }
    if (blocks.isEmpty()) {
      throw BagelException.user("there is no text in the files of --in");
    }
    return blocks;
  }

  boolean readStandardInput() {
    return files.stream().anyMatch(TextInput::isStandard);
  }

  private void refuseTwice() {
    Set<Path> known = new HashSet<>();
    for (Path file : files) {
      if (!known.add(file.toAbsolutePath().normalize())) {
        throw BagelException.user("--in names %s twice".formatted(file));
      }
      if (Files.isDirectory(file) && !TextInput.isStandard(file)) {
        throw BagelException.user(
            "%s is a folder: name its files, as in --in %s/*.txt".formatted(file, file));
      }
    }
  }

  private Stream<SourceBlock> blocks(Path file) {
    String text = TextInput.of(file);
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".jsonl")) {
      return BlockLine.all(file, text).stream();
    }
    Block block = Block.of(text.stripTrailing()).with("file", name(file));
    return Stream.of(
        new SourceBlock(TextInput.isStandard(file) ? name(file) : file.toString(), block));
  }

  private String name(Path file) {
    if (TextInput.isStandard(file)) {
      return "standard input";
    }
    long same = files.stream().filter(it -> file.getFileName().equals(it.getFileName())).count();
    return (same > 1 ? file : file.getFileName()).toString();
  }

  private static String shown(String from) {
    return VisibleText.line(from);
  }
}
