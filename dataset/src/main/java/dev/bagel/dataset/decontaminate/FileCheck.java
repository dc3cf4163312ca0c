package dev.bagel.dataset.decontaminate;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.ReadRow;
import dev.bagel.dataset.files.RowCursor;
import dev.bagel.dataset.files.RowFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Compares the rows of any files with benchmarks: rows are read one after the other, compared by
/// several threads, and told in their order. What is told of a row depends on the row and the items
/// alone. Memory holds a few batches of rows, however long the files are.
///
/// A row that cannot be compared is told as [CheckedRow.Bad], never as clean. For one run at a
/// time.
public final class FileCheck implements AutoCloseable {
  static final String THREAD = "bagel-compare-";

  private static final int ROWS = 64;
  private static final long CHARACTERS = 1 << 20;

  private final BenchmarkSearch search;
  private final TextColumns columns;
  private final int threads;
  private final LongAdder done = new LongAdder();
  private final LongAdder rows = new LongAdder();
  private volatile @Nullable RowCursor open;

  /// A row as it was read.
  private sealed interface Read {
    record Sound(DataFile file, long number, TextColumns.Texts texts) implements Read {}

    record Told(CheckedRow row) implements Read {}
  }

  private FileCheck(BenchmarkSearch search, TextColumns columns, int threads) {
    this.search = search;
    this.columns = columns;
    this.threads = threads;
  }

  /// Indexes the items and loads the sentence model.
  ///
  /// @param threads that compare, at least 1
  /// @param notices as [BenchmarkSearch#open] has them
  public static FileCheck open(
      List<BenchmarkItem> items,
      Comparison how,
      TextColumns columns,
      int threads,
      Consumer<String> notices) {
    return new FileCheck(BenchmarkSearch.open(items, how, notices), columns, threads);
  }

  /// Tells of every row of the files, in their order, on the calling thread.
  ///
  /// @throws BagelException where a file cannot be read, or has none of the columns
  public void run(List<DataFile> files, Consumer<CheckedRow> sink) {
    ThreadFactory named = Thread.ofPlatform().daemon().name(THREAD, 0).factory();
    // Closed, it waits for them: none may ask the model when this is closed.
    try (ExecutorService workers = Executors.newFixedThreadPool(threads, named)) {
      run(files, workers, sink);
    }
  }

  private void run(List<DataFile> files, ExecutorService workers, Consumer<CheckedRow> sink) {
    try {
      Queue<Future<List<CheckedRow>>> ahead = new ArrayDeque<>();
      for (DataFile file : files) {
        run(file, workers, ahead, sink);
      }
      tell(ahead, 0, sink);
    } finally {
      workers.shutdownNow();
    }
  }

  /// How many bytes of the files have been read, about; from any thread.
  public long position() {
    RowCursor now = open;
    return done.sum() + (now == null ? 0 : now.position());
  }

  /// How many rows have been told; from any thread.
  public long rows() {
    return rows.sum();
  }

  @Override
  public void close() {
    search.close();
  }

  private void run(
      DataFile file,
      ExecutorService workers,
      Queue<Future<List<CheckedRow>>> ahead,
      Consumer<CheckedRow> sink) {
    try (RowCursor cursor = RowFiles.open(file, columns.names())) {
      if (!cursor.columns().isEmpty() && !columns.hasSome(cursor.columns())) {
        throw foreign(file, "it has: " + String.join(", ", cursor.columns()));
      }
      open = cursor;
      FirstRows first = new FirstRows(file);
      for (List<Read> some = some(file, cursor); !some.isEmpty(); some = some(file, cursor)) {
        first.look(some);
        List<Read> batch = some;
        ahead.add(workers.submit(() -> batch.stream().map(this::checkUnlessStopped).toList()));
        tell(ahead, 2 * threads, sink);
      }
      first.end();
      done.add(file.isStandardInput() ? 0 : file.path().toFile().length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      open = null;
    }
  }

  /// The next rows, none at the end.
  private List<Read> some(DataFile file, RowCursor cursor) {
    List<Read> some = new ArrayList<>();
    long characters = 0;
    while (some.size() < ROWS && characters < CHARACTERS) {
      ReadRow row = cursor.next();
      if (row == null) {
        break;
      }
      Read read = read(file, row);
      some.add(read);
      if (read instanceof Read.Sound sound) {
        for (Passage passage : sound.texts().passages()) {
          characters += passage.text().length();
        }
      }
    }
    return some;
  }

  private Read read(DataFile file, ReadRow row) {
    return switch (row) {
      case ReadRow.BadRow bad ->
          new Read.Told(new CheckedRow.Bad(file, bad.number(), bad.message()));
      case ReadRow.Row sound -> {
        try {
          yield new Read.Sound(file, sound.number(), columns.read(sound.number(), sound.values()));
        } catch (TextColumns.Unreadable e) {
          String message = String.valueOf(e.getMessage());
          yield new Read.Told(new CheckedRow.Bad(file, sound.number(), message, e.foreign));
        }
      }
    };
  }

  /// Nobody waits for the rest of a batch where the run has failed.
  private CheckedRow checkUnlessStopped(Read read) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
    return check(read);
  }

  private CheckedRow check(Read read) {
    return switch (read) {
      case Read.Told told -> told.row();
      case Read.Sound(DataFile file, long number, TextColumns.Texts texts) -> {
        Finding finding = Finding.in(texts.passages(), search);
        yield finding == null
            ? new CheckedRow.Clean(
                file, number, texts.passages().stream().allMatch(FileCheck::isEmpty))
            : new CheckedRow.Flagged(file, number, texts.id(), finding);
      }
    };
  }

  private static boolean isEmpty(Passage passage) {
    return passage
        .text()
        .codePoints()
        .allMatch(
            c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || Words.isInvisible(c));
  }

  /// Waits until at most `left` batches are under way.
  private void tell(Queue<Future<List<CheckedRow>>> ahead, int left, Consumer<CheckedRow> sink) {
    while (ahead.size() > left) {
      for (CheckedRow row : result(ahead.remove())) {
        sink.accept(row);
        rows.increment();
      }
    }
  }

  private static List<CheckedRow> result(Future<List<CheckedRow>> batch) {
    try {
      return batch.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BagelException.resources("comparing was interrupted", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case BagelException known -> throw known;
        case Error error -> throw error;
        case null, default -> throw BagelException.internal("comparing failed: " + e.getCause(), e);
      }
    }
  }

  private BagelException foreign(DataFile file, String found) {
    return BagelException.user("%s: %s (%s)".formatted(file.name(), columns.none(), found));
  }

  /// A file of another kind is one error, and not one for each of its rows.
  private final class FirstRows {
    private static final int MANY = 100;

    private final DataFile file;
    private int foreign;
    private boolean known;

    FirstRows(DataFile file) {
      this.file = file;
    }

    void look(List<Read> some) {
      for (Read read : some) {
        if (read instanceof Read.Sound) {
          known = true;
        } else if (read instanceof Read.Told(CheckedRow.Bad bad) && bad.foreign()) {
          foreign++;
        }
        if (!known && foreign == MANY) {
          end();
        }
      }
    }

    void end() {
      if (!known && foreign > 0) {
        throw foreign(
            file,
            "so it is in %s".formatted(foreign == 1 ? "its only row" : "all of its first rows"));
      }
    }
  }
}
