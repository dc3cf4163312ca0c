package dev.bagel.prompting.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelLimits;
import dev.bagel.prompting.model.ScriptedModel;
import dev.bagel.prompting.plan.StepLimits.Oversize;
import dev.bagel.prompting.plan.StepTrace.State;
import dev.bagel.prompting.plan.StepTrace.Try;
import dev.bagel.prompting.tool.ToolException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a tool can do wrong, and what then stands in the trace.
class BadToolTest {
  private static final String PLAN = "#E1 = Tool[x]\nAnswer: #E1";
  private static final StepLimits SHORT = StepLimits.DEFAULTS.withTime(Duration.ofMillis(50));

  private final HandClock clock = new HandClock();

  @Test
  void one_that_throws_has_failed() {
    StepTrace step =
        step(
            _ -> {
              throw new IllegalStateException("the cable\nis cut");
            },
            StepLimits.DEFAULTS);
    assertThat(step.state()).isEqualTo(State.FAILED);
    assertThat(step.failure()).isEqualTo("it broke: IllegalStateException: the cable is cut");
    assertThat(step.tries()).containsExactly(new Try(0, 0, step.failure()));
  }

  @Test
  void one_that_runs_out_of_stack_has_failed() {
    assertThat(step(BadToolTest::endless, StepLimits.DEFAULTS).failure())
        .isEqualTo("it broke: StackOverflowError: no message");
  }

  @Test
  void one_that_gives_null_has_failed() {
    assertThat(step(_ -> nothing(), StepLimits.DEFAULTS).failure()).isEqualTo("it gave nothing");
  }

  @Test
  void one_that_gives_an_empty_text_is_done() {
    StepTrace step = step(_ -> "", StepLimits.DEFAULTS);
    assertThat(step.state()).isEqualTo(State.DONE);
    assertThat(step.output()).isEmpty();
  }

  @Test
  void one_that_hangs_is_interrupted() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    StepTrace step =
        step(
            _ -> {
              try {
                new CountDownLatch(1).await();
                return "never";
              } finally {
                interrupted.countDown();
              }
            },
            SHORT);
    assertThat(step.failure()).isEqualTo("it took longer than 50 ms");
    interrupted.await();
  }

  @Test
  void those_that_compute_without_end_are_left_behind() {
    AtomicBoolean over = new AtomicBoolean();
    StandIn deaf =
        new StandIn(
            "Tool",
            _ -> {
              while (!over.get()) {
                Thread.onSpinWait();
              }
              return "too late";
            });
    String plan = "#E1 = Tool[1]\n#E2 = Tool[2]\n#E3 = Tool[3]\n#E4 = Tool[4]\nAnswer: #E4";
    PlanTrace trace = run(deaf, plan, PlanSettings.DEFAULTS.withStep(SHORT));
    over.set(true);

    assertThat(trace.attempts().getFirst().steps())
        .hasSize(4)
        .allMatch(step -> step.failure().equals("it took longer than 50 ms"));
  }

  @Test
  void fifty_megabytes_are_cut_where_one_can_see_it_or_fail() {
    StandIn.Work much = _ -> "é".repeat(50_000_000);
    StepTrace cut = step(much, StepLimits.DEFAULTS);
    assertThat(cut.state()).isEqualTo(State.DONE);
    assertThat(cut.output())
        .hasSizeLessThan(20_100)
        .endsWith("é\n[cut: 49980000 of 50000000 characters are left out]");
    assertThat(cut.characters()).isEqualTo(50_000_000);

    StepTrace failed = step(much, StepLimits.DEFAULTS.withEvidence(100, Oversize.FAIL));
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.failure()).isEqualTo("it gave 50000000 characters, more than 100");
  }

  @Test
  void an_input_that_evidence_makes_too_long_is_a_failed_step() {
    String plan = "#E1 = Tool[x]\n#E2 = Tool[" + "#E1 ".repeat(11) + "]\nAnswer: #E2";
    PlanTrace trace =
        run(new StandIn("Tool", _ -> "y".repeat(30_000)), plan, PlanSettings.DEFAULTS);

    assertThat(trace.attempts().getFirst().steps().getLast().failure())
        .contains("longer than 200000 characters");
  }

  @Test
  void one_that_may_work_another_time_is_called_again_after_growing_waits() {
    AtomicInteger calls = new AtomicInteger();
    StandIn.Work busy =
        _ -> {
          if (calls.incrementAndGet() < 3) {
            throw ToolException.mayHelp("the server is busy");
          }
          return "at last";
        };
    StepTrace step = step(busy, StepLimits.DEFAULTS);

    assertThat(step.output()).isEqualTo("at last");
    assertThat(step.tries())
        .extracting(Try::failure)
        .containsExactly("the server is busy", "the server is busy", "");
    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void tries_end_at_their_number_or_with_the_time_or_where_they_are_useless() {
    StandIn.Work busy =
        _ -> {
          throw ToolException.mayHelp("busy");
        };
    assertThat(step(busy, StepLimits.DEFAULTS.withTries(2)).tries()).hasSize(2);
    assertThat(step(busy, StepLimits.DEFAULTS.withTries(99)).tries()).hasSize(6);
    StandIn.Work gone =
        _ -> {
          throw ToolException.useless("gone");
        };
    assertThat(step(gone, StepLimits.DEFAULTS).tries()).hasSize(1);
  }

  @Test
  void the_budget_of_calls_ends_the_run() {
    String plan = "#E1 = Tool[1]\n#E2 = Tool[#E1]\n#E3 = Tool[#E2]\nAnswer: #E3";
    PlanSettings settings = PlanSettings.DEFAULTS.withBudget(PlanBudget.DEFAULTS.withCalls(2));
    PlanTrace trace = run(StandIn.echo("Tool"), plan, settings);

    assertThat(trace.outcome().kind()).isEqualTo(Outcome.Kind.OUT_OF_CALLS);
    assertThat(trace.attempts().getFirst().steps())
        .extracting(StepTrace::state)
        .containsExactly(State.DONE, State.DONE, State.FAILED);
  }

  @Test
  void the_budget_of_time_ends_the_run_whatever_hangs() {
    PlanSettings settings =
        PlanSettings.DEFAULTS.withBudget(PlanBudget.DEFAULTS.withTime(Duration.ofMillis(500)));
    StandIn hangs =
        new StandIn(
            "Tool",
            _ -> {
              new CountDownLatch(1).await();
              return "never";
            });
    PlanRunner runner =
        new PlanRunner(
            LanguageModel.of(ScriptedModel.of("unused")), Toolbox.of(hangs), settings, clock);
    PlanTrace trace = runner.run("?", "#E1 = Tool[1]\n#E2 = Tool[#E1]\nAnswer: #E2");

    assertThat(trace.outcome().kind()).isEqualTo(Outcome.Kind.OUT_OF_TIME);
    assertThat(trace.attempts().getFirst().steps())
        .extracting(StepTrace::state)
        .containsExactly(State.STOPPED, State.NOT_BEGUN);
  }

  @Test
  void a_model_that_gives_nothing_ends_the_run() {
    PlanTrace empty = run(StandIn.echo("Tool"), "", PlanSettings.DEFAULTS);
    assertThat(empty.outcome())
        .isEqualTo(new Outcome(Outcome.Kind.MODEL_FAILED, "the model answered nothing"));
    assertThat(empty.attempts().getFirst().failure()).isEqualTo("the model answered nothing");

    PlanTrace unsolved =
        run(StandIn.echo("Tool"), "#E1 = Tool[1]\nAnswer: it is #E1", PlanSettings.DEFAULTS);
    assertThat(unsolved.outcome().kind()).isEqualTo(Outcome.Kind.MODEL_FAILED);
    assertThat(unsolved.solver().failure()).isEqualTo("the model answered nothing");
  }

  private StepTrace step(StandIn.Work work, StepLimits limits) {
    PlanTrace trace = run(new StandIn("Tool", work), PLAN, PlanSettings.DEFAULTS.withStep(limits));
    return trace.attempts().getFirst().steps().getFirst();
  }

  private PlanTrace run(StandIn tool, String plan, PlanSettings settings) {
    LanguageModel model = new LanguageModel(ScriptedModel.of(plan, ""), ModelLimits.DEFAULTS);
    return new PlanRunner(model, Toolbox.of(tool), settings, clock).run("?");
  }

  @SuppressWarnings("NullAway") // What a tool written in plain Java may do.
  private static String nothing() {
    return null;
  }

  @SuppressWarnings("InfiniteRecursion") // Until the stack is used up.
  private static String endless(String input) {
    return endless(input + "x") + "x";
  }
}
