package dev.bagel.dataset.source;

import dev.bagel.dataset.engine.Records;
import dev.bagel.dataset.sample.Candidate;

/// A public data set: its facts, and how its rows become samples. Only train splits are read.
public interface Source {
  SourceInfo info();

  /// One candidate at least for every row: a sample, or a drop with its reason.
  Records<Candidate> read(SourceReader in);
}
