package dev.bagel.torch.data;

import dev.bagel.dataset.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/// A model of letters, data files and a run's folder, all in one folder of a test.
final class DataFolder implements AutoCloseable {
  static final DataSettings SETTINGS = DataSettings.upTo(40, LocalDate.of(2026, 1, 2));

  final Path folder;
  final Path model;
  final Path run;
  final Tokenizer tokenizer;

  DataFolder(Path folder) throws IOException {
    this.folder = folder;
    this.model = Letters.in(folder.resolve("model"));
    this.run = folder.resolve("run");
    this.tokenizer = Tokenizer.of(model);
  }

  Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  Path rows(String... lines) throws IOException {
    return file("rows.jsonl", lines);
  }

  SftData sft(Path data, DataSettings settings) {
    return SftData.open(data, settings, tokenizer, model, Letters.VOCABULARY, run, Progress.none());
  }

  DpoData dpo(Path data, DataSettings settings) {
    return DpoData.open(data, settings, tokenizer, model, Letters.VOCABULARY, run, Progress.none());
  }

  String show(TokenRow row) {
    return Letters.show(tokenizer, row.tokens());
  }

  /// All training rows, in the order of the files.
  List<String> show(SftData data) {
    return IntStream.range(0, data.size()).mapToObj(row -> show(data.row(row))).toList();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
