package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ViewsTest {
  @Test
  void a_turn_of_one_paragraph_is_compared_as_it_is() {
    assertThat(Views.of(" What is bread made of?\nSay it briefly. "))
        .containsExactly(" What is bread made of?\nSay it briefly. ");
    assertThat(Views.of("")).containsExactly("");
  }

  @Test
  void an_instruction_before_or_after_the_question_is_left_out_once() {
    assertThat(Views.of("Answer this.\n\nWhat is bread made of?\n \nA. flour\n\nLetter only."))
        .containsExactly(
            "Answer this.\n\nWhat is bread made of?\n \nA. flour\n\nLetter only.",
            "What is bread made of?\n\nA. flour\n\nLetter only.",
            "Answer this.\n\nWhat is bread made of?\n\nA. flour");
  }

  @Test
  void options_are_no_part_of_the_question() {
    assertThat(Views.questions("What is bread made of?\nA. flour\nB) wool\n(C) clay"))
        .containsExactly(
            "What is bread made of?\nA. flour\nB) wool\n(C) clay", "What is bread made of?");
  }

  @Test
  void a_question_below_a_passage_is_one_by_itself() {
    assertThat(
            Views.questions(
                "Rye grows in the north.\nWhere does the rye grow best?\nA. north\nB. south"))
        .containsExactly(
            "Rye grows in the north.\nWhere does the rye grow best?\nA. north\nB. south",
            "Rye grows in the north.\nWhere does the rye grow best?",
            "Where does the rye grow best?");
    assertThat(Views.questions("Rye grows in the north.\nAnswer with one letter:"))
        .containsExactly("Rye grows in the north.\nAnswer with one letter:");
  }
}
