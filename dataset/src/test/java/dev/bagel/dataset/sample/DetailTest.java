package dev.bagel.dataset.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DetailTest {
  @Test
  void keys_and_values_make_an_object_in_their_order() {
    assertThat(Detail.of("answer", "7", "choices", "4"))
        .isEqualTo("{\"answer\":\"7\",\"choices\":\"4\"}");
  }

  @Test
  void what_json_cannot_hold_is_escaped() {
    assertThat(Detail.of("words", "\"so\"\n")).isEqualTo("{\"words\":\"\\\"so\\\"\\n\"}");
  }

  @Test
  void a_key_without_a_value_is_a_mistake() {
    assertThatThrownBy(() -> Detail.of("answer")).isInstanceOf(IllegalArgumentException.class);
  }
}
