package dev.bagel.cli;

import dev.bagel.prompting.plan.Step;
import dev.bagel.prompting.plan.StepTrace;
import dev.bagel.prompting.plan.StepTrace.State;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One step of a plan under way, as a line: its state, tool, what it needs, time, input and output.
final class PlanRow {
  private static final int TIME = 7;
  private static final int LEAST = 16;
  private static final String GREEN = "32";
  private static final String RED = "31";
  private static final String CYAN = "36";
  private static final String DIM = "2";

  /// The widths of the columns that all rows of a plan share.
  record Widths(int evidence, int tool, int needs) {}

  private final Step step;
  private final List<Integer> needs;
  private String input = "";
  private int tries;
  private long begun;
  private @Nullable StepTrace end;

  /// @param needs evidence of other steps
  PlanRow(Step step, List<Integer> needs) {
    this.step = step;
    this.needs = List.copyOf(needs);
  }

  void calling(int newTries, String newInput, long nanos) {
    begun = tries == 0 ? nanos : begun;
    tries = newTries;
    input = newInput;
  }

  void ended(StepTrace trace) {
    end = trace;
  }

  int evidence() {
    return step.evidence();
  }

  String tool() {
    return step.tool();
  }

  boolean isOver() {
    return end != null;
  }

  boolean isRunning() {
    return end == null && tries > 0;
  }

  boolean has(State state) {
    return end != null && end.state() == state;
  }

  /// What it needs, as `← 0 2`.
  String needs() {
    return needs.isEmpty() ? "" : "← " + numbers(needs, " ");
  }

  /// @param open of what it needs, the evidence that is not there yet
  /// @param width of the line, at most
  String line(List<Integer> open, Widths widths, long nanos, int width, boolean colour) {
    String head =
        "%s %s  %s  %s  %s  "
            .formatted(
                mark(),
                flushRight(String.valueOf(evidence()), widths.evidence()),
                ShortText.padded(ShortText.cut(tool(), widths.tool()), widths.tool()),
                ShortText.padded(ShortText.cut(needs(), widths.needs()), widths.needs()),
                flushRight(time(nanos), TIME));
    int room = Math.max(LEAST, width - ShortText.width(head));
    String line = ShortText.cut((head + text(open, room)).stripTrailing(), width);
    return colour ? painted(line) : line;
  }

  private static String flushRight(String text, int columns) {
    return " ".repeat(Math.max(0, columns - text.length())) + text;
  }

  private String mark() {
    if (end == null) {
      return tries > 0 ? "▸" : "·";
    }
    return switch (end.state()) {
      case DONE -> "✓";
      case FAILED -> "✗";
      case STOPPED, NOT_BEGUN -> "-";
    };
  }

  private String painted(String line) {
    String style = style();
    boolean whole = style.equals(DIM);
    int end = whole ? line.length() : Math.min(1, line.length());
    return "\u001b[" + style + "m" + line.substring(0, end) + "\u001b[0m" + line.substring(end);
  }

  private String style() {
    if (end == null) {
      return tries > 0 ? CYAN : DIM;
    }
    return switch (end.state()) {
      case DONE -> GREEN;
      case FAILED -> RED;
      case STOPPED, NOT_BEGUN -> DIM;
    };
  }

  private String time(long nanos) {
    if (end != null) {
      return tries > 0 ? PlanTime.exact(end.end() - end.start()) : "";
    }
    return tries > 0 ? PlanTime.running(nanos - begun) : "";
  }

  private String text(List<Integer> open, int room) {
    if (end != null) {
      return switch (end.state()) {
        case DONE -> pair(end.input(), " → ", end.output(), room);
        case FAILED -> ShortText.of(end.failure(), room);
        case STOPPED -> pair(end.input(), " - ", "stopped", room);
        case NOT_BEGUN -> "not begun";
      };
    }
    if (tries > 0) {
      return pair(tries > 1 ? "try " + tries : "", ": ", input, room);
    }
    String waits = open.isEmpty() ? "waits for its turn" : "waits for " + numbers(open, ", ");
    return ShortText.of(waits, room);
  }

  /// Both texts, the second with all the room that the first leaves, and half of it at least.
  private static String pair(String first, String between, String second, int room) {
    if (first.isBlank()) {
      return ShortText.of(second, room);
    }
    int rest = room - between.length();
    int needed = Math.min(rest / 2, ShortText.width(ShortText.of(second, rest)));
    String before = ShortText.of(first, rest - needed);
    return before + between + ShortText.of(second, rest - ShortText.width(before));
  }

  private static String numbers(List<Integer> numbers, String between) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(between));
  }
}
