package dev.bagel.chat.template;

import static dev.bagel.chat.template.Apply.list;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BudgetTest {
  private final Budget budget = new Budget();

  @Test
  void texts_and_lists_have_a_bound() {
    refused(() -> Python.multiply("x", 1_000_000_000L, budget));
    refused(() -> Python.multiply(list(1), 1_000_000_000L, budget));
    refused(() -> Python.modulo("%2000000000d", 1L, budget));
    refused(() -> Apply.method("{:>99999999}", "format", "x"));
    refused(() -> Apply.method("x", "center", 1_000_000_000_000L));
    refused(() -> Apply.filter("x", "indent", 1_000_000_000_000L, true));
  }

  @Test
  void work_has_a_bound() {
    refused(
        () -> {
          while (true) {
            budget.step();
          }
        });
  }

  @Test
  void many_middling_texts_are_too_much() {
    refused(
        () -> {
          while (true) {
            Python.multiply("x", 1_000_000L, budget);
          }
        });
  }

  @Test
  void calls_have_a_depth() {
    refused(
        () -> {
          while (true) {
            budget.enter();
          }
        });
  }

  @Test
  void values_that_hold_one_another_often_are_not_gone_through() {
    refused(() -> Python.repr(doubled(40)));
    refused(() -> Python.equal(doubled(40), doubled(40), new Budget()));
    refused(() -> Apply.filter(doubled(40), "tojson"));
  }

  /// Two to the power of `times` empty lists, in little memory.
  private static Object doubled(int times) {
    List<Object> value = list();
    for (int i = 0; i < times; i++) {
      value = list(value, value);
    }
    return value;
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    assertThatThrownBy(work).isInstanceOf(TemplateException.class);
  }
}
