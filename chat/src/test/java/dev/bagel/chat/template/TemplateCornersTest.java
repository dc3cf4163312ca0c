package dev.bagel.chat.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// What random templates found to differ from Python's Jinja2.
class TemplateCornersTest {
  @Test
  void what_has_no_items_cannot_be_sliced_unless_it_is_a_constant() {
    assertThat(Rendered.of("{{ 5[1:] }}")).isEmpty();
    for (String template : new String[] {"{% set a = 5 %}{{ a[1:] }}", "{{ {'a': list}[1:] }}"}) {
      assertThatThrownBy(() -> Rendered.of(template))
          .hasMessageContaining("what is sliced must be a string or a list");
    }
  }

  @Test
  void loops_and_macros_print_as_in_python() {
    assertThat(Rendered.of("{% for x in list %}{{ loop }}{{ loop | length }}{% endfor %}"))
        .isEqualTo("<LoopContext 1/3>3<LoopContext 2/3>3<LoopContext 3/3>3");
    assertThat(
            Rendered.of(
                "{% macro m() %}{{ caller }}{% endmacro %}{{ m }}{% call m() %}{% endcall %}"))
        .isEqualTo("<Macro 'm'><Macro anonymous>");
  }

  @Test
  void the_filters_of_a_block_make_text() {
    assertThat(Rendered.of("{% filter upper %}a{% endfilter %}")).isEqualTo("A");
    assertThatThrownBy(() -> Rendered.of("{% filter length %}a{% endfilter %}"))
        .hasMessageContaining("must be a string, not int");
    assertThat(Rendered.of("{% set x | length %}a{% endset %}{{ x + 1 }}")).isEqualTo("2");
  }

  @Test
  void a_tag_that_the_template_ends_with_is_nothing() {
    assertThat(Rendered.of("a {#")).isEqualTo("a ");
    assertThat(Rendered.of("a{% raw %}")).isEqualTo("a");
    assertThatThrownBy(() -> Rendered.of("a {# b")).hasMessageContaining("no end");
  }

  @Test
  void filters_that_go_through_nothing_look_at_no_argument() {
    assertThat(Rendered.of("{{ [] | map | list }}{{ [] | select('nosuch') | list }}"))
        .isEqualTo("[][]");
    assertThatThrownBy(() -> Rendered.of("{{ [1] | map | list }}")).hasMessageContaining("map");
    assertThat(Rendered.of("{% set unused = true | items %}a")).isEqualTo("a");
    assertThatThrownBy(() -> Rendered.of("{{ true | items | list }}"))
        .hasMessageContaining("a mapping");
  }

  @Test
  void keys_that_are_equal_are_one_in_a_dict() {
    assertThat(Rendered.of("{{ {1: 'a', 1.0: 'b', true: 'c'} }}")).isEqualTo("{1: 'c'}");
  }

  @Test
  void an_argument_is_given_once() {
    assertThatThrownBy(() -> Rendered.of("{% if false %}{{ f(a=1, a=2) }}{% endif %}"))
        .hasMessageContaining("'a' is given twice");
  }

  @Test
  void a_text_is_neither_odd_nor_even() {
    assertThat(Rendered.of("{{ '%s' is odd }}{{ '%s' is even }}")).isEqualTo("FalseFalse");
  }

  @Test
  void the_variable_of_a_loop_is_not_set_in_its_else_either() {
    assertThatThrownBy(
            () -> Rendered.of("{% for x in [] %}{% else %}{% set loop = 1 %}{% endfor %}"))
        .hasMessageContaining("'loop' stays as it is");
  }

  @Test
  void a_block_may_be_scoped() {
    assertThat(Rendered.of("{% block a scoped %}b{% endblock a %}")).isEqualTo("b");
  }

  @Test
  void text_is_wrapped_as_pythons_textwrap_does() {
    assertThat(Rendered.of("{{ 'one two-three  four\nfifteen' | wordwrap(8) }}"))
        .isEqualTo("one two-\nthree\nfour\nfifteen");
    assertThat(Rendered.of("{{ 'fifteen-x y' | wordwrap(4, false, '|') }}"))
        .isEqualTo("fifteen-x|y");
    assertThat(Rendered.of("{{ 'fifteen-x y' | wordwrap(4, wrapstring='|') }}"))
        .isEqualTo("fift|een-|x y");
    assertThatThrownBy(() -> Rendered.of("{{ 'x' | wordwrap(0) }}")).hasMessageContaining("width");
  }

  @Test
  void tags_are_stripped_and_escapes_undone() {
    assertThat(Rendered.of("{{ '<!-- <b> -->a  <i>b</i>\n&lt;&amp;lt; < c' | striptags }}"))
        .isEqualTo("a b <&lt; < c");
  }

  @Test
  void an_unknown_filter_or_test_is_named_with_the_one_that_may_be_meant() {
    assertThatThrownBy(() -> Rendered.of("a\n{{ 'x' | uper }}"))
        .hasMessage(
            "chat template test, line 2, column 10: there is no filter 'uper'; did you mean"
                + " 'upper'? | {{ 'x' | uper }}");
    assertThatThrownBy(() -> Rendered.of("{{ 'x' is strin }}"))
        .hasMessageContaining("did you mean 'string'?");
    assertThatThrownBy(() -> Rendered.of("{{ 'x' | to_nonsense }}"))
        .hasMessageContaining("there is no filter 'to_nonsense' |");
    for (String name : new String[] {"random", "pprint", "urlize"}) {
      assertThatThrownBy(() -> Rendered.of("{{ 'x' | " + name + " }}"))
          .hasMessageContaining("the filter '" + name + "'");
    }
  }

  @Test
  void the_filter_of_a_block_is_known_even_where_it_is_not_reached() {
    assertThat(Rendered.of("{% if false %}{{ 1 | nosuch }}{% endif %}a")).isEqualTo("a");
    assertThatThrownBy(
            () -> Rendered.of("{% if false %}{% filter nosuch %}{% endfilter %}{% endif %}"))
        .hasMessageContaining("nosuch");
  }
}
