package dev.bagel.dataset.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.chat.Message;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.Style;
import dev.bagel.dataset.budget.TokenBudget.Over;
import dev.bagel.dataset.format.FormatSettings;
import dev.bagel.dataset.format.Formatting;
import dev.bagel.dataset.format.RowPlan;
import dev.bagel.dataset.format.RowText;
import dev.bagel.dataset.format.SftRow;
import dev.bagel.dataset.sample.Chance;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import dev.bagel.dataset.sample.Sample;
import dev.bagel.dataset.tokenizer.TinyTokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// With a tokenizer whose tokens are words, so that they can be counted by eye.
class RowFitterTest {
  private static final Formatting FORMATTING =
      new Formatting(FormatSettings.of(Style.CARD), new Chance(42));

  private static final Conversation LONG =
      Conversation.of(
          List.of(
              Message.system("Be kind."),
              Message.user("one"),
              Message.assistant("first answer"),
              Message.user("two"),
              Message.assistant("second answer"),
              Message.user("three"),
              Message.assistant("third answer")));

  /// 19 tokens: 17 words, BOS and EOS. Each exchange has five words.
  private static final RowPlan LAST = new RowPlan(PromptFormat.VICUNA, 6);

  @TempDir Path folder;

  @BeforeEach
  void a_tokenizer_of_words() throws IOException {
    TinyTokenizers.write(folder, TinyTokenizers.WORDS);
  }

  private Fitted fit(int limit, Over over, Sample sample, RowPlan plan) {
    TokenBudget budget = new TokenBudget(folder.toString(), limit, over);
    try (RowFitter fitter = new RowFitter(budget, FORMATTING)) {
      return fitter.fit(sample, plan);
    }
  }

  private static SftRow row(Sample sample, RowPlan plan, RowText text) {
    return (SftRow) FORMATTING.row("s", sample, plan, text);
  }

  @Test
  void a_row_of_just_the_limit_is_whole() {
    int size = size(fit(TokenBudget.NO_LIMIT, Over.DROP, LONG, LAST));

    assertThat(fit(size, Over.DROP, LONG, LAST)).isInstanceOf(Fitted.Whole.class);
    assertThat(fit(size - 1, Over.DROP, LONG, LAST)).isEqualTo(new Fitted.Over(size));
  }

  @Test
  void a_cut_leaves_out_the_earliest_exchanges_and_keeps_the_system_text() {
    int size = size(fit(TokenBudget.NO_LIMIT, Over.CUT, LONG, LAST));
    Fitted.Cut one = (Fitted.Cut) fit(size - 1, Over.CUT, LONG, LAST);
    Fitted.Cut two = (Fitted.Cut) fit(size(one) - 1, Over.CUT, LONG, LAST);

    assertThat(one.lost()).isEqualTo("1 exchange");
    assertThat(row(LONG, LAST, one.text()).input())
        .isEqualTo("Be kind.\nUSER: two\nASSISTANT: second answer\nUSER: three\nASSISTANT: ");
    assertThat(two.lost()).isEqualTo("2 exchanges");
    assertThat(two.before()).isEqualTo(size);
    assertThat(row(LONG, LAST, two.text()))
        .satisfies(
            row -> {
              assertThat(row.input()).contains("Be kind.", "three").doesNotContain("two");
              assertThat(row.output()).isEqualTo("third answer");
            });
  }

  @Test
  void an_answer_that_does_not_fit_by_itself_is_not_cut() {
    assertThat(fit(6, Over.CUT, LONG, LAST)).isInstanceOf(Fitted.Over.class);
    RowPlan first = new RowPlan(PromptFormat.VICUNA, 2);
    assertThat(fit(6, Over.CUT, LONG, first)).isInstanceOf(Fitted.Over.class);
  }

  @Test
  void as_little_is_left_out_as_it_takes() {
    int size = size(fit(TokenBudget.NO_LIMIT, Over.CUT, LONG, LAST));
    assertThat(size).isEqualTo(19);
    for (int limit = size; limit >= 9; limit--) {
      Fitted fitted = fit(limit, Over.CUT, LONG, LAST);
      assertThat(size(fitted)).isBetween(limit - 4, limit);
    }
  }

  @Test
  void plain_text_loses_its_end() {
    PlainText text = PlainText.of("the cat sat down the cat");
    RowPlan plan = FORMATTING.plan(text).getFirst();
    Fitted.Cut cut = (Fitted.Cut) fit(5, Over.CUT, text, plan);

    // BOS, three words, EOS.
    assertThat(row(text, plan, cut.text()).output()).isEqualTo("the cat sat");
    assertThat(cut.before()).isEqualTo(8);
    assertThat(cut.tokens().ids()).containsExactly(1, 3, 4, 5, 2);
    assertThat(fit(5, Over.DROP, text, plan)).isEqualTo(new Fitted.Over(8));
  }

  @Test
  @Timeout(10)
  void a_text_whose_begin_is_blank_is_over_the_limit_and_soon_told() throws IOException {
    TinyTokenizers.write(folder, TinyTokenizers.METASPACE);
    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"eos_token\": \"</s>\"}");
    PlainText text = PlainText.of("\n".repeat(40_000) + "a");
    RowPlan plan = FORMATTING.plan(text).getFirst();

    assertThat(fit(20_000, Over.CUT, text, plan)).isInstanceOf(Fitted.Over.class);
  }

  @Test
  void a_pair_counts_with_its_longer_answer() {
    Preference pair = Preference.of("the cat", "sat", "sat down the cat sat down");
    RowPlan plan = new RowPlan(PromptFormat.VICUNA, 1);
    Fitted.Whole whole = (Fitted.Whole) fit(TokenBudget.NO_LIMIT, Over.CUT, pair, plan);

    assertThat(whole.tokens().learnt()).isEqualTo(7);
    assertThat(fit(whole.tokens().size() - 1, Over.CUT, pair, plan))
        .isInstanceOf(Fitted.Over.class);
  }

  private static int size(Fitted fitted) {
    return switch (fitted) {
      case Fitted.Whole whole -> whole.tokens().size();
      case Fitted.Cut cut -> cut.tokens().size();
      case Fitted.Over over -> throw new AssertionError("does not fit: " + over);
    };
  }
}
