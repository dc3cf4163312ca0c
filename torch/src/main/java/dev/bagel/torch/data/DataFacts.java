package dev.bagel.torch.data;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run's manifest says of its data.
///
/// @param rows read from the files; of packed rows, those in them
/// @param sources what is trained on and held out, by the source's name, in order
/// @param longest tokens of a row, of a pair with the longer answer
/// @param cut null where nothing was
/// @param tokensFrom the fingerprint of all that decides about the tokens
public record DataFacts(
    List<FileFact> files,
    long rows,
    Map<String, SourceFact> sources,
    int longest,
    List<Dropped> dropped,
    @Nullable Cut cut,
    String tokensFrom) {

  /// A file that was read.
  public record FileFact(String name, long bytes, String sha256) {}

  /// The rows of a source. Of pairs, tokens are those of both answers, with the prompt twice.
  ///
  /// @param rows to train on
  /// @param tokens of those rows
  /// @param learnt of those tokens
  /// @param heldOut rows that are evaluated on
  public record SourceFact(long rows, long tokens, long learnt, long heldOut) {}

  /// Tokens to train on, in one epoch.
  public long tokens() {
    return sources.values().stream().mapToLong(SourceFact::tokens).sum();
  }

  /// Tokens to learn, in one epoch.
  public long learnt() {
    return sources.values().stream().mapToLong(SourceFact::learnt).sum();
  }
}
