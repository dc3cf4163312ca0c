package dev.bagel.cli;

import dev.bagel.dataset.decontaminate.CheckedRow;
import dev.bagel.dataset.decontaminate.Checks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// What became of the rows that `bagel decontaminate` read, in numbers.
final class CheckTally {
  private final Checks checks;
  private final long items;
  private final Map<String, Long> byBenchmark = new TreeMap<>();
  private long rows;
  private long flagged;
  private long empty;
  private long bad;

  CheckTally(Checks checks, long items) {
    this.checks = checks;
    this.items = items;
  }

  void add(CheckedRow row) {
    rows++;
    switch (row) {
      case CheckedRow.Clean clean -> empty += clean.empty() ? 1 : 0;
      case CheckedRow.Bad _ -> bad++;
      case CheckedRow.Flagged found -> {
        flagged++;
        byBenchmark.merge(found.finding().match().item().benchmark(), 1L, Long::sum);
      }
    }
  }

  long bad() {
    return bad;
  }

  /// For the end of a run with rows that could not be compared.
  String trouble() {
    return "%s could not be compared, and may be contaminated: see above"
        .formatted(
            bad == 1
                ? "1 of %s rows".formatted(BuildReports.number(rows))
                : "%s of %s rows".formatted(BuildReports.number(bad), BuildReports.number(rows)));
  }

  /// For people, on standard error.
  void tell(Output output, Pace pace) {
    output.err().println("checked " + pace.summary(rows, "rows"));
    output
        .err()
        .printf(
            "%s flagged · %s clean%s · %s bad; by the rule %s, against %s%n",
            BuildReports.number(flagged),
            BuildReports.number(rows - flagged - bad),
            empty == 0 ? "" : ", %s of them without text".formatted(BuildReports.number(empty)),
            BuildReports.number(bad),
            checks.rule().name(),
            items == 1 ? "1 item" : BuildReports.number(items) + " items");
    if (flagged > 0) {
      TextTable table = new TextTable("benchmark", "flagged").right(1);
      byBenchmark.forEach(
          (name, count) -> table.row(VisibleText.line(name), BuildReports.number(count)));
      output.err().println();
      output.err().println(table);
    }
  }

  /// For machines.
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("rows", rows);
    facts.put("flagged", flagged);
    facts.put("bad", bad);
    facts.put("empty", empty);
    facts.put("benchmarks", byBenchmark);
    facts.put("items", items);
    facts.putAll(checks.describe());
    facts.put("versions", checks.model().versions());
    return facts;
  }
}
