package dev.bagel.cli;

import dev.bagel.dataset.tokenizer.TrainingTokens;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What many sequences come to, for each of their kinds.
final class TokenSummary {
  private static final int BAR = 40;

  private final int limit;
  private final Map<String, TokenLengths> kinds = new LinkedHashMap<>();

  /// @param limit how many tokens stay
  TokenSummary(int limit) {
    this.limit = limit;
  }

  void add(String kind, TrainingTokens tokens) {
    kinds.computeIfAbsent(kind, _ -> new TokenLengths(limit)).add(tokens);
  }

  void print(Output output) {
    TextTable table =
        new TextTable("", "rows", "tokens", "learnt", "median", "p90", "p99", "longest")
            .right(1, 2, 3, 4, 5, 6, 7);
    kinds.forEach((kind, lengths) -> table.row(cells(kind, lengths)));
    output.line(table.toString());
    kinds.forEach((kind, lengths) -> cut(output, kind, lengths));
    kinds.forEach((kind, lengths) -> histogram(output, kind, lengths));
  }

  private static String[] cells(String kind, TokenLengths lengths) {
    return new String[] {
      kind,
      BuildReports.number(lengths.sequences()),
      BuildReports.number(lengths.tokens()),
      "%s (%s)"
          .formatted(
              BuildReports.number(lengths.learnt()), percent(lengths.learnt(), lengths.tokens())),
      BuildReports.number(lengths.percentile(50)),
      BuildReports.number(lengths.percentile(90)),
      BuildReports.number(lengths.percentile(99)),
      BuildReports.number(lengths.percentile(100))
    };
  }

  private static String percent(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0.0 : 100.0 * part / whole);
  }

  private void cut(Output output, String kind, TokenLengths lengths) {
    if (limit == Integer.MAX_VALUE) {
      return;
    }
    output.line("");
    output.line(
        "%s: %s of %s rows (%s) have more than %s tokens; a cut takes %s tokens, %s of them learnt"
            .formatted(
                kind,
                BuildReports.number(lengths.over()),
                BuildReports.number(lengths.sequences()),
                percent(lengths.over(), lengths.sequences()),
                BuildReports.number(limit),
                BuildReports.number(lengths.cut()),
                BuildReports.number(lengths.cutLearnt())));
    if (lengths.nothingLeft() > 0) {
      output.line(
          "  and leaves nothing to learn of %s rows"
              .formatted(BuildReports.number(lengths.nothingLeft())));
    }
  }

  private void histogram(Output output, String kind, TokenLengths lengths) {
    Map<Integer, Long> steps = lengths.steps();
    long most = steps.values().stream().mapToLong(Long::longValue).max().orElse(1);
    TextTable table = new TextTable().right(0, 1);
    steps.forEach(
        (step, count) ->
            table.row(
                "up to " + BuildReports.number(step),
                BuildReports.number(count),
                "█".repeat((int) Math.ceilDiv(BAR * count, most))));
    output.line("");
    output.line(kind + " by tokens");
    output.line(
        table.toString().lines().map(line -> "  " + line).collect(Collectors.joining("\n")));
  }
}
