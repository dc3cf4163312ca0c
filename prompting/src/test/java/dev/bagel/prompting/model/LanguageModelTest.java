package dev.bagel.prompting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import dev.bagel.BagelException;
import dev.bagel.prompting.model.ModelException.Kind;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageModelTest {
  @Test
  void a_question_is_one_user_message_at_the_temperature_of_the_limits() throws ModelException {
    ScriptedModel model = ScriptedModel.of("Paris.");
    LanguageModel asked = LanguageModel.of(model).within(ModelLimits.DEFAULTS.withTemperature(0.1));

    assertThat(asked.ask("Where?")).isEqualTo("Paris.");
    assertThat(model.asked()).containsExactly("Where?");
    assertThat(model.requests().getFirst().temperature()).isEqualTo(0.1);
  }

  @Test
  void what_cannot_be_used_is_named() {
    refused(_ -> " \n ", Kind.EMPTY, "answered nothing");
    refused(_ -> "x".repeat(200_001), Kind.TOO_LONG, "200001 characters");
    refused(
        _ -> {
          throw new RateLimitException("429: slow down");
        },
        Kind.RATE_LIMITED,
        "429: slow down");
    refused(
        _ -> {
          throw new IllegalStateException("the cable\nis cut");
        },
        Kind.FAILED,
        "the model failed: the cable is cut");
  }

  @Test
  void what_a_model_thinks_aloud_is_no_answer() throws ModelException {
    assertThat(said("\n<think>\nRome? No.\n</think>\n\nParis.\n")).isEqualTo("Paris.\n");
    assertThat(said(" Paris, <think>I</think> guess."))
        .isEqualTo(" Paris, <think>I</think> guess.");
    refused(_ -> "<think>Rome? No.", Kind.EMPTY, "answered nothing");
    refused(_ -> "<think>Rome? No.</think>\n", Kind.EMPTY, "answered nothing");
  }

  private static String said(String answer) throws ModelException {
    return LanguageModel.of(ScriptedModel.of(answer)).ask("Where?");
  }

  @Test
  void a_server_that_is_no_model_s_is_said_without_the_names_of_classes() {
    refused(
        _ -> {
          throw new IllegalStateException(new JsonParseException("Unexpected character ('<')"));
        },
        Kind.FAILED,
        "the model failed: its server answered something else than the JSON that was to come");
    refused(
        _ -> {
          throw new UnresolvedModelServerException(new UnresolvedAddressException());
        },
        Kind.FAILED,
        "the model failed: there is no server of that name");
    refused(
        _ -> {
          throw new LangChain4jException(new HttpException(302, ""));
        },
        Kind.FAILED,
        "the model failed: its server answered with HTTP status 302");
  }

  @Test
  void a_question_that_a_model_does_not_take_is_said_to_be_one() {
    refused(
        _ -> {
          throw BagelException.user("the prompt has 9 tokens, and the model reads 8");
        },
        Kind.REFUSED,
        "the model does not take the question: the prompt has 9 tokens");
    refused(
        _ -> {
          throw BagelException.resources("there is no memory");
        },
        Kind.FAILED,
        "the model failed: there is no memory");
  }

  @Test
  void a_provider_that_explains_itself_at_length_is_quoted_on_one_line() {
    String error = "{\n  \"error\": {\n    \"message\": \"There is no model 'x'.\"\n  }\n}\n";
    refused(
        _ -> {
          throw new ModelNotFoundException(error);
        },
        Kind.FAILED,
        "the model failed: { \"error\": { \"message\": \"There is no model 'x'.\" } }");
    refused(
        _ -> {
          throw new InternalServerException(new ConnectException());
        },
        Kind.FAILED,
        "the model failed: there is no connection to its server");
    refused(
        _ -> {
          throw new IllegalStateException();
        },
        Kind.FAILED,
        "the model failed: IllegalStateException");
    assertThatThrownBy(
            () ->
                LanguageModel.of(
                        ScriptedModel.of(
                            _ -> {
                              throw new IllegalStateException("<p>".repeat(1_000_000));
                            }))
                    .ask("?"))
        .message()
        .hasSizeLessThan(600)
        .endsWith("…");
  }

  @Test
  void a_thread_that_was_interrupted_asks_nothing() {
    ScriptedModel model = ScriptedModel.of("at once");
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> LanguageModel.of(model).ask("?"))
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(model.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void a_temperature_is_a_number_from_zero(double temperature) {
    assertThatThrownBy(() -> ModelLimits.DEFAULTS.withTemperature(temperature))
        .hasMessageContaining("temperature " + temperature);
  }

  @Test
  void a_model_that_hangs_is_interrupted() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    ScriptedModel model =
        ScriptedModel.of(
            _ -> {
              try {
                new CountDownLatch(1).await();
                return "never";
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw new IllegalStateException(e);
              }
            });
    LanguageModel asked =
        LanguageModel.of(model).within(ModelLimits.DEFAULTS.withTime(Duration.ofMillis(50)));

    assertThatThrownBy(() -> asked.ask("?"))
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TIMEOUT));
    interrupted.await();
  }

  @Test
  void a_model_that_does_not_hear_is_left_behind() {
    AtomicBoolean over = new AtomicBoolean();
    ScriptedModel deaf =
        ScriptedModel.of(
            _ -> {
              while (!over.get()) {
                Thread.onSpinWait();
              }
              return "too late";
            });
    LanguageModel asked =
        LanguageModel.of(deaf).within(ModelLimits.DEFAULTS.withTime(Duration.ofMillis(50)));

    assertThatThrownBy(() -> asked.ask("?")).isInstanceOf(ModelException.class);
    over.set(true);
  }

  @Test
  void models_that_compute_without_end_keep_no_other_from_answering() throws ModelException {
    AtomicBoolean over = new AtomicBoolean();
    ScriptedModel deaf =
        ScriptedModel.of(
            _ -> {
              while (!over.get()) {
                Thread.onSpinWait();
              }
              return "too late";
            });
    LanguageModel asked =
        LanguageModel.of(deaf).within(ModelLimits.DEFAULTS.withTime(Duration.ofMillis(10)));
    try {
      for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
        assertThatThrownBy(() -> asked.ask("?")).isInstanceOf(ModelException.class);
      }

      assertThat(
              LanguageModel.of(ScriptedModel.of("here"))
                  .within(ModelLimits.DEFAULTS.withTime(Duration.ofSeconds(20)))
                  .ask("?"))
          .isEqualTo("here");
    } finally {
      over.set(true);
    }
  }

  @Test
  void what_has_no_message_is_named() {
    refused(
        _ -> {
          throw new StackOverflowError();
        },
        Kind.FAILED,
        "the model failed: StackOverflowError");
  }

  private static void refused(UnaryOperator<String> script, Kind kind, String words) {
    assertThatThrownBy(() -> LanguageModel.of(ScriptedModel.of(script)).ask("?"))
        .isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(words);
  }
}
