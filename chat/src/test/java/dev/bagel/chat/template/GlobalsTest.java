package dev.bagel.chat.template;

import static dev.bagel.chat.template.Apply.call;
import static dev.bagel.chat.template.Apply.dict;
import static dev.bagel.chat.template.Apply.global;
import static dev.bagel.chat.template.Apply.repr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GlobalsTest {

  @Test
  void a_range_has_a_step_and_a_bound() {
    assertThat(Python.iterate(global("range", 5, 0, -2))).containsExactly(5L, 3L, 1L);
    assertThatThrownBy(() -> global("range", 1, 2, 0)).isInstanceOf(TemplateException.class);
    assertThatThrownBy(() -> global("range", 1_000_000_000_000L))
        .isInstanceOf(TemplateException.class);
  }

  @Test
  void a_dict_is_made_of_a_mapping_and_names() {
    Callable dict = Apply.global("dict");
    assertThat(repr(dict.call(call(Map.of("b", 2), dict("a", 1))))).isEqualTo("{'a': 1, 'b': 2}");
  }

  @Test
  void a_cycler_begins_again() {
    Object cycler = global("cycler", "a", "b");
    assertThat(Python.attribute(cycler, "current")).isEqualTo("a");
    assertThat(next(cycler) + next(cycler) + next(cycler)).isEqualTo("aba");
  }

  private static String next(Object cycler) {
    return (String) ((Callable) Python.attribute(cycler, "next")).call(call(Map.of()));
  }

  @Test
  void a_joiner_is_silent_at_first() {
    Callable joiner = (Callable) global("joiner", "; ");
    assertThat(joiner.call(call(Map.of()))).isEqualTo("");
    assertThat(joiner.call(call(Map.of()))).isEqualTo("; ");
  }

  @Test
  void a_raised_exception_has_the_message_of_the_template() {
    assertThatThrownBy(() -> global("raise_exception", "roles must alternate"))
        .isInstanceOf(TemplateException.class)
        .hasMessage("roles must alternate");
  }

  @Test
  void times_are_written_as_in_c() {
    assertThat(global("strftime_now", "%d %b %Y|%B %-d|%A %a %j %U %W %V %G %u %w"))
        .isEqualTo("26 Jul 2024|July 26|Friday Fri 208 29 30 30 2024 5 5");
    assertThat(global("strftime_now", "%I:%M %p %y %e|%c|%x|%X|%D %T %F %R %r %C %h %f %%"))
        .isEqualTo(
            "12:00 PM 24 26|Fri Jul 26 12:00:00 2024|07/26/24|12:00:00|"
                + "07/26/24 12:00:00 2024-07-26 12:00 12:00:00 PM 20 Jul 000000 %");
    assertThat(
            Strftime.format(
                "%-d %e %-I %l %I %p %H %-H %j %-j %U %W %V %w %u",
                LocalDateTime.of(2024, 7, 6, 0, 5, 9)))
        .isEqualTo("6  6 12 12 12 AM 00 0 188 188 26 27 27 6 6");
  }

  @Test
  void times_know_flags_and_widths() {
    assertThat(global("strftime_now", "%5d|%_5d|%-5d|%^a|%#p|%_m|%05e|%10a|%q|%5q|%Ey|%Od|%P|%-"))
        .isEqualTo("00026|   26|   26|FRI|pm| 7|00026|       Fri|%q|  %5q|24|26|pm|%-");
    assertThatThrownBy(() -> global("strftime_now", "%99999999d"))
        .isInstanceOf(TemplateException.class);
  }
}
