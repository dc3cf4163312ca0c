package dev.bagel.prompting.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.prompting.plan.Notation.TooLongException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is a reference, and what only looks like one.
class NotationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":evidence10:",
        ":evidence:",
        ":evidence1",
        "evidence1:",
        ":Evidence1:",
        ":EVIDENCE1:",
        ":evidence 1:",
        ":evidence-1:",
        ":evidence+1:",
        ":evidence1.0:",
        ":evidence0x1:",
        ":evidence１:",
        ":evidence١:",
        ":evidence1\u0301:",
        ":evidence\u200B1:",
        ":evidence1：",
        ":ev\u0131dence1:",
        ":evidence1234567890:",
        ":evidence11111111111111111111111111111:",
        ":evi\ndence1:"
      })
  void what_only_looks_like_the_evidence_of_the_card_is_text(String text) throws Exception {
    assertThat(Notation.EVIDENCE.fill(text, n -> n == 1 ? "WRONG" : text, 1_000)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#E12",
        "#E1a",
        "#E1_",
        "C#E1",
        "##E1",
        "#e1",
        "# E1",
        "#E 1",
        "#E１",
        "#E1２",
        "#E1٢",
        "#E1²",
        "#E1½",
        "٢#E1",
        "#E1\u0301",
        "#E1\u20E3",
        "#Ｅ1",
        "＃E1",
        "#\u0415" + "1",
        "#E1234567890",
        "#E"
      })
  void what_only_looks_like_the_evidence_of_the_paper_is_text(String text) throws Exception {
    assertThat(Notation.HASH.fill(text, n -> n == 1 ? "WRONG" : text, 1_000)).isEqualTo(text);
  }

  @Test
  void references_may_stand_within_text_that_has_no_spaces() throws Exception {
    assertThat(Notation.HASH.fill("由#E1写的书", _ -> "她", 99)).isEqualTo("由她写的书");
    assertThat(Notation.HASH.fill("#E1's, (#E1), #E1-#E1.", _ -> "x", 99))
        .isEqualTo("x's, (x), x-x.");
    assertThat(Notation.EVIDENCE.fill("a:evidence1::evidence1:b", _ -> "x", 99)).isEqualTo("axxb");
  }

  @Test
  void a_reference_that_evidence_spells_with_the_text_around_it_is_not_one() throws Exception {
    assertThat(Notation.EVIDENCE.fill(":evidence:evidence1:0:", _ -> "1", 99))
        .isEqualTo(":evidence10:");
    assertThat(Notation.EVIDENCE.fill(":evidence1:evidence2:", _ -> ":", 99))
        .isEqualTo(":evidence2:");
    assertThat(Notation.HASH.fill("#E1 #E2", n -> n == 1 ? "#E2" : "$1\\", 99))
        .isEqualTo("#E2 $1\\");
    assertThat(Notation.HASH.fill("#E2:evidence1:", _ -> ":evidence1: #E2", 99))
        .isEqualTo(":evidence1: #E2:evidence1:");
  }

  @Test
  void a_number_is_the_same_with_zeros_before_it() throws TooLongException {
    assertThat(Notation.EVIDENCE.fill(":evidence001:", n -> "=" + n, 99)).isEqualTo("=1");
    assertThat(Notation.HASH.references("#E01 #E1 #E000000002")).containsExactly(1, 2);
  }
}
