package dev.bagel.prompting.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelLimits;
import dev.bagel.prompting.model.ScriptedModel;
import dev.bagel.prompting.tool.ToolException.Again;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.RateLimitException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolTest {
  @Test
  void any_function_is_a_tool() throws Exception {
    Tool tool = Tool.of("Upper_1", "makes letters large", input -> input.toUpperCase(Locale.ROOT));

    assertThat(tool.call("abc")).isEqualTo("ABC");
    assertThat(tool.name() + ": " + tool.description()).isEqualTo("Upper_1: makes letters large");
  }

  @Test
  @SuppressWarnings("NullAway") // on purpose: callers' code does such things
  void what_a_function_throws_is_trouble_of_the_tool() {
    fails(
        _ -> {
          throw new IllegalArgumentException("no\nnumber");
        },
        Again.USELESS,
        "Mine failed: no");
    fails(
        _ -> {
          throw new IOException("the disk is busy");
        },
        Again.MAY_HELP,
        "Mine failed: the disk is busy");
    fails(
        _ -> {
          throw new IllegalStateException();
        },
        Again.USELESS,
        "Mine failed: IllegalStateException");
    fails(
        _ -> {
          throw ToolException.mayHelp("as it is");
        },
        Again.MAY_HELP,
        "as it is");
    fails(_ -> null, Again.USELESS, "Mine answered nothing");
    assertThatThrownBy(
            () ->
                Tool.of(
                        "Mine",
                        "mine",
                        _ -> {
                          throw new InterruptedException();
                        })
                    .call(""))
        .isInstanceOf(InterruptedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "a b", "a-b", "_a", "ä", "a[b]"})
  void a_name_is_one_that_a_plan_can_hold(String name) {
    assertThatThrownBy(() -> Tool.of(name, "x", input -> input))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("'" + name + "'");
    assertThatThrownBy(() -> Tool.of("a", "x\ny", input -> input))
        .isInstanceOf(BagelException.class);
  }

  @Test
  void the_knowledge_model_asks_the_model() throws Exception {
    ScriptedModel model = ScriptedModel.of(" Louise Glück.\n");

    assertThat(new KnowledgeModel(LanguageModel.of(model)).call("Who?")).isEqualTo("Louise Glück.");
    assertThat(model.asked()).containsExactly("Who?");
  }

  @Test
  void trouble_with_the_model_is_trouble_of_the_tool() {
    knows(throwing(new RateLimitException("429")), "Who?", Again.MAY_HELP, "429");
    knows(ScriptedModel.of(" "), "Who?", Again.MAY_HELP, "answered nothing");
    knows(throwing(new AuthenticationException("401")), "Who?", Again.USELESS, "401");
    knows(throwing(BagelException.user("name one")), "Who?", Again.USELESS, "name one");
    knows(throwing(new InternalServerException("500")), "Who?", Again.MAY_HELP, "500");
    knows(ScriptedModel.of("too long"), "Who?", Again.USELESS, "8 characters");
    knows(ScriptedModel.of("x"), " ", Again.USELESS, "no question");
  }

  @Test
  void an_interrupt_reaches_through_the_model() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    ScriptedModel hanging =
        ScriptedModel.of(
            _ -> {
              asked.countDown();
              try {
                new CountDownLatch(1).await();
                return "never";
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    List<Exception> ends = new CopyOnWriteArrayList<>();
    Thread call =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    new KnowledgeModel(LanguageModel.of(hanging)).call("?");
                  } catch (ToolException | InterruptedException e) {
                    ends.add(e);
                  }
                });
    asked.await();
    call.interrupt();
    call.join();

    assertThat(ends).singleElement().isInstanceOf(InterruptedException.class);
  }

  private static ScriptedModel throwing(RuntimeException trouble) {
    return ScriptedModel.of(
        _ -> {
          throw trouble;
        });
  }

  private static void knows(ScriptedModel model, String question, Again again, String words) {
    ModelLimits limits = new ModelLimits(ModelLimits.DEFAULTS.time(), 5, 0);
    fails(new KnowledgeModel(LanguageModel.of(model).within(limits)), question, again, words);
  }

  private static void fails(Tool.Function function, Again again, String words) {
    fails(Tool.of("Mine", "mine", function), "?", again, words);
  }

  private static void fails(Tool tool, String input, Again again, String words) {
    assertThatThrownBy(() -> tool.call(input))
        .isInstanceOfSatisfying(
            ToolException.class, e -> assertThat(e.again()).as(e.getMessage()).isEqualTo(again))
        .hasMessageContaining(words);
  }
}
