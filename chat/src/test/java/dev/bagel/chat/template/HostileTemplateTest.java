package dev.bagel.chat.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.bagel.BagelException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Templates that want the time or the memory of the machine. Each takes well under a second where
/// nothing else runs; the bound of the test only tells an end from none.
class HostileTemplateTest {
  private static final Duration HANG = Duration.ofSeconds(20);
  private static final String LONG = "{% set s = 'a' * 1000000 %}";
  private static final String NESTED =
      "{% set n = namespace(s=(1,), t=(1,)) %}{% for i in range(99) %}{% set n.s = (n.s, n.s) %}"
          + "{% set n.t = (n.t, n.t) %}{% endfor %}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{{ range(10**9) | sum }}",
        "{{ range(10**15) | string | length }}{{ range(10**15) | select('gt', 10**16) | list }}",
        "{% macro m() %}{{ varargs }}{% endmacro %}{{ m(*range(10**15)) }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '%.*f' % (999999999, 1.5) }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ '{:{w}}'.format(1, w=999999999) }}",
        "{{ 'x'.zfill(10**9) }}",
        "{{ ('ab ' * 3000000) | wordwrap(1) }}",
        "{{ 'x\\ty'.expandtabs(10**9) }}",
        "{{ [1] | batch(10**9, 'x') | list }}",
        "{{ [1] | slice(10**9) | list }}",
        "{{ {'a': 1} | tojson(indent=10**9) }}",
        "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(100) }}",
        "{% macro m() %}{% call m() %}{% endcall %}{{ caller() }}{% endmacro %}{% call m() %}{%"
            + " endcall %}",
        "{% set n = namespace(s='xx') %}{% for i in range(99) %}{% set n.s = n.s.replace('', n.s)"
            + " %}{% endfor %}",
        "{% set n = namespace(s='xx') %}{% for i in range(99) %}{% set n.s = n.s.join(n.s) %}{%"
            + " endfor %}",
        "{% set n = namespace(s='\\0') %}{% for i in range(99) %}{% set n.s = [n.s] | string %}{%"
            + " endfor %}",
        "{% set n = namespace(s='%') %}{% for i in range(99) %}{% set n.s = n.s | urlencode |"
            + " replace('%', '%%%') %}{% endfor %}",
        "{% set n = namespace() %}{% set n.a = n %}{{ n }}",
        "{% for i in range(10**7) %}{% set x = strftime_now('%c' * 100) %}{% endfor %}",
        "{{ strftime_now('%c' * 10000000) }}",
        "{% for i in range(10**7) %}{% set x = '%.3000f' % 1e-300 %}{% endfor %}",
        "{% set s = '%%' * 10000000 %}{% for i in range(1000) %}{% set t = s % () %}{% endfor %}",
      })
  void ends_with_an_error(String template) {
    refused(template);
  }

  /// Lists may hold one large text any number of times.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ([s] * 100000) | sort | length }}",
        "{{ ((s ~ s) | sort | length) }}",
        "{{ ([s] * 10000) | sort(case_sensitive=false) | length }}",
        "{{ ([s] * 10000) | map('upper') | list | length }}",
        "{{ ([s] * 10000) | unique | list | length }}",
        "{{ ([s, s ~ 'b'] * 10000) | max | length }}",
        "{{ ([s] * 10000).count(s ~ '') }}",
        "{{ ([s] * 10000) | select('eq', s ~ '') | list | length }}",
        "{{ (s ~ 'b') in ([s ~ 'c'] * 100000) }}",
        "{% set x = [0] * 60 %}{% set y = [x] * 60 %}{{ ([[y] * 60] * 1000).index([y] * 59 + [1])"
            + " }}",
      })
  void a_value_that_a_list_holds_many_times_is_charged_each_time(String template) {
    refused(LONG + template);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ s.find('a' * 500000 ~ 'b') }}",
        "{{ s.rfind('b' ~ 'a' * 500000) }}",
        "{{ s.count('a' * 500000 ~ 'b') }}",
        "{{ s.split('a' * 500000 ~ 'b') }}",
        "{{ s.rsplit('b' ~ 'a' * 500000) }}",
        "{{ s.partition('a' * 500000 ~ 'b') }}",
        "{{ s.rpartition('b' ~ 'a' * 500000) }}",
        "{{ s | replace('a' * 500000 ~ 'b', 'c') }}",
        "{{ s.strip('b' * 1000000 ~ 'a') }}",
        "{{ ('a' * 500000 ~ 'b') in s }}",
        "{% for c in s %}{% set t = s | title %}{% endfor %}",
        "{% for c in s %}{% set t = (s | replace('aa', 'a ')).split() %}{% endfor %}",
        "{% for c in s %}{% set t = s.swapcase() %}{% endfor %}",
        "{% for c in s %}{% if s is lower %}{% endif %}{% endfor %}",
        "{% for c in s %}{% if s < s ~ 'b' %}{% endif %}{% endfor %}",
        "{% for c in s %}{% set t = s | map('upper') | list %}{% endfor %}",
      })
  void searches_of_a_long_text_are_charged(String template) {
    refused(LONG + template);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ n.s }}",
        "{{ n.s | tojson }}",
        "{{ n.s == n.t }}",
        "{{ n.s in [n.t] }}",
        "{{ [n.s, n.t] | sort }}",
        "{{ {n.s: 1}[n.t] }}",
        "{{ [n.s, n.t] | unique | list }}",
        "{{ '%s' % (n.s,) }}",
        "{{ '{}'.format(n.s) }}",
        "{{ n.s | string | length }}",
      })
  void values_that_hold_one_another_are_not_written_out(String template) {
    refused(NESTED + template);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ messages | attr('__class__') | attr('__mro__') }}",
        "{{ messages | map(attribute='__class__') | map(attribute='__mro__') | list }}",
        "{{ '{0.__class__.__mro__}'.format(messages) }}",
        "{{ raise_exception.__globals__['os'] }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ lipsum.__globals__['os'].popen('id').read() }}",
        "{{ messages.getClass().forName('java.lang.Runtime') }}",
        "{{ messages[0].content.getBytes() }}",
      })
  void nothing_beneath_the_values_is_reached(String template) {
    refused(template);
  }

  @Test
  void limits_are_the_callers_to_set() {
    ChatTemplate template = ChatTemplate.parse("t", "{% for i in range(n) %}xx{% endfor %}");
    TemplateOptions options = TemplateOptions.DEFAULTS.with("n", 100);
    assertThat(template.render(List.of(), null, options)).hasSize(200);
    assertThatThrownBy(
            () -> template.render(List.of(), null, options.within(new TemplateLimits(50, 1_000))))
        .hasMessageContaining("more than 50 steps");
    assertThatThrownBy(
            () -> template.render(List.of(), null, options.within(new TemplateLimits(5_000, 100))))
        .hasMessageContaining("longer than 100 characters");
    assertThatThrownBy(() -> new TemplateLimits(0, 1)).isInstanceOf(BagelException.class);
  }

  private static void refused(String template) {
    assertTimeoutPreemptively(
        HANG,
        () ->
            assertThatThrownBy(
                    () ->
                        ChatTemplate.parse("hostile", template)
                            .render(
                                List.of(Map.of("role", "user", "content", "x")),
                                null,
                                TemplateOptions.DEFAULTS))
                .isInstanceOf(BagelException.class)
                .hasMessageContaining("chat template hostile"));
  }
}
