package dev.bagel.prompting.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.prompting.context.Block;
import dev.bagel.prompting.context.Budget;
import dev.bagel.prompting.context.ContextPrompt;
import dev.bagel.prompting.context.PromptReading.Read;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelException.Kind;
import dev.bagel.prompting.model.ModelLimits;
import dev.bagel.prompting.model.ScriptedModel;
import dev.bagel.prompting.summary.SummaryResult.NoSummary;
import dev.bagel.prompting.summary.SummaryResult.Reason;
import dev.bagel.prompting.summary.SummaryResult.Summary;
import dev.bagel.prompting.summary.SummaryRound.PartFailure;
import dev.langchain4j.exception.RateLimitException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummariesTest {
  private static final String SENTENCES = text(40);

  @Test
  void a_short_text_takes_one_question() {
    ScriptedModel model = ScriptedModel.of(" Short. ");

    SummaryResult result = summaries(model, 1_000).summarise("A long story.");

    assertThat(result).isEqualTo(new Summary("Short.", List.of(new SummaryRound(1, List.of()))));
    assertThat(model.asked())
        .containsExactly(
            """
            BEGININPUT
            A long story.
            ENDINPUT
            BEGININSTRUCTION
            Summarize the input in around 20 words.
            ENDINSTRUCTION\
            """);
  }

  @Test
  void a_long_text_is_summarised_in_parts_by_order() {
    ScriptedModel model = ScriptedModel.of(SummariesTest::firstWord);

    SummaryResult result = summaries(model, 400).summarise(SENTENCES);

    assertThat(result)
        .isInstanceOfSatisfying(
            Summary.class,
            summary -> {
              assertThat(summary.rounds()).hasSizeGreaterThan(1);
              assertThat(summary.rounds().getLast().parts()).isEqualTo(1);
              assertThat(summary.complete()).isTrue();
            });
    assertThat(model.asked()).allMatch(prompt -> prompt.length() <= 400);
    int parts = result.rounds().getFirst().parts();
    Set<String> firsts =
        model.asked().stream()
            .limit(parts)
            .map(it -> blocks(it))
            .map(List::getFirst)
            .map(Block::text)
            .collect(Collectors.toSet());
    assertThat(firsts).hasSize(parts).allMatch(SENTENCES::contains);
    List<Integer> order =
        IntStream.range(0, 40)
            .filter(i -> model.asked().getLast().contains("W" + i + "\n"))
            .boxed()
            .toList();
    assertThat(order).isNotEmpty();
    assertThat(blocks(model.asked().getLast()))
        .extracting(Block::text)
        .containsExactlyElementsOf(order.stream().map(i -> "W" + i).toList());
  }

  @Test
  void each_round_is_told_before_it_is_asked_for() {
    ScriptedModel model = ScriptedModel.of(SummariesTest::firstWord);
    List<String> heard = new ArrayList<>();

    SummaryResult result =
        summaries(model, 400)
            .summarise(
                List.of(Block.of(SENTENCES)),
                (round, parts) ->
                    heard.add("%d: %d after %d".formatted(round, parts, model.asked().size())));

    int parts = result.rounds().getFirst().parts();
    assertThat(heard).startsWith("1: %d after 0".formatted(parts)).hasSize(result.rounds().size());
    assertThat(heard.getLast())
        .isEqualTo("%d: 1 after %d".formatted(heard.size(), model.asked().size() - 1));
  }

  @Test
  void metadata_stay_with_every_part_and_small_blocks_share_one() {
    ScriptedModel model = ScriptedModel.of("Short.");
    List<Block> blocks =
        List.of(
            Block.of(SENTENCES).with("title", "Long"),
            Block.of("A.").with("title", "Small"),
            Block.of("B."));

    SummaryResult result = summaries(model, 500).summarise(blocks);

    int parts = result.rounds().getFirst().parts();
    assertThat(model.asked()).filteredOn(it -> it.contains("title: Long")).hasSizeBetween(2, parts);
    assertThat(model.asked())
        .filteredOn(it -> it.contains("title: Small"))
        .singleElement()
        .satisfies(it -> assertThat(it).contains("\nB.\n"));
  }

  @Test
  void parts_are_asked_for_at_the_same_time() {
    CyclicBarrier both = new CyclicBarrier(2);
    ScriptedModel model =
        ScriptedModel.of(
            prompt -> {
              if (prompt.contains("number")) {
                await(both);
              }
              return "Short.";
            });

    // the two parts meet at the barrier, or the model is never done
    SummaryResult result = summaries(model, 300).inParallel(2).summarise(text(10));

    assertThat(result.rounds().getFirst()).isEqualTo(new SummaryRound(2, List.of()));
  }

  @Test
  void a_part_that_fails_once_is_asked_for_again() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    ScriptedModel model = ScriptedModel.of(prompt -> seen.add(prompt) ? "" : "Short.");

    assertThat(summaries(model, 400).summarise(SENTENCES))
        .isInstanceOfSatisfying(Summary.class, it -> assertThat(it.complete()).isTrue());
  }

  @Test
  void a_part_that_fails_each_time_is_missing_and_named() {
    ScriptedModel model =
        ScriptedModel.of(
            prompt -> {
              if (prompt.contains("W0 ")) {
                throw new RateLimitException("429");
              }
              return "Short.";
            });

    assertThat(summaries(model, 400).summarise(SENTENCES))
        .isInstanceOfSatisfying(
            Summary.class,
            it -> {
              assertThat(it.complete()).isFalse();
              assertThat(it.rounds().getFirst().failures())
                  .containsExactly(
                      new PartFailure(
                          0, Kind.RATE_LIMITED, "the model takes no more questions for now: 429"));
            });
  }

  @Test
  void a_model_that_takes_no_more_for_now_is_asked_again_after_growing_waits() {
    AtomicInteger asked = new AtomicInteger();
    ScriptedModel busy =
        ScriptedModel.of(
            _ -> {
              if (asked.incrementAndGet() < 3) {
                throw new RateLimitException("429");
              }
              return "Short.";
            });
    List<Duration> waits = new CopyOnWriteArrayList<>();

    assertThat(summaries(busy, 400, waits).summarise("One."))
        .isEqualTo(new Summary("Short.", List.of(new SummaryRound(1, List.of()))));
    assertThat(waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(8));
  }

  @Test
  void a_model_that_takes_nothing_at_all_is_asked_so_often_and_no_more() {
    ScriptedModel closed =
        ScriptedModel.of(
            _ -> {
              throw new RateLimitException("429");
            });
    List<Duration> waits = new CopyOnWriteArrayList<>();

    none(summaries(closed, 400, waits), "One.", Reason.MODEL_FAILED);
    assertThat(closed.asked()).hasSize(3);
    assertThat(waits).hasSize(2);
  }

  @Test
  void a_summary_that_waits_for_the_model_can_be_cancelled() throws InterruptedException {
    ScriptedModel closed =
        ScriptedModel.of(
            _ -> {
              throw new RateLimitException("429");
            });
    CountDownLatch waiting = new CountDownLatch(1);
    Backoff.Pause forever =
        _ -> {
          waiting.countDown();
          new CountDownLatch(1).await();
        };
    Summaries summaries =
        summaries(closed, 400).withBackoff(new Backoff(List.of(Duration.ofSeconds(1)), forever));
    AtomicReference<SummaryResult> result = new AtomicReference<>();
    Thread thread = Thread.ofVirtual().start(() -> result.set(summaries.summarise("One.")));
    waiting.await();
    thread.interrupt();
    thread.join();

    assertThat(result.get())
        .isInstanceOfSatisfying(
            NoSummary.class, it -> assertThat(it.reason()).isEqualTo(Reason.CANCELLED));
  }

  @Test
  void a_model_that_always_fails_gives_no_summary() {
    none(summaries(ScriptedModel.of(""), 400), SENTENCES, Reason.MODEL_FAILED);
    none(summaries(ScriptedModel.of(""), 400), "One.", Reason.MODEL_FAILED);
  }

  @Test
  void a_model_that_hangs_gives_no_summary() {
    CountDownLatch never = new CountDownLatch(1);
    ScriptedModel model =
        ScriptedModel.of(
            _ -> {
              await(never);
              return "late";
            });
    LanguageModel impatient =
        LanguageModel.of(model).within(ModelLimits.DEFAULTS.withTime(Duration.ofMillis(20)));

    none(Summaries.of(impatient, Budget.characters(400), 20), "One.", Reason.MODEL_FAILED);
  }

  @Test
  void a_model_that_does_not_shorten_ends() {
    ScriptedModel parrot =
        ScriptedModel.of(
            prompt -> blocks(prompt).stream().map(Block::text).collect(Collectors.joining()));

    none(summaries(parrot, 400), SENTENCES, Reason.NOT_SHORTER);
    assertThat(parrot.asked()).hasSizeLessThan(20);
  }

  @Test
  void rounds_are_bounded() {
    ScriptedModel slow =
        ScriptedModel.of(
            prompt -> {
              String text = blocks(prompt).stream().map(Block::text).collect(Collectors.joining());
              return text.substring(0, text.length() - 1);
            });

    NoSummary result = none(summaries(slow, 400).withRounds(3), SENTENCES, Reason.TOO_MANY_ROUNDS);

    assertThat(result.rounds()).hasSize(3);
  }

  @Test
  void nothing_and_too_small_budgets_are_said() {
    ScriptedModel model = ScriptedModel.of("x");

    none(summaries(model, 400), " \n", Reason.NOTHING_TO_SUMMARISE);
    none(summaries(model, 50), "One.", Reason.BUDGET_TOO_SMALL);
    assertThat(model.asked()).isEmpty();
    assertThatThrownBy(() -> Summaries.of(LanguageModel.of(model), Budget.characters(9), 0))
        .isInstanceOf(BagelException.class);
  }

  @Test
  void a_summary_can_be_cancelled() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    ScriptedModel model =
        ScriptedModel.of(
            _ -> {
              asked.countDown();
              await(never);
              return "late";
            });
    AtomicReference<SummaryResult> result = new AtomicReference<>();
    Thread asking =
        Thread.startVirtualThread(() -> result.set(summaries(model, 400).summarise("One.")));
    asked.await();
    asking.interrupt();
    asking.join();

    assertThat(result.get())
        .isInstanceOfSatisfying(
            NoSummary.class, it -> assertThat(it.reason()).isEqualTo(Reason.CANCELLED));
  }

  private static NoSummary none(Summaries summaries, String text, Reason reason) {
    SummaryResult result = summaries.summarise(text);
    assertThat(result).isInstanceOf(NoSummary.class);
    assertThat(((NoSummary) result).reason()).isEqualTo(reason);
    return (NoSummary) result;
  }

  private static Summaries summaries(ScriptedModel model, int characters) {
    return summaries(model, characters, new CopyOnWriteArrayList<>());
  }

  /// @param waits to be filled with those that would have been waited
  private static Summaries summaries(ScriptedModel model, int characters, List<Duration> waits) {
    return Summaries.of(LanguageModel.of(model), Budget.characters(characters), 20)
        .withBackoff(new Backoff(Backoff.DEFAULTS.waits(), waits::add));
  }

  private static String text(int sentences) {
    return IntStream.range(0, sentences)
        .mapToObj(i -> "W" + i + " is number " + i + " of many. ")
        .collect(Collectors.joining());
  }

  private static String firstWord(String prompt) {
    return blocks(prompt).getFirst().text().split(" ", 2)[0];
  }

  private static List<Block> blocks(String prompt) {
    return ((Read) ContextPrompt.read(prompt)).prompt().blocks();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
