package dev.bagel.prompting.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.prompting.context.ContextResult.Answered;
import dev.bagel.prompting.context.ContextResult.NoAnswer;
import dev.bagel.prompting.context.ContextResult.NotAsked;
import dev.bagel.prompting.context.LeftOut.Reason;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelException.Kind;
import dev.bagel.prompting.model.ModelLimits;
import dev.bagel.prompting.model.ScriptedModel;
import dev.langchain4j.exception.RateLimitException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ContextQuestionsTest {
  private static final Block CHERRIES = Block.of("Cherries are blue.").with("date", "2021-01-01");
  private static final Block PLUMS = Block.of("Plums are red, all of them.").with("date", "2022");
  private static final Block PEARS = Block.of("Pears.").with("date", "2023");

  @Test
  void a_question_is_asked_with_its_blocks_and_for_the_source() {
    ScriptedModel model = ScriptedModel.of("They are blue.\nSource:\ndate: 2021-01-01");

    ContextResult result =
        ContextQuestions.of(LanguageModel.of(model)).ask(List.of(CHERRIES, PLUMS), "Colour?");

    assertThat(result)
        .isInstanceOfSatisfying(
            Answered.class,
            answered -> {
              assertThat(answered.answer().text()).isEqualTo("They are blue.");
              assertThat(answered.answer().sources()).containsExactly(CHERRIES);
              assertThat(answered.selection().leftOut()).isEmpty();
            });
    assertThat(model.asked())
        .containsExactly(new ContextPrompt(List.of(CHERRIES, PLUMS), "Colour?  Source?").text());
    assertThat(model.requests().getFirst().temperature()).isZero();
  }

  @Test
  void a_question_may_be_sent_as_it_is() {
    ScriptedModel model = ScriptedModel.of("Blue.");

    var _ = ContextQuestions.of(LanguageModel.of(model)).asWritten().ask(List.of(CHERRIES), "?");

    assertThat(model.asked().getFirst()).endsWith("BEGININSTRUCTION\n?\nENDINSTRUCTION");
  }

  @Test
  void blocks_without_room_are_left_out_by_order() {
    int room = size(CHERRIES) + size(PEARS) + instruction("?");

    Selection selection = Budget.characters(room).select(List.of(CHERRIES, PLUMS, PEARS), "?");

    assertThat(selection.prompt().blocks()).containsExactly(CHERRIES, PEARS);
    assertThat(selection.prompt().text()).hasSize(room);
    assertThat(selection.leftOut())
        .containsExactly(new LeftOut(1, PLUMS, size(PLUMS), Reason.NO_ROOM));
  }

  @Test
  void the_most_relevant_blocks_are_kept_in_their_order() {
    List<RankedBlock> ranked =
        List.of(
            new RankedBlock(CHERRIES, 0.1),
            new RankedBlock(PLUMS, 0.5),
            new RankedBlock(PEARS, 0.9));

    Selection selection =
        Budget.characters(size(PLUMS) + size(PEARS) + instruction("?"))
            .selectByRelevance(ranked, "?");

    assertThat(selection.prompt().blocks()).containsExactly(PLUMS, PEARS);
    assertThat(selection.leftOut())
        .containsExactly(new LeftOut(0, CHERRIES, size(CHERRIES), Reason.NO_ROOM));
  }

  @Test
  void a_block_larger_than_the_budget_is_left_out_whole() {
    Selection selection =
        Budget.characters(size(PEARS) + instruction("?")).select(List.of(PLUMS, PEARS), "?");

    assertThat(selection.prompt().blocks()).containsExactly(PEARS);
    assertThat(selection.leftOut())
        .containsExactly(new LeftOut(0, PLUMS, size(PLUMS), Reason.TOO_LARGE));
  }

  @Test
  void a_prompt_holds_to_its_budget_where_a_whole_is_more_than_its_parts() {
    int limit = size(CHERRIES) + size(PLUMS) + instruction("?");
    Budget odd =
        new Budget(text -> text.length() + (text.contains("ENDINPUT\nBEGININPUT") ? 1 : 0), limit);

    Selection selection = odd.select(List.of(CHERRIES, PLUMS), "?");

    assertThat(selection.prompt().blocks()).containsExactly(CHERRIES);
    assertThat(selection.leftOut()).extracting(LeftOut::reason).containsExactly(Reason.NO_ROOM);
  }

  @Test
  void without_blocks_the_model_is_not_asked() {
    ScriptedModel model = ScriptedModel.of("I make things up.");

    ContextResult result =
        ContextQuestions.of(LanguageModel.of(model))
            .within(Budget.characters(60))
            .ask(List.of(CHERRIES), "Colour?");

    assertThat(result)
        .isInstanceOfSatisfying(
            NotAsked.class, it -> assertThat(it.selection().leftOut()).hasSize(1));
    assertThat(model.asked()).isEmpty();
  }

  @Test
  void a_model_without_an_answer_is_a_result() {
    CountDownLatch never = new CountDownLatch(1);
    none(_ -> "  ", Kind.EMPTY);
    none(
        _ -> {
          throw new RateLimitException("429");
        },
        Kind.RATE_LIMITED);
    none(_ -> "and on ".repeat(1_000), Kind.TOO_LONG);
    none(
        _ -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return "late";
        },
        Kind.TIMEOUT);
  }

  @Test
  void an_empty_budget_is_refused() {
    assertThatThrownBy(() -> Budget.characters(0))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("budget of 0");
  }

  private static void none(UnaryOperator<String> script, Kind kind) {
    LanguageModel model =
        LanguageModel.of(ScriptedModel.of(script))
            .within(
                new ModelLimits(Duration.ofMillis(kind == Kind.TIMEOUT ? 50 : 60_000), 1_000, 0));

    assertThat(ContextQuestions.of(model).ask(List.of(CHERRIES), "?"))
        .isInstanceOfSatisfying(NoAnswer.class, it -> assertThat(it.kind()).isEqualTo(kind));
  }

  private static int size(Block block) {
    return ContextPrompt.text(block).length();
  }

  private static int instruction(String question) {
    return new ContextPrompt(List.of(), question).text().length();
  }
}
