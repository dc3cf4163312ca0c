package dev.bagel.prompting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.prompting.model.ModelException.Kind;
import dev.langchain4j.exception.RateLimitException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

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
        "the model failed: the cable");
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
