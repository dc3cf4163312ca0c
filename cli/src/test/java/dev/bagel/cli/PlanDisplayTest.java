package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.prompting.plan.Outcome;
import dev.bagel.prompting.plan.Plan;
import dev.bagel.prompting.plan.PlanEvent;
import dev.bagel.prompting.plan.PlanFault;
import dev.bagel.prompting.plan.PlanParser;
import dev.bagel.prompting.plan.PlanReading;
import dev.bagel.prompting.plan.StepTrace;
import dev.bagel.prompting.plan.StepTrace.State;
import dev.bagel.prompting.plan.StepTrace.Try;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a terminal shows while plans run, by a clock that the test sets.
class PlanDisplayTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Plan PLAN =
      plan(
          """
          :evidence0: = DuckDuckGo[ferry to Holm]
          :evidence1: = TextScraper[:evidence0:]
          :evidence2: = DuckDuckGo[tides]
          :evidence3: = KnowledgeModel[When? :evidence1: :evidence2:]
          Answer: :evidence3:
          """);

  private final StringWriter printed = new StringWriter();
  private long now;

  @Test
  void the_graph_fills() {
    PlanDisplay display = display(24, 80, false);
    display.on(new PlanEvent.Asking(0, "prompt"));
    at(display, 2 * SECOND);
    assertThat(screen(24, 80)).isEqualTo("plan 1: the model is asked  2 s");

    display.on(new PlanEvent.Planned(0, PLAN));
    display.on(new PlanEvent.Calling(0, 0, 1, "ferry to Holm"));
    display.on(new PlanEvent.Calling(0, 2, 1, "tides"));
    at(display, 4 * SECOND);
    assertThat(screen(24, 80))
        .isEqualTo(
            """
            plan 1: 4 steps, 2 running  4 s
            ▸ 0  DuckDuckGo                 2 s  ferry to Holm
            · 1  TextScraper     ← 0             waits for 0
            ▸ 2  DuckDuckGo                 2 s  tides
            · 3  KnowledgeModel  ← 1 2           waits for 1, 2\
            """);

    display.on(done(0, 2.345, "ferry to Holm", "Ferries\nhttp://a.example/f"));
    display.on(new PlanEvent.Calling(0, 1, 1, "Ferries\nhttp://a.example/f"));
    display.on(failed(2, "DuckDuckGo wants to see a person"));
    at(display, 5 * SECOND);
    display.on(new PlanEvent.Calling(0, 1, 2, "Ferries\nhttp://a.example/f"));
    at(display, 70 * SECOND);
    assertThat(screen(24, 80))
        .isEqualTo(
            """
            plan 1: 4 steps, 1 done, 1 failed, 1 running  1:10 m
            ✓ 0  DuckDuckGo               2.3 s  ferry to Holm → Ferries http://a.example/f
            ▸ 1  TextScraper     ← 0     1:06 m  try 2: Ferries http://a.example/f
            ✗ 2  DuckDuckGo               1.0 s  DuckDuckGo wants to see a person
            · 3  KnowledgeModel  ← 1 2           waits for 1\
            """);

    display.on(done(1, 66, "Ferries\nhttp://a.example/f", "At ten. ".repeat(40)));
    at(display, 71 * SECOND);
    assertThat(screen(24, 80)).contains("· 3  KnowledgeModel  ← 1 2           waits for its turn");
    display.on(new PlanEvent.Calling(0, 3, 1, "When?"));
    display.on(done(3, 0.012, "When?", "中文 At ten."));
    display.on(new PlanEvent.Solving("prompt"));
    at(display, 73 * SECOND);
    assertThat(screen(24, 80)).endsWith("\n▸ the model answers from the evidence  2 s");

    display.on(new PlanEvent.Ended(new Outcome(Outcome.Kind.SOLVED, "At ten.")));
    at(display, 99 * SECOND);
    assertThat(screen(24, 80))
        .isEqualTo(
            """
            plan 1: 4 steps, 3 done, 1 failed  1:13 m
            ✓ 0  DuckDuckGo               2.3 s  ferry to Holm → Ferries http://a.example/f
            ✓ 1  TextScraper     ← 0     1:06 m  Ferries http://a.ex… → At ten. At ten. At…
            ✗ 2  DuckDuckGo               1.0 s  DuckDuckGo wants to see a person
            ✓ 3  KnowledgeModel  ← 1 2    12 ms  When? → 中文 At ten.\
            """);
  }

  @Test
  void another_plan_is_another_picture_below() {
    PlanDisplay display = display(24, 60, false);
    display.on(new PlanEvent.Asking(0, "prompt"));
    List<PlanFault> faults =
        IntStream.range(1, 8)
            .mapToObj(i -> new PlanFault(PlanFault.Kind.UNKNOWN_TOOL, i, "no \u001b[2J tool " + i))
            .toList();
    display.on(new PlanEvent.Refused(0, faults));
    display.on(new PlanEvent.Asking(1, "prompt"));
    display.on(new PlanEvent.Planned(1, PLAN));
    display.on(new PlanEvent.Calling(1, 0, 1, "x"));
    display.on(ended(0, State.STOPPED, "", "it was stopped"));
    List.of(1, 2, 3).forEach(i -> display.on(ended(i, State.NOT_BEGUN, "", "it was stopped")));
    display.on(new PlanEvent.Ended(new Outcome(Outcome.Kind.CANCELLED, "stopped")));

    assertThat(screen(24, 60))
        .isEqualTo(
            """
            plan 1 cannot run:
              line 1: no ␛[2J tool 1
              line 2: no ␛[2J tool 2
              line 3: no ␛[2J tool 3
              line 4: no ␛[2J tool 4
              line 5: no ␛[2J tool 5
              and 2 more
            plan 2: 4 steps  0 ms
            - 0  DuckDuckGo               1.0 s  stopped
            - 1  TextScraper     ← 0             not begun
            - 2  DuckDuckGo                      not begun
            - 3  KnowledgeModel  ← 1 2           not begun\
            """);
  }

  @Test
  void a_plan_longer_than_the_screen_shows_where_it_is_and_is_whole_at_the_end() {
    String steps =
        IntStream.range(0, 30)
            .mapToObj(i -> "#E%d = DuckDuckGo[question %d]%n".formatted(i, i))
            .collect(Collectors.joining());
    PlanDisplay display = display(10, 50, false);
    display.on(new PlanEvent.Planned(0, plan(steps + "Answer: #E1")));
    for (int i = 0; i < 30; i++) {
      display.on(new PlanEvent.Calling(0, i, 1, "question " + i));
      display.on(done(i, 1, "question " + i, "answer " + i));
      at(display, now + SECOND);
      assertThat(screen(10, 50).lines().count()).isBetween(7L, 9L);
      assertThat(screen(10, 50)).startsWith("plan 1: 30 steps");
      if (i == 14) {
        assertThat(screen(10, 50))
            .isEqualTo(
                """
                plan 1: 30 steps, 15 done  15 s
                  ↑ 14 more
                ✓ 14  DuckDuckGo      1.0 s  question… → answer 14
                · 15  DuckDuckGo             waits for its turn
                · 16  DuckDuckGo             waits for its turn
                · 17  DuckDuckGo             waits for its turn
                · 18  DuckDuckGo             waits for its turn
                  ↓ 11 more\
                """);
      }
    }
    display.on(new PlanEvent.Ended(new Outcome(Outcome.Kind.EVIDENCE, "answer 1")));

    assertThat(screen(10, 50))
        .hasLineCount(31)
        .startsWith("plan 1: 30 steps, 30 done  30.0 s\n✓  0  DuckDuckGo      1.0 s  question 0")
        .contains("\n✓ 29  DuckDuckGo ");
  }

  @Test
  void no_terminal_is_too_small() {
    for (int rows = 1; rows < 8; rows++) {
      for (int columns = 1; columns < 40; columns += 3) {
        printed.getBuffer().setLength(0);
        PlanDisplay display = display(rows, columns, false);
        display.on(new PlanEvent.Planned(0, PLAN));
        display.on(new PlanEvent.Calling(0, 0, 1, "x"));
        at(display, now + SECOND);
        display.on(done(0, 1, "x", "y"));
        display.on(new PlanEvent.Ended(new Outcome(Outcome.Kind.CANCELLED, "stopped")));

        assertThat(screen(rows, columns))
            .as("%d rows, %d columns", rows, columns)
            .hasLineCount(5)
            .startsWith("p".repeat(columns == 1 ? 0 : 1));
      }
    }
  }

  @Test
  void colours_are_in_the_marks_and_change_no_width() {
    PlanDisplay display = display(24, 60, true);
    display.on(new PlanEvent.Planned(0, PLAN));
    display.on(new PlanEvent.Calling(0, 0, 1, "x"));
    display.on(done(0, 1, "x", "y"));
    display.on(failed(2, "no"));

    assertThat(printed.toString())
        .contains("\u001b[36m▸\u001b[0m 0", "\u001b[32m✓\u001b[0m 0", "\u001b[31m✗\u001b[0m 2")
        .contains("\u001b[2m· 1  TextScraper     ← 0             waits for 0\u001b[0m");
    assertThat(screen(24, 60)).contains("✓ 0  DuckDuckGo               1.0 s  x → y");
  }

  private PlanDisplay display(int rows, int columns, boolean colour) {
    return new PlanDisplay(
        new PrintWriter(printed), new TerminalSize(rows, columns), colour, () -> now);
  }

  private void at(PlanDisplay display, long nanos) {
    now = nanos;
    display.look();
  }

  private String screen(int rows, int columns) {
    return new Screen(rows, columns).after(printed.toString());
  }

  private static PlanEvent done(int evidence, double seconds, String input, String output) {
    long nanos = (long) (seconds * SECOND);
    return new PlanEvent.StepEnded(
        0,
        new StepTrace(
            evidence,
            "T",
            State.DONE,
            5,
            5 + nanos,
            input,
            output,
            output.length(),
            "",
            List.of(new Try(5, 5 + nanos, ""))));
  }

  private static PlanEvent failed(int evidence, String failure) {
    return ended(evidence, State.FAILED, "tides", failure);
  }

  private static PlanEvent ended(int evidence, State state, String input, String failure) {
    return new PlanEvent.StepEnded(
        0, new StepTrace(evidence, "T", state, 0, SECOND, input, "", 0, failure, List.of()));
  }

  private static Plan plan(String text) {
    return ((PlanReading.Sound) PlanParser.read(text)).plan();
  }
}
