package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
  @Test
  void the_cards_rule_is_a_squared_distance_of_0_05() {
    assertThat(Rule.STRICT.cosine()).isEqualTo(1 - 0.05 / 2);
  }

  @Test
  void with_another_cosine_a_rule_is_the_same_in_all_else() {
    assertThat(Rule.STRICT.at(0.9)).isEqualTo(new Rule.Strict(0.9, 0.20, 0.50));
    assertThat(Rule.REPHRASE.at(0.9).cosine()).isEqualTo(0.9);
    for (String name : RuleNames.all()) {
      Rule rule = RuleNames.find(name).orElseThrow();
      assertThat(rule.at(0.9).name()).isEqualTo(name);
      assertThat(rule.at(rule.cosine())).isEqualTo(rule);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.5, 1.0001, Double.NaN, Double.POSITIVE_INFINITY})
  void what_is_no_threshold_is_refused(double cosine) {
    assertThatIllegalArgumentException().isThrownBy(() -> Rule.STRICT.at(cosine));
    assertThatIllegalArgumentException().isThrownBy(() -> Rule.REPHRASE.at(cosine));
  }
}
