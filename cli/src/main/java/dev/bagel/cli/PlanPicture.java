package dev.bagel.cli;

import dev.bagel.prompting.plan.Plan;
import dev.bagel.prompting.plan.PlanEvent;
import dev.bagel.prompting.plan.PlanFault;
import dev.bagel.prompting.plan.Step;
import dev.bagel.prompting.plan.StepTrace.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A plan as it is asked for and fills, as lines: a pure function of the events and the time.
final class PlanPicture {
  private static final int FAULTS = 5;
  private static final int WIDEST_TOOL = 20;
  private static final int WIDEST_NEEDS = 14;

  /// What goes on.
  private enum Stage {
    ASKING,
    REFUSED,
    RUNNING,
    SOLVING,
    OVER
  }

  private final int attempt;
  private final boolean colour;
  private final long begun;
  private final Map<Integer, PlanRow> rows = new LinkedHashMap<>();
  private final Map<Integer, List<Integer>> needs = new LinkedHashMap<>();
  private List<String> faults = List.of();
  private Stage stage = Stage.ASKING;
  private long since;
  private long ended = -1;

  /// @param attempt from 0
  /// @param nanos when it begins
  PlanPicture(int attempt, boolean colour, long nanos) {
    this.attempt = attempt;
    this.colour = colour;
    this.begun = nanos;
    this.since = nanos;
  }

  int attempt() {
    return attempt;
  }

  void on(PlanEvent event, long nanos) {
    switch (event) {
      case PlanEvent.Asking _ -> stage(Stage.ASKING, nanos);
      case PlanEvent.Refused(int _, List<PlanFault> found) -> {
        stage(Stage.REFUSED, nanos);
        ended = nanos;
        faults = found.stream().map(PlanFault::toString).toList();
      }
      case PlanEvent.Planned(int _, Plan plan) -> {
        stage(Stage.RUNNING, nanos);
        plan.steps().forEach(step -> add(plan, step));
      }
      case PlanEvent.Calling(int _, int evidence, int tries, String input) ->
          row(evidence).calling(tries, input, nanos);
      case PlanEvent.StepEnded(int _, var step) -> row(step.evidence()).ended(step);
      case PlanEvent.Solving _ -> stage(Stage.SOLVING, nanos);
      case PlanEvent.Ended _ -> {
        stage = Stage.OVER;
        ended = ended < 0 ? nanos : ended;
      }
    }
  }

  private void stage(Stage next, long nanos) {
    stage = next;
    since = nanos;
  }

  private void add(Plan plan, Step step) {
    List<Integer> references = plan.references(step).boxed().toList();
    rows.put(step.evidence(), new PlanRow(step, references));
    needs.put(step.evidence(), references);
  }

  private PlanRow row(int evidence) {
    PlanRow row = rows.get(evidence);
    if (row == null) {
      throw new IllegalStateException("no step makes evidence " + evidence);
    }
    return row;
  }

  /// All of it.
  List<String> lines(long nanos, int width) {
    return lines(nanos, new TerminalSize(Integer.MAX_VALUE, width));
  }

  /// At most so many lines that a terminal holds them with the cursor below; of a longer plan those
  /// from the first step that is not over.
  List<String> lines(long nanos, TerminalSize size) {
    List<String> lines = new ArrayList<>();
    lines.add(ShortText.cut(head(nanos), size.columns()));
    faults.stream()
        .limit(FAULTS)
        .forEach(fault -> lines.add("  " + ShortText.of(fault, size.columns() - 2)));
    if (faults.size() > FAULTS) {
      lines.add("  and %d more".formatted(faults.size() - FAULTS));
    }
    steps(nanos, size, lines);
    if (stage == Stage.SOLVING) {
      String time = PlanTime.running(nanos - since);
      lines.add(ShortText.cut("▸ the model answers from the evidence  " + time, size.columns()));
    }
    return lines.subList(Math.max(0, lines.size() - (size.rows() - 1)), lines.size());
  }

  private void steps(long nanos, TerminalSize size, List<String> lines) {
    List<PlanRow> all = List.copyOf(rows.values());
    int room = Math.max(1, size.rows() - 5); // the head, the solver, two lines below and the cursor
    boolean whole = all.size() <= room + 2;
    int first = whole ? 0 : Math.clamp(firstOpen(all) - 1, 0, all.size() - room);
    int last = whole ? all.size() : first + room;
    if (first > 0) {
      lines.add("  ↑ %d more".formatted(first));
    }
    PlanRow.Widths widths = widths(all);
    for (PlanRow row : all.subList(first, last)) {
      lines.add(row.line(open(row), widths, nanos, size.columns(), colour));
    }
    if (last < all.size()) {
      lines.add("  ↓ %d more".formatted(all.size() - last));
    }
  }

  private static int firstOpen(List<PlanRow> all) {
    int at = 0;
    while (at < all.size() && all.get(at).isOver()) {
      at++;
    }
    return at;
  }

  private List<Integer> open(PlanRow row) {
    return needs.getOrDefault(row.evidence(), List.of()).stream()
        .filter(needed -> !row(needed).isOver())
        .toList();
  }

  private static PlanRow.Widths widths(List<PlanRow> all) {
    int evidence = 0;
    int tool = 0;
    int needed = 0;
    for (PlanRow row : all) {
      evidence = Math.max(evidence, String.valueOf(row.evidence()).length());
      tool = Math.max(tool, row.tool().length());
      needed = Math.max(needed, row.needs().length());
    }
    return new PlanRow.Widths(
        evidence, Math.min(tool, WIDEST_TOOL), Math.min(needed, WIDEST_NEEDS));
  }

  private String head(long nanos) {
    String name = "plan " + (attempt + 1);
    String time = ended < 0 ? PlanTime.running(nanos - begun) : PlanTime.exact(ended - begun);
    return switch (stage) {
      case ASKING -> "%s: the model is asked  %s".formatted(name, time);
      case REFUSED -> "%s cannot run:".formatted(name);
      case RUNNING, SOLVING -> "%s: %s  %s".formatted(name, counts(), time);
      case OVER ->
          rows.isEmpty()
              ? name + (faults.isEmpty() ? ": none came" : " cannot run:") + "  " + time
              : "%s: %s  %s".formatted(name, counts(), time);
    };
  }

  private String counts() {
    StringBuilder counts = new StringBuilder(rows.size() == 1 ? "1 step" : rows.size() + " steps");
    append(counts, rows.values().stream().filter(row -> row.has(State.DONE)).count(), "done");
    append(counts, rows.values().stream().filter(row -> row.has(State.FAILED)).count(), "failed");
    append(counts, rows.values().stream().filter(PlanRow::isRunning).count(), "running");
    return counts.toString();
  }

  private static void append(StringBuilder counts, long count, String what) {
    if (count > 0) {
      counts.append(", ").append(count).append(' ').append(what);
    }
  }
}
