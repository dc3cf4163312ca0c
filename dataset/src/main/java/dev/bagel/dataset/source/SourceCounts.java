package dev.bagel.dataset.source;

import dev.bagel.dataset.engine.Counters;
import java.io.Serializable;

/// What is counted of one source while it is read; anyone may look at any time.
public record SourceCounts(Counters counters, String source) implements Serializable {

  /// Rows that were read or failed to be read.
  public long rows() {
    return get("rows");
  }

  /// What was made of them.
  public long candidates() {
    return get("candidates");
  }

  /// Those of the candidates that are samples, before any take.
  public long samples() {
    return get("samples");
  }

  /// Bytes of its files that have been taken in, about.
  public long bytes() {
    return get("bytes");
  }

  /// Files that have been read to their end.
  public long files() {
    return get("files");
  }

  void row() {
    add("rows", 1);
  }

  void candidate(boolean sample) {
    add("candidates", 1);
    add("samples", sample ? 1 : 0);
  }

  void took(long bytes) {
    add("bytes", bytes);
  }

  void file() {
    add("files", 1);
  }

  private void add(String what, long count) {
    counters.add(what + " " + source, count);
  }

  private long get(String what) {
    return counters.values().getOrDefault(what + " " + source, 0L);
  }
}
