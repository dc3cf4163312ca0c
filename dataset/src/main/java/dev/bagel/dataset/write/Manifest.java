package dev.bagel.dataset.write;

import com.fasterxml.jackson.annotation.Nulls;
import dev.bagel.BagelException;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `manifest.json`: what a data set was made of, what became of every candidate, and the hashes
/// that prove it. It holds no time and no machine, so the same build gives the same manifest.
///
/// @param bagel the version that built it
/// @param versions of what else decides about rows: the sentence model and its runtime, where
///   benchmarks are compared with
/// @param missing patterns of files that the recipe names and the hub lacks, by source or benchmark
/// @param leftOut sources of the recipe that were not to be read, and why
/// @param tokens what the rows of each source cost; empty where no tokenizer was given
/// @param ledger `brief`: bulk drops are counted only; `full`: all are listed in `dropped`
/// @param exports what became of the samples in each export that was asked for
public record Manifest(
    String bagel,
    Map<String, String> versions,
    String recipe,
    long seed,
    Map<String, Object> settings,
    String ledger,
    Map<String, SourceEntry> sources,
    Map<String, TokenEntry> tokens,
    Map<String, BenchmarkEntry> benchmarks,
    Map<String, List<String>> missing,
    Map<String, String> leftOut,
    Map<String, TableEntry> tables,
    Map<String, ExportEntry> exports) {

  /// @param revision of the data set, or `unstated`: a folder does not say
  /// @param flags `G`: gated; `X`: adult or toxic content
  /// @param checkedAgainst other files that decide about its rows
  /// @param rows read from its files
  /// @param candidates what became of the rows: candidates = kept + the sum of `dropped`
  /// @param dropped drops by reason
  public record SourceEntry(
      String dataset,
      String revision,
      String licence,
      List<String> flags,
      String trust,
      String take,
      List<FileEntry> files,
      List<FileEntry> checkedAgainst,
      long rows,
      long candidates,
      long kept,
      Map<String, Long> dropped) {

    public long droppedInAll() {
      return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /// A file that was read.
  public record FileEntry(String name, long bytes, String sha256) {}

  /// The rows of a source in `sft` and `dpo`, counted in tokens; of a pair, with the longer answer.
  ///
  /// @param rows that were written
  /// @param tokens of those rows
  /// @param longest of those rows
  /// @param cut how many of them were cut to the limit
  /// @param overLimit rows that were not written
  public record TokenEntry(long rows, long tokens, int longest, long cut, long overLimit) {
    public static final TokenEntry NONE = new TokenEntry(0, 0, 0, 0, 0);

    public TokenEntry plus(TokenEntry other) {
      return new TokenEntry(
          rows + other.rows,
          tokens + other.tokens,
          Math.max(longest, other.longest),
          cut + other.cut,
          overLimit + other.overLimit);
    }
  }

  public record BenchmarkEntry(String licence, List<FileEntry> files) {}

  /// @param sha256 of the rows in order: see `docs/reference/files.md`
  public record TableEntry(long rows, String sha256) {}

  /// @param samples that are in it
  /// @param withoutPlace the other samples, by the reason why the export has no place for them
  public record ExportEntry(long samples, Map<String, Long> withoutPlace) {
    public long withoutPlaceInAll() {
      return withoutPlace.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
          .build();

  /// What the rows of all sources cost.
  public TokenEntry allTokens() {
    return tokens.values().stream().reduce(TokenEntry.NONE, TokenEntry::plus);
  }

  public String toJson() {
    return JSON.writeValueAsString(this) + "\n";
  }

  /// @param file as messages shall name it
  public static Manifest parse(String file, String json) {
    try {
      return JSON.readValue(json, Manifest.class);
    } catch (JacksonException e) {
      throw BagelException.user(
          "%s is not a manifest of a build: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }
}
