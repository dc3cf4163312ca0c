package dev.bagel.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Expected texts in files that a person can read: `⏎` before each line feed, `␠` for each space at
/// the begin or end of a line, `␍`, `⇥` and `⍽` for carriage returns, tabs and no-break spaces.
/// `-Dgolden.update=true` on Maven's command line rewrites the files; read them before you commit.
final class Golden {
  private static final Path FOLDER = Path.of("src", "test", "resources", "formats");

  private Golden() {}

  static void check(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(actual).as("golden file %s", file).isEqualTo(Files.readString(file));
  }

  static String visible(String text) {
    String marked =
        text.replace("\r", "␍").replace("\t", "⇥").replace("\u00A0", "⍽").replace("\n", "⏎\n");
    String begins = marked.replaceAll("(?m)(?<=^ {0,9}) ", "␠");
    return begins.replaceAll(" (?= *(⏎|␍|$))", "␠");
  }
}
