package dev.bagel.dataset.sample;

import dev.bagel.dataset.engine.Engine;
import dev.bagel.dataset.engine.Key;
import dev.bagel.dataset.engine.ListInput;
import dev.bagel.dataset.engine.LocalEngine;
import dev.bagel.dataset.engine.PartWriter;
import dev.bagel.dataset.engine.Records;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Sends candidates that a test wrote down through a step.
public final class CandidateFlow {
  private CandidateFlow() {}

  /// What comes out, in an order of no meaning.
  public static List<Candidate> through(
      Path work, List<Candidate> candidates, UnaryOperator<Records<Candidate>> step) {
    try (Engine engine =
        new LocalEngine(LocalEngine.Settings.in(work.resolve("spill")).withThreads(2))) {
      Records<Candidate> read =
          engine.read(Candidate.class, List.of(new ListInput<>(new ArrayList<>(candidates))));
      return step
          .apply(read)
          .writeSorted(
              CandidateFlow::place,
              (a, b) -> a.toString().compareTo(b.toString()),
              _ -> new Gathering(new ArrayList<>()))
          .stream()
          .flatMap(List::stream)
          .toList();
    }
  }

  /// A conversation of a source that stands first in its recipe and is highly trusted.
  public static Candidate asked(String source, String stratum, String question, long row) {
    return Candidate.of(
        source,
        0,
        3,
        stratum,
        new Origin("a.jsonl", row, 0),
        Conversation.of(question, "Answer to " + question));
  }

  private static Key place(Candidate candidate) {
    return new Shuffle(0, 0).key(candidate.identity());
  }

  private record Gathering(List<Candidate> candidates)
      implements PartWriter<Candidate, List<Candidate>> {
    @Override
    public void accept(Candidate candidate) {
      candidates.add(candidate);
    }

    @Override
    public List<Candidate> finish() {
      return candidates;
    }

    @Override
    public void close() {}
  }
}
