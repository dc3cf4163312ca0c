package dev.bagel.chat.template;

import static dev.bagel.chat.template.Apply.dict;
import static dev.bagel.chat.template.Apply.list;
import static dev.bagel.chat.template.Apply.repr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Expected values are what Python 3.11 and Jinja 3.1 give.
final class PythonTest {
  private final Budget budget = new Budget();

  @Test
  void values_are_spelled_as_python_spells_them() {
    assertThat(repr(list(true, None.NONE, 1, 1.0, "a", Tuple.of("x"), dict("k", list()))))
        .isEqualTo("[True, None, 1, 1.0, 'a', ('x',), {'k': []}]");
    assertThat(repr("it's")).isEqualTo("\"it's\"");
    assertThat(repr("it's \"q\"\n\\")).isEqualTo("'it\\'s \"q\"\\n\\\\'");
    assertThat(repr("\u0000\u007f\u00a0é\u200b😀\ue000"))
        .isEqualTo("'\\x00\\x7f\\xa0é\\u200b😀\\ue000'");
    assertThat(repr(new Range(0, 3, 1))).isEqualTo("range(0, 3)");
    assertThat(Python.str(new Undefined("x"))).isEmpty();
    assertThat(Python.str(new Markup("<b>"))).isEqualTo("<b>");
  }

  @Test
  void floats_have_the_shortest_digits() {
    assertThat(
            List.of(
                    Double.MIN_VALUE,
                    4 * Double.MIN_VALUE,
                    1e16,
                    1e15,
                    123456789012345680.0,
                    1e-5,
                    0.0001,
                    1 / 3.0,
                    -0.0)
                .stream()
                .map(FloatText::repr))
        .containsExactly(
            "5e-324",
            "2e-323",
            "1e+16",
            "1000000000000000.0",
            "1.2345678901234568e+17",
            "1e-05",
            "0.0001",
            "0.3333333333333333",
            "-0.0");
  }

  @Test
  void numbers_divide_as_in_python() {
    assertThat(Python.divide(7L, 2L)).isEqualTo(3.5);
    assertThat(Python.floorDivide(-7L, 2L)).isEqualTo(-4L);
    assertThat(Python.modulo(-7L, 2L, budget)).isEqualTo(1L);
    assertThat(Python.floorDivide(-7.5, 2L)).isEqualTo(-4.0);
    assertThat(Python.modulo(-7.5, 2L, budget)).isEqualTo(0.5);
    assertThat(Python.power(2L, 10L)).isEqualTo(1024L);
    assertThat(Python.power(2L, -1L)).isEqualTo(0.5);
    assertThat(Python.add(true, 1L, budget)).isEqualTo(2L);
    assertThatThrownBy(() -> Python.divide(1L, 0L)).isInstanceOf(TemplateException.class);
    assertThatThrownBy(() -> Python.add(Long.MAX_VALUE, 1L, budget))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("64 bits");
  }

  @Test
  void texts_and_lists_add_and_repeat() {
    assertThat(Python.add("a", "b", budget)).isEqualTo("ab");
    assertThat(repr(Python.add(list(1), list(2), budget))).isEqualTo("[1, 2]");
    assertThat(Python.multiply(3L, "ab", budget)).isEqualTo("ababab");
    assertThat(Python.multiply("ab", -1L, budget)).isEqualTo("");
    assertThat(Python.add(new Markup("<b>"), "<", budget)).isEqualTo(new Markup("<b>&lt;"));
    assertThat(Python.join(list("a", 1, None.NONE), budget)).isEqualTo("a1None");
    assertThatThrownBy(() -> Python.add("a", 1L, budget)).isInstanceOf(TemplateException.class);
    assertThatThrownBy(() -> Python.add(list(), Tuple.of(), budget))
        .isInstanceOf(TemplateException.class);
  }

  @Test
  void equality_and_order_are_those_of_python() {
    assertThat(Python.equal(1L, true, new Budget())).isTrue();
    assertThat(Python.equal(1L, 1.0, new Budget())).isTrue();
    assertThat(Python.equal(list(1), Tuple.of(1L), new Budget())).isFalse();
    assertThat(Python.equal(dict("a", 1, "b", 2), dict("b", 2.0, "a", true), new Budget()))
        .isTrue();
    assertThat(Python.equal(9007199254740993L, 9007199254740992.0, new Budget())).isFalse();
    assertThat(Python.compare("\uffff", "😀", new Budget())).isNegative();
    assertThat(Python.compare(list(1, 2), list(1, 3), new Budget())).isNegative();
    assertThat(Python.less(Double.NaN, 1L, new Budget())).isFalse();
    assertThat(Python.lessOrEqual(1L, Double.NaN, new Budget())).isFalse();
    assertThatThrownBy(() -> Python.compare("a", 1L, new Budget()))
        .isInstanceOf(TemplateException.class);
  }

  @Test
  void membership_looks_into_texts_lists_and_keys() {
    assertThat(Python.contains("abc", "bc", new Budget())).isTrue();
    assertThat(Python.contains(list(1, 2.0), 2L, new Budget())).isTrue();
    assertThat(Python.contains(dict("a", 1), "a", new Budget())).isTrue();
    assertThat(Python.contains(new Range(0, 10, 3), 9L, new Budget())).isTrue();
    assertThat(Python.contains(new Undefined("x"), 1L, new Budget())).isFalse();
    assertThatThrownBy(() -> Python.contains("abc", 1L, new Budget()))
        .isInstanceOf(TemplateException.class);
    assertThatThrownBy(() -> Python.contains(None.NONE, 1L, new Budget()))
        .isInstanceOf(TemplateException.class);
  }

  @Test
  void a_name_prefers_methods_and_a_subscript_prefers_items() {
    Object dict = dict("items", 1, "role", "user", "update", 2);
    assertThat(Python.attribute(dict, "items")).isInstanceOf(Callable.class);
    assertThat(Python.item(dict, "items")).isEqualTo(1L);
    assertThat(Python.attribute(dict, "role")).isEqualTo("user");
    assertThat(Python.item(dict, "keys")).isInstanceOf(Callable.class);
    assertThat(Python.attribute(dict, "missing")).isInstanceOf(Undefined.class);
    assertThat(Python.attribute(dict, "update")).isInstanceOf(Undefined.class);
    assertThat(Python.item(dict, "update")).isEqualTo(2L);
  }

  @Test
  void what_changes_a_value_is_undefined() {
    assertThat(Python.attribute(list(1), "append")).isInstanceOf(Undefined.class);
    assertThat(Python.item(list(1), "append")).isInstanceOf(Undefined.class);
    assertThat(Python.attribute(dict("a", 1), "pop")).isInstanceOf(Undefined.class);
    assertThat(Python.attribute("a", "__class__")).isInstanceOf(Undefined.class);
  }

  @Test
  void keys_that_are_equal_are_one_key() {
    Object dict = dict(1, "one", true, "two");
    assertThat(repr(dict)).isEqualTo("{1: 'two'}");
    assertThat(Python.item(dict, 1.0)).isEqualTo("two");
    assertThat(Python.item(dict(Tuple.of(1L, 2L), "x"), Tuple.of(1L, 2.0))).isEqualTo("x");
    assertThat(Python.item(dict, list())).isInstanceOf(Undefined.class);
    assertThatThrownBy(() -> dict(list(), 1)).isInstanceOf(TemplateException.class);
  }

  @Test
  void indexes_count_code_points_and_from_the_end() {
    assertThat(Python.item("a😀b", 1L)).isEqualTo("😀");
    assertThat(Python.item("a😀b", -1L)).isEqualTo("b");
    assertThat(Python.item(list(1, 2), true)).isEqualTo(2L);
    assertThat(Python.item(list(1, 2), 2L)).isInstanceOf(Undefined.class);
    assertThat(Python.item(list(1, 2), 1.0)).isInstanceOf(Undefined.class);
    assertThat(Python.length("a😀b")).isEqualTo(3);
  }

  @Test
  void an_undefined_value_is_nothing_to_look_into() {
    Undefined undefined = new Undefined("'x' is undefined");
    assertThat(Python.truth(undefined)).isFalse();
    assertThat(Python.length(undefined)).isZero();
    assertThat(Python.iterate(undefined)).isEmpty();
    assertThat(Python.equal(undefined, new Undefined("other"), new Budget())).isTrue();
    assertThatThrownBy(() -> Python.attribute(undefined, "a")).hasMessage("'x' is undefined");
    assertThatThrownBy(() -> Python.item(undefined, 0L)).hasMessage("'x' is undefined");
    assertThatThrownBy(() -> Python.slice(undefined, 1L, null, null))
        .hasMessage("'x' is undefined");
    assertThatThrownBy(() -> Python.add(undefined, "a", budget)).hasMessage("'x' is undefined");
  }

  @Test
  void a_generator_is_true_and_can_be_gone_through_once() {
    Object generator = new Generator(list(1).iterator());
    assertThat(Python.truth(new Generator(list().iterator()))).isTrue();
    assertThat(Python.iterate(generator)).containsExactly(1L);
    assertThat(Python.iterate(generator)).isEmpty();
    assertThat(Python.item(generator, 0L)).isInstanceOf(Undefined.class);
    assertThatThrownBy(() -> Python.length(generator)).isInstanceOf(TemplateException.class);
  }
}
