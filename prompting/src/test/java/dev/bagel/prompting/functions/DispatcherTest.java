package dev.bagel.prompting.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.prompting.functions.Outcome.Cancelled;
import dev.bagel.prompting.functions.Outcome.Refused;
import dev.bagel.prompting.functions.Outcome.Returned;
import dev.bagel.prompting.functions.Outcome.Threw;
import dev.bagel.prompting.functions.Outcome.TimedOut;
import dev.bagel.prompting.functions.Outcome.TooLarge;
import dev.langchain4j.agent.tool.Tool;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  enum Boat {
    SAIL,
    MOTOR
  }

  record Guest(String name, Optional<Integer> age) {
    Guest {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a guest needs a name");
      }
    }
  }

  record Trip(
      int people,
      byte floor,
      double price,
      @Nullable BigDecimal tip,
      boolean lunch,
      Boat boat,
      List<Guest> guests) {}

  static class Sums {
    @Tool
    long add(int a, long b) {
      return a + b;
    }

    @Tool
    void fail(String why) {
      throw new IllegalStateException(why + "\nsecond line");
    }
  }

  private static final String PARAMS =
      "'floor': -3, 'price': 1.5, 'lunch': True, 'boat': 'SAIL',"
          + " 'guests': [{'name': 'Ann', 'age': 3}, {'name': '%s'}]";

  @Test
  void arguments_arrive_with_the_types_of_a_record() {
    Dispatcher trips =
        Dispatcher.of(List.of(CallableFunction.ofRecord("trip", Trip.class, Trip::toString)));

    assertThat(trips.run(call(trips, "trip", "'people': '2', " + PARAMS.formatted("Bo"))))
        .isEqualTo(
            new Returned(
                "Trip[people=2, floor=-3, price=1.5, tip=null, lunch=true, boat=SAIL, guests="
                    + "[Guest[name=Ann, age=Optional[3]], Guest[name=Bo, age=Optional.empty]]]"));
  }

  @Test
  void arguments_that_their_java_type_cannot_hold_are_refused_before_anything_runs() {
    Dispatcher trips =
        Dispatcher.of(
            List.of(
                CallableFunction.ofRecord(
                    "trip",
                    Trip.class,
                    _ -> {
                      throw new AssertionError("it ran");
                    })));

    ValidCall large = call(trips, "trip", "'people': 3000000000, " + PARAMS.formatted("Bo"));
    Problem outOfRange =
        new Problem(
            "params.people",
            "3000000000 is out of range",
            "integer from -2147483648 to 2147483647");
    assertThat(trips.check(large)).containsExactly(outOfRange);
    assertThat(trips.run(large)).isEqualTo(new Refused(List.of(outOfRange)));
    assertThat(trips.run(call(trips, "trip", "'people': 2, " + PARAMS.formatted(" "))).message())
        .isEqualTo(
            "params.guests[1]: refused: IllegalArgumentException: a guest needs a name;"
                + " expected what params.guests[1] allows");
  }

  @Test
  void methods_return_or_throw() {
    Dispatcher sums = Dispatcher.of(CallableFunction.ofMethods(new Sums()));

    assertThat(sums.run(call(sums, "add", "'a': 2147483647, 'b': 1")))
        .isEqualTo(new Returned("2147483648"));
    Outcome failed = sums.run(call(sums, "fail", "'why': 'no boat'"));
    assertThat(failed).isInstanceOf(Threw.class);
    assertThat(failed.message())
        .isEqualTo("fail failed: IllegalStateException: no boat second line");
  }

  @Test
  void errors_and_results_that_are_no_json_are_outcomes_too() {
    List<Object> itself = new java.util.ArrayList<>();
    itself.add(itself);

    assertThat(run(_ -> itself)).isInstanceOf(Threw.class);
    assertThat(
            run(
                _ -> {
                  throw new StackOverflowError();
                }))
        .isInstanceOf(Threw.class);
  }

  @Test
  void results_are_text_or_json_within_the_limit() {
    assertThat(run(_ -> null)).isEqualTo(new Returned(""));
    assertThat(run(_ -> List.of(1, new Guest("Ann", Optional.of(2)))))
        .isEqualTo(new Returned("[1,{\"name\":\"Ann\",\"age\":2}]"));
    assertThat(run(_ -> "x".repeat(1000))).isEqualTo(new Returned("x".repeat(1000)));
    assertThat(run(_ -> "x".repeat(1001))).isEqualTo(new TooLarge("now", 1000));
    assertThat(run(_ -> java.util.Collections.nCopies(50_000_000, "x")))
        .isEqualTo(new TooLarge("now", 1000));
  }

  @Test
  void a_function_that_hangs_is_interrupted() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Dispatcher slow =
        now(_ -> {
              try {
                new CountDownLatch(1).await();
                return "never";
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            })
            .within(new DispatchLimits(Duration.ofMillis(50), 1000));

    assertThat(slow.run(call(slow, "now", "")))
        .isEqualTo(new TimedOut("now", Duration.ofMillis(50)));
    interrupted.await();
  }

  @Test
  void functions_that_compute_without_end_keep_no_other_from_running() {
    AtomicBoolean over = new AtomicBoolean();
    Dispatcher deaf =
        now(_ -> {
              while (!over.get()) {
                Thread.onSpinWait();
              }
              return "too late";
            })
            .within(new DispatchLimits(Duration.ofMillis(10), 1000));
    try {
      for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
        assertThat(deaf.run(call(deaf, "now", ""))).isInstanceOf(TimedOut.class);
      }

      assertThat(run(_ -> "here")).isEqualTo(new Returned("here"));
    } finally {
      over.set(true);
    }
  }

  @Test
  void whoever_waits_can_be_interrupted_and_the_function_with_it() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Dispatcher slow =
        now(
            _ -> {
              running.countDown();
              try {
                new CountDownLatch(1).await();
                return "never";
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            });
    FutureTask<Outcome> outcome = new FutureTask<>(() -> slow.run(call(slow, "now", "")));
    Thread waiting = Thread.ofVirtual().start(outcome);
    running.await();
    waiting.interrupt();

    assertThat(outcome.get()).isEqualTo(new Cancelled("now"));
    interrupted.await();
  }

  @Test
  void a_call_of_another_declaration_reaches_no_code() {
    Dispatcher sums = Dispatcher.of(CallableFunction.ofMethods(new Sums()));
    ValidCall foreign = call(now(_ -> "x"), "now", "");

    assertThat(sums.run(foreign).message())
        .startsWith("function: 'now' as it is declared has no code here");
  }

  private static Dispatcher now(CallableFunction.Body body) {
    return Dispatcher.of(List.of(CallableFunction.of(Cards.NOW, body)))
        .within(new DispatchLimits(Duration.ofSeconds(30), 1000));
  }

  private static Outcome run(CallableFunction.Body body) {
    Dispatcher now = now(body);
    return now.run(call(now, "now", ""));
  }

  private static ValidCall call(Dispatcher dispatcher, String function, String params) {
    ReadAnswer read =
        CallReader.read("{'function': '%s', 'params': {%s}}".formatted(function, params));
    return (ValidCall) dispatcher.functions().check((ReadCall) read);
  }
}
