package dev.bagel.torch.export;

import dev.bagel.dataset.files.FileTrouble;
import dev.bagel.torch.data.DataFacts;
import dev.bagel.torch.data.DpoData;
import dev.bagel.torch.data.SftData;
import dev.bagel.torch.data.TokenPair;
import dev.bagel.torch.data.TokenRow;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Writes rows as JSON lines, one after the other, so that any number of them takes no memory.
record ExportedRows(Path folder) {
  static final String TRAIN = "train.jsonl";
  static final String HELD_OUT = "held-out.jsonl";

  ExportCounts write(SftData data) {
    Function<TokenRow, Map<String, Object>> form = row -> RowForm.tokens(row.tokens());
    Counts train = write(TRAIN, rows(data.size(), data::row), form, _ -> true);
    Counts heldOut = write(HELD_OUT, all(data.heldOut().values()), form, _ -> true);
    return counts(data.facts(), train, heldOut);
  }

  ExportCounts write(DpoData data, RowForm form) {
    Counts train = write(TRAIN, rows(data.size(), data::pair), form::pair, form::exact);
    Stream<TokenPair> pairs = all(data.heldOut().values());
    return counts(data.facts(), train, write(HELD_OUT, pairs, form::pair, form::exact));
  }

  private static ExportCounts counts(DataFacts facts, Counts train, Counts heldOut) {
    return ExportCounts.of(facts, train.rows, heldOut.rows, train.exact + heldOut.exact);
  }

  private static <T> Stream<T> rows(int size, IntFunction<T> row) {
    return IntStream.range(0, size).mapToObj(row);
  }

  private static <T> Stream<T> all(Collection<List<T>> sources) {
    return sources.stream().flatMap(List::stream);
  }

  private record Counts(long rows, long exact) {}

  /// No file where there are no rows: tools stumble over empty ones.
  private <T> Counts write(
      String name, Stream<T> rows, Function<T, Map<String, Object>> form, Predicate<T> exact) {
    Path file = folder.resolve(name);
    long written = 0;
    long same = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (T row : (Iterable<T>) rows::iterator) {
        out.write(JsonMapper.shared().writeValueAsBytes(form.apply(row)));
        out.write('\n');
        written++;
        same += exact.test(row) ? 1 : 0;
      }
    } catch (IOException e) {
      throw FileTrouble.writing(file, e);
    }
    try {
      if (written == 0) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw FileTrouble.writing(file, e);
    }
    return new Counts(written, same);
  }
}
