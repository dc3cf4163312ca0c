package dev.bagel.dataset.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DropTest {

  @Test
  void a_short_excerpt_stays_as_it_is() {
    assertThat(Drop.row(DropReason.MALFORMED, "", "x".repeat(200)).excerpt()).hasSize(200);
  }

  @Test
  void a_long_excerpt_is_cut() {
    assertThat(Drop.row(DropReason.MALFORMED, "", "x".repeat(201)).excerpt())
        .isEqualTo("x".repeat(200));
  }

  @Test
  void a_cut_never_halves_a_character() {
    String text = "x".repeat(199) + "😀 and more";
    assertThat(Drop.row(DropReason.MALFORMED, "", text).excerpt()).isEqualTo("x".repeat(199));
    String whole = "x".repeat(198) + "😀 and more";
    assertThat(Drop.row(DropReason.MALFORMED, "", whole).excerpt())
        .isEqualTo("x".repeat(198) + "😀");
  }

  @Test
  void a_dropped_sample_is_known_by_its_id_and_opening() {
    Drop drop = Drop.of(Conversation.of("What floats?", "Cork."), DropReason.REFUSAL, "{}");
    assertThat(drop.id()).isEqualTo(SampleId.of("What floats?"));
    assertThat(drop.excerpt()).isEqualTo("What floats?");
  }

  @Test
  void a_dropped_row_has_no_id() {
    assertThat(Drop.row(DropReason.MALFORMED, "", "{").id()).isEqualTo(Drop.NO_ID);
  }
}
