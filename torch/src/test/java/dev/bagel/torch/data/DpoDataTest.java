package dev.bagel.torch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.dataset.tokenizer.Boundary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DpoDataTest {
  @TempDir private Path temp;
  private DataFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = new DataFolder(temp);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  private static String row(String prompt, String chosen, String rejected) {
    return "{\"prompt\":\"%s\",\"chosen\":\"%s\",\"rejected\":\"%s\"}"
        .formatted(prompt, chosen, rejected);
  }

  private List<String> pairs(int limit, String... rows) throws IOException {
    return pairs(DataSettings.upTo(limit, DataFolder.SETTINGS.date()), rows);
  }

  private List<String> pairs(DataSettings settings, String... rows) throws IOException {
    try (DpoData data = folder.dpo(folder.rows(rows), settings)) {
      return IntStream.range(0, data.size()).mapToObj(data::pair).map(this::show).toList();
    }
  }

  private String show(TokenPair pair) {
    return Letters.show(folder.tokenizer, pair.chosen())
        + " "
        + Letters.show(folder.tokenizer, pair.rejected());
  }

  @Test
  void both_answers_have_the_prompt_in_front_which_is_not_learnt() throws IOException {
    assertThat(pairs(40, row("p ", "yes", "no"))).containsExactly("<s>p [yes</s>] <s>p [no</s>]");
  }

  @Test
  void of_a_conversation_only_the_last_answer_is_learnt() throws IOException {
    String turns =
        "{\"conversations\":[{\"from\":\"human\",\"value\":\"a\"},{\"from\":\"gpt\",\"value\":\"b\"},"
            + "{\"from\":\"human\",\"value\":\"c\"}],\"chosen\":\"d\",\"rejected\":\"e\"}";
    assertThat(pairs(40, turns))
        .containsExactly("<s>u:aa:b</s>u:ca:[d</s>] <s>u:aa:b</s>u:ca:[e</s>]");
  }

  @Test
  void long_prompts_lose_their_earliest_tokens_and_bos_stays() throws IOException {
    String row = row("abcdef", "yes", "no");
    assertThat(pairs(11, row)).containsExactly("<s>abcdef[yes</s>] <s>abcdef[no</s>]");
    assertThat(pairs(10, row)).containsExactly("<s>bcdef[yes</s>] <s>bcdef[no</s>]");
    assertThat(pairs(6, row)).containsExactly("<s>f[yes</s>] <s>f[no</s>]");
    assertThat(pairs(5, row)).containsExactly("<s>[yes</s>] <s>[no</s>]");
    DataSettings joined =
        DataSettings.upTo(6, DataFolder.SETTINGS.date()).withBoundary(Boundary.JOINED);
    assertThat(pairs(joined, row)).containsExactly("<s>f[yes</s>] <s>f[no</s>]");
  }

  @Test
  void pairs_whose_longer_answer_does_not_fit_are_dropped_and_cuts_counted() throws IOException {
    Path rows =
        folder.rows(
            row("a", "y", "n"), row("abcd", "y", "n"), row("a", "yes", "n"), row("", "n", "yes!"));
    try (DpoData data = folder.dpo(rows, DataSettings.upTo(4, DataFolder.SETTINGS.date()))) {
      assertThat(data.size()).isEqualTo(2);
      assertThat(data.dropped())
          .containsExactly(
              new Dropped(Dropped.Reason.ANSWER_OVER_LIMIT, 2, new Place(rows.toString(), 2)));
      assertThat(data.cut()).contains(new Cut(1, 3, new Place(rows.toString(), 1)));
      DataFacts facts = data.facts();
      assertThat(facts.rows()).isEqualTo(4);
      assertThat(facts.sources().get("rows")).isEqualTo(new DataFacts.SourceFact(2, 16, 8, 0));
    }
  }

  @Test
  void pairs_are_split_and_ordered_as_wholes() throws IOException {
    Path rows =
        folder.rows(
            IntStream.range(0, 20)
                .mapToObj(
                    i ->
                        "{\"id\":\"%d\",\"source\":\"s_vicuna\",\"format\":\"vicuna\",\"prompt\":\"p%d\",\"chosen\":\"c%d\",\"rejected\":\"r%d\"}"
                            .formatted(i, i, i, i))
                .toArray(String[]::new));
    DataSettings settings = DataFolder.SETTINGS.withHeldOut(new HeldOut.Share(200));
    try (DpoData data = folder.dpo(rows, settings)) {
      assertThat(data.size()).isEqualTo(16);
      assertThat(data.heldOut()).containsOnlyKeys("s");
      Order<TokenPair> order = data.order(2);
      List<String> trained =
          IntStream.range(0, order.size()).mapToObj(order::at).map(this::show).toList();
      assertThat(trained).hasSize(16).doesNotHaveDuplicates();
      List<String> all = new ArrayList<>(trained);
      data.heldOut().values().forEach(held -> held.forEach(pair -> all.add(show(pair))));
      assertThat(all)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 20)
                  .mapToObj(i -> "<s>p%d[c%d</s>] <s>p%d[r%d</s>]".formatted(i, i, i, i))
                  .toList());
    }
  }

  @Test
  void rows_that_are_no_pairs_are_refused() throws IOException {
    Path rows = folder.rows(row("a", "b", "c"), "{\"text\":\"a\"}");
    assertThatThrownBy(() -> folder.dpo(rows, DataFolder.SETTINGS))
        .isInstanceOf(BagelException.class)
        .hasMessage(rows + ", row 1: it is no pair of answers; `train sft` reads such rows");
  }
}
