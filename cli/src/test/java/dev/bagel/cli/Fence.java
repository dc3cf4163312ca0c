package dev.bagel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A fenced block of a page of the documentation.
///
/// @param page from the root of the project
/// @param line of its opening fence, from 1
/// @param end the line of its closing fence
/// @param language as the opening fence names it; may be empty
/// @param file that a reader saves it as: what the opening fence names behind the language, if it
///   does
/// @param text its lines, each with its line feed
record Fence(Path page, int line, int end, String language, Optional<String> file, String text) {
  private static final Path PROJECT = Path.of("..");
  private static final String MARK = "```";

  /// All blocks of a page, in order.
  static List<Fence> of(Path page) throws IOException {
    List<String> lines = Files.readAllLines(PROJECT.resolve(page));
    List<Fence> fences = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(MARK)) {
        int end = i + 1;
        while (end < lines.size() && !lines.get(end).equals(MARK)) {
          end++;
        }
        if (end == lines.size()) {
          throw new AssertionError("%s, line %d: nothing closes this block".formatted(page, i + 1));
        }
        String text =
            String.join("", lines.subList(i + 1, end).stream().map(l -> l + "\n").toList());
        String[] words = lines.get(i).substring(MARK.length()).strip().split(" +", 2);
        Optional<String> file = Optional.of(words).filter(w -> w.length > 1).map(w -> w[1]);
        fences.add(new Fence(page, i + 1, end + 1, words[0], file, text));
        i = end;
      }
    }
    return fences;
  }

  /// All pages below a folder of the project.
  static List<Path> pages(String folder) throws IOException {
    try (Stream<Path> tree = Files.walk(PROJECT.resolve(folder))) {
      return tree.filter(file -> file.toString().endsWith(".md"))
          .map(PROJECT::relativize)
          .sorted()
          .toList();
    }
  }

  boolean is(String name) {
    return language.equals(name);
  }

  /// Whether nothing but blank lines stands between that block and this one.
  boolean follows(Fence before) throws IOException {
    return before.page.equals(page)
        && before.end < line
        && Files.readAllLines(PROJECT.resolve(page)).subList(before.end, line - 1).stream()
            .allMatch(String::isBlank);
  }

  /// Where it stands, for messages.
  String place() {
    return page + ", line " + line;
  }
}
