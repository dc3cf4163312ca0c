package dev.bagel.torch.data;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.ReadRow;
import dev.bagel.dataset.rows.RowBatches;
import dev.bagel.dataset.rows.RowTokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the tokens of all rows, on all processors, and writes them in the order of the files. For
/// one thread.
final class Tokenizing {
  private final List<DataFile> files;
  private final RowReader reader;
  private final int vocabulary;
  private final TokenWriter out;
  private final Map<String, Integer> sources = new LinkedHashMap<>();
  private final Map<Dropped.Reason, StoredFacts.Loss> dropped = new EnumMap<>(Dropped.Reason.class);
  private StoredFacts.@Nullable Loss cut;
  private long rows;

  /// @param vocabulary how many tokens the model knows
  Tokenizing(List<DataFile> files, RowReader reader, int vocabulary, TokenWriter out) {
    this.files = files;
    this.reader = reader;
    this.vocabulary = vocabulary;
    this.out = out;
  }

  /// Writes all rows.
  ///
  /// @throws BagelException USER for the first row that cannot be trained on
  void run(RowTokens tokens, Progress progress) throws IOException {
    long bytes = Math.max(1, files.stream().mapToLong(file -> file.path().toFile().length()).sum());
    long before = 0;
    for (int file = 0; file < files.size(); file++) {
      try (RowBatches batches = RowBatches.open(files.get(file), tokens)) {
        while (batch(file, batches.next())) {
          double share = (double) (before + batches.position()) / bytes;
          progress.at(rows, Math.clamp(share, 0, 1));
        }
      }
      before += files.get(file).path().toFile().length();
    }
    out.finish(
        new StoredFacts(
            rows, List.copyOf(sources.keySet()), new ArrayList<>(dropped.values()), cut));
  }

  private record Read(long row, RowReader.Outcome outcome) {}

  private boolean batch(int file, List<ReadRow> batch) throws IOException {
    List<Read> read =
        batch.parallelStream().map(row -> new Read(row.number(), reader.read(row))).toList();
    for (Read row : read) {
      add(file, row.row(), row.outcome());
    }
    return !batch.isEmpty();
  }

  private void add(int file, long row, RowReader.Outcome outcome) throws IOException {
    switch (outcome) {
      case RowReader.Outcome.Refused refused -> throw refused(file, row, refused.message());
      case RowReader.Outcome.Left left -> {
        rows++;
        dropped.merge(
            left.reason(),
            new StoredFacts.Loss(left.reason(), 1, 0, file, row),
            (known, _) -> known.plus(0));
      }
      case RowReader.Outcome.Kept kept -> {
        rows += kept.entries().size() / reader.entries();
        for (Entry entry : kept.entries()) {
          check(file, row, entry);
          out.add(entry, source(entry.source()), file, row);
        }
        if (kept.cut() > 0) {
          cut =
              cut == null
                  ? new StoredFacts.Loss(null, 1, kept.cut(), file, row)
                  : cut.plus(kept.cut());
        }
      }
    }
  }

  private int source(String name) {
    Integer known = sources.putIfAbsent(name, sources.size());
    return known == null ? sources.size() - 1 : known;
  }

  private void check(int file, long row, Entry entry) {
    for (int id : entry.tokens().ids()) {
      if (id < 0 || id >= vocabulary) {
        throw refused(
            file,
            row,
            "it has token %d, and the model knows %d; name the model that it was made for"
                .formatted(id, vocabulary));
      }
    }
  }

  private BagelException refused(int file, long row, String message) {
    return BagelException.user(new Place(files.get(file).name(), row) + ": " + message);
  }
}
