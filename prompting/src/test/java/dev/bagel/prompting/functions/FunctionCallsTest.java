package dev.bagel.prompting.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.prompting.functions.CallResult.Called;
import dev.bagel.prompting.functions.CallResult.NotCalled;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelException;
import dev.bagel.prompting.model.ModelLimits;
import dev.bagel.prompting.model.ScriptedModel;
import dev.langchain4j.exception.RateLimitException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionCallsTest {
  private static final String GOOD = "{\"function\": \"now\"}";

  record Count(int to) {}

  @Test
  void a_good_answer_takes_one_round() {
    CallResult result = ask(GOOD).ask("How late is it?");

    assertThat(result).isInstanceOf(Called.class);
    assertThat(((Called) result).call().toJson()).isEqualTo("{\"function\":\"now\",\"params\":{}}");
    assertThat(result.rounds())
        .containsExactly(
            new Round.Answered(
                CallPrompt.of(Cards.ALL, "How late is it?", CallFormat.JSON), GOOD, List.of()));
  }

  @Test
  void a_bad_answer_is_sent_back_with_what_is_wrong() {
    ScriptedModel model = ScriptedModel.of("Let me think.", "function: Now", GOOD);
    FunctionCalls calls = FunctionCalls.of(LanguageModel.of(model), Cards.ALL).in(CallFormat.YAML);

    assertThat(calls.ask("How late is it?")).isInstanceOf(Called.class);
    assertThat(model.asked()).hasSize(3);
    assertThat(model.asked().get(1))
        .startsWith(calls.prompt("How late is it?"))
        .contains("> Let me think.\n")
        .contains("- there is no call: answer with one object")
        .endsWith("in YAML format.\n");
    assertThat(model.asked().get(2))
        .contains("> function: Now\n")
        .contains("- function: there is no function 'Now'; expected 'now'\n")
        .doesNotContain("Let me think");
  }

  @Test
  void after_the_last_round_there_is_no_call() {
    FunctionCalls calls = ask("no").repairing(1);
    CallResult result = calls.ask("?");

    assertThat(result)
        .isInstanceOfSatisfying(
            NotCalled.class,
            none ->
                assertThat(none.message())
                    .startsWith("the model made no valid call in 2 rounds; at last: there is no"));
    assertThat(result.rounds()).hasSize(2);
    assertThat(ask("no").repairing(0).ask("?"))
        .isInstanceOfSatisfying(
            NotCalled.class,
            none -> assertThat(none.message()).startsWith("the model made no valid call in one "));
  }

  @Test
  void each_round_is_told_as_soon_as_it_is_over() {
    List<Round> heard = new ArrayList<>();
    List<Integer> heardWhenAsked = new ArrayList<>();
    UnaryOperator<String> script =
        _ -> {
          heardWhenAsked.add(heard.size());
          return heard.isEmpty() ? "no" : " ";
        };
    FunctionCalls calls = FunctionCalls.of(LanguageModel.of(ScriptedModel.of(script)), Cards.ALL);

    CallResult result = calls.ask("?", heard::add);

    assertThat(heard).hasSize(2).isEqualTo(result.rounds());
    assertThat(heardWhenAsked).containsExactly(0, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {
          "function": "file_analytics",
          "params": {
            "action": "count_occurrences",
            "filters": {
              "keyword": "Python"
            }
          }
        }
        """,
        """
        function: file_analytics
        params:
          action: count_occurrences
          filters:
            keyword: Python
        """
      })
  void what_the_model_card_answers_is_a_call_in_either_format(String answer) {
    assertThat(Cards.ALL.judge(answer))
        .hasToString(
            "Valid[call={\"function\":\"file_analytics\",\"params\":{"
                + "\"action\":\"count_occurrences\",\"filters\":{\"keyword\":\"Python\"}}}]");
  }

  @Test
  void an_answer_is_judged_without_a_model() {
    assertThat(Cards.ALL.judge(GOOD))
        .isInstanceOfSatisfying(
            Judgement.Valid.class,
            valid -> assertThat(valid.call().function()).isEqualTo(Cards.NOW));
    assertThat(Cards.ALL.judge("function: Now"))
        .isEqualTo(
            new Judgement.Wrong(List.of("function: there is no function 'Now'; expected 'now'")));
    assertThat(Cards.ALL.judge("Now.").messages())
        .singleElement()
        .asString()
        .startsWith("there is no call");
  }

  @Test
  void a_call_that_its_java_types_do_not_allow_is_repaired() {
    Dispatcher counter =
        Dispatcher.of(List.of(CallableFunction.ofRecord("count", Count.class, Count::to)));
    ScriptedModel model =
        ScriptedModel.of(
            "{\"function\": \"count\", \"params\": {\"to\": 99999999999}}",
            "{\"function\": \"count\", \"params\": {\"to\": 9}}");
    CallResult result = FunctionCalls.of(LanguageModel.of(model), counter).ask("Count.");

    assertThat(model.asked().get(1)).contains("- params.to: 99999999999 is out of range;");
    assertThat(counter.run(((Called) result).call())).isEqualTo(new Outcome.Returned("9"));
  }

  @Test
  void a_model_without_an_answer_is_a_result() {
    unanswered(_ -> "  ", ModelException.Kind.EMPTY);
    unanswered(_ -> "{\"function\": ".repeat(100_000), ModelException.Kind.TOO_LONG);
    unanswered(
        _ -> {
          throw new RateLimitException("429");
        },
        ModelException.Kind.RATE_LIMITED);
    unanswered(
        _ -> {
          try {
            new CountDownLatch(1).await();
            return GOOD;
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        ModelException.Kind.TIMEOUT);
  }

  private static void unanswered(UnaryOperator<String> script, ModelException.Kind kind) {
    Duration time = Duration.ofMillis(kind == ModelException.Kind.TIMEOUT ? 50 : 60_000);
    LanguageModel model =
        LanguageModel.of(ScriptedModel.of(script)).within(ModelLimits.DEFAULTS.withTime(time));
    CallResult result = FunctionCalls.of(model, Cards.ALL).ask("?");

    assertThat(result).isInstanceOf(NotCalled.class);
    assertThat(result.rounds())
        .singleElement()
        .isInstanceOfSatisfying(
            Round.Unanswered.class, round -> assertThat(round.kind()).isEqualTo(kind));
  }

  private static FunctionCalls ask(String... answers) {
    return FunctionCalls.of(LanguageModel.of(ScriptedModel.of(answers)), Cards.ALL);
  }
}
