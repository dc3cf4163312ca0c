package dev.bagel.cli;

import dev.bagel.BagelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The files that a model reads, and the question that may stand behind them.
final class InOption {
  @Option(
      names = "--in",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = {
        "Texts, each a block with 'file: NAME' as its metadata; - is standard input. A file"
            + " NAME.jsonl has a block a line: {\"metadata\": {\"key\": \"value\"}, \"text\":"
            + " \"...\"}."
      })
  private List<String> words = List.of();

  BlockFiles files() {
    refuseOptions();
    return files(words);
  }

  /// The files where the last word behind `--in` may be a question.
  ///
  /// @param argument the question, where it stands by itself
  BlockFiles filesBeside(@Nullable String argument) {
    return argument == null ? files(words.subList(0, words.size() - 1)) : files(words);
  }

  /// @throws BagelException USER where there is none
  String question(@Nullable String argument) {
    refuseOptions();
    String question = argument == null ? words.getLast() : argument;
    boolean file = argument == null && (words.size() == 1 || Files.exists(Path.of(question)));
    if (file || question.equals("-")) {
      throw BagelException.user("the question is missing: put it last, in quotation marks");
    }
    if (question.isBlank()) {
      throw BagelException.user("the question is blank");
    }
    return question;
  }

  /// An option that is misspelled is taken for one more file by the parser.
  private void refuseOptions() {
    for (String word : words) {
      if (word.startsWith("--") && !Files.exists(Path.of(word))) {
        throw BagelException.user(BadArguments.noOption(word));
      }
    }
  }

  private static BlockFiles files(List<String> names) {
    if (names.stream().anyMatch(String::isBlank)) {
      throw BagelException.user("--in takes the paths of files, not ''");
    }
    return new BlockFiles(names.stream().map(Path::of).toList());
  }
}
