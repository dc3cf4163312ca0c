package dev.bagel.torch.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.chat.Message;
import dev.bagel.chat.PromptFormat;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.model.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextModelTest {
  private static final GenerationSettings TWENTY = GenerationSettings.DEFAULTS.withMostTokens(20);
  private static final GenerationSettings CHANCE = TWENTY.with(new Sampling(1, 0, 0.95, 3));

  @TempDir private Path folder;

  @Test
  void the_pieces_are_the_text_and_the_text_is_that_of_the_ids() throws Exception {
    try (TextModel model = TinyText.open(folder)) {
      List<String> pieces = new ArrayList<>();
      GeneratedText text = model.complete("ab", TWENTY, pieces::add);
      assertThat(text.finish()).isEqualTo(Finish.LENGTH);
      assertThat(text.ids()).hasSize(20);
      assertThat(text.promptIds()).hasSize(4).startsWith(1);
      assertThat(String.join("", pieces)).isEqualTo(text.text());
      int[] all = IntStream.concat(ints(text.promptIds()), ints(text.ids())).toArray();
      assertThat("ab" + text.text()).isEqualTo(model.tokenizer().decodeText(all));
    }
  }

  @Test
  void greedy_ids_are_the_highest_logits() throws Exception {
    try (TextModel model = TinyText.open(folder)) {
      GeneratedText text = model.complete("ab", TWENTY, _ -> {});
      int[] read = ints(text.promptIds()).toArray();
      assertThat(model.logits("ab"))
          .containsExactly(model.model().logits(new int[][] {read})[0][read.length - 1]);
      for (int id : text.ids()) {
        float[] logits = model.model().logits(new int[][] {read})[0][read.length - 1];
        for (float logit : logits) {
          assertThat(logits[id]).isGreaterThanOrEqualTo(logit - 1e-5f);
        }
        read = IntStream.concat(IntStream.of(read), IntStream.of(id)).toArray();
      }
    }
  }

  @Test
  void a_seed_gives_the_same_text_again_and_another_another() throws Exception {
    try (TextModel model = TinyText.open(folder)) {
      GeneratedText first = model.complete("ab", CHANCE, _ -> {});
      assertThat(model.complete("ab", CHANCE, _ -> {})).isEqualTo(first);
      assertThat(model.complete("ab", CHANCE.with(CHANCE.sampling().withSeed(4)), _ -> {}))
          .isNotEqualTo(first);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "generation_config.json", "one of a list"})
  void the_model_ends_a_text_by_any_id_that_is_said_to(String where) throws Exception {
    int end;
    int place;
    try (TextModel model = TinyText.open(folder)) {
      List<Integer> free = model.complete("ab", CHANCE, _ -> {}).ids();
      end = free.get(9);
      place = free.indexOf(end);
    }
    if (where.equals("config.json")) {
      TinyText.write(folder, Map.of("eos_token_id", end));
    } else {
      Files.writeString(
          folder.resolve("generation_config.json"),
          "{\"eos_token_id\": %s}"
              .formatted(where.startsWith("one") ? "[2, " + end + "]" : Integer.toString(end)));
    }
    try (TextModel model = TextModel.open(folder, Precision.F32)) {
      GeneratedText text = model.complete("ab", CHANCE, _ -> {});
      assertThat(text.finish()).isEqualTo(Finish.END);
      assertThat(text.ids()).hasSize(place + 1).endsWith(end);
    }
  }

  @Test
  void a_stop_sequence_ends_a_text_wherever_its_tokens_do() throws Exception {
    try (TextModel model = TinyText.open(folder)) {
      String free = model.complete("ab", CHANCE, _ -> {}).text();
      String stop = free.substring(4, 8);
      List<String> pieces = new ArrayList<>();
      GeneratedText text =
          model.complete("ab", CHANCE.with(new Stops(List.of("never", stop))), pieces::add);
      assertThat(text.finish()).isEqualTo(Finish.STOP);
      assertThat(text.text()).isEqualTo(free.substring(0, free.indexOf(stop)));
      assertThat(String.join("", pieces)).isEqualTo(text.text());
    }
  }

  @Test
  void a_text_ends_where_the_window_does() throws Exception {
    try (TextModel model = TinyText.open(folder)) {
      GeneratedText text = model.complete("ab", GenerationSettings.DEFAULTS, _ -> {});
      assertThat(text.finish()).isEqualTo(Finish.WINDOW);
      assertThat(text.ids()).hasSize(TinyText.WINDOW - 4 + 1);
      assertThat(model.complete("a".repeat(TinyText.WINDOW - 2), TWENTY, _ -> {}).ids()).hasSize(1);
      assertThatThrownBy(() -> model.complete("a".repeat(TinyText.WINDOW - 1), TWENTY, _ -> {}))
          .isInstanceOf(BagelException.class)
          .hasMessageContaining("81 tokens, and the model reads 80");
    }
  }

  @Test
  void an_empty_prompt_is_bos_or_nothing() throws Exception {
    try (TextModel model = TinyText.open(folder)) {
      assertThat(model.complete("", TWENTY, _ -> {}).promptIds()).containsExactly(1);
    }
    TinyTokenizer.configure(folder, false);
    try (TextModel model = TextModel.open(folder, Precision.F32)) {
      assertThatThrownBy(() -> model.complete("", TWENTY, _ -> {}))
          .isInstanceOf(BagelException.class)
          .hasMessageContaining("the prompt is empty");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {TinyTokenizer.SIZE - 1, TinyTokenizer.SIZE + 60})
  void a_tokenizer_of_another_model_is_refused(int vocabulary) throws IOException {
    TinyText.write(folder, Map.of("vocab_size", vocabulary));
    assertThatThrownBy(() -> TextModel.open(folder, Precision.F32))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("the tokenizer has 286 tokens, and the model " + vocabulary);
  }

  @Test
  void ids_that_fill_up_the_vocabulary_are_never_chosen() throws Exception {
    TinyText.write(folder, Map.of("vocab_size", TinyTokenizer.SIZE + 10));
    try (TextModel model = TextModel.open(folder, Precision.F32)) {
      GenerationSettings hot = GenerationSettings.DEFAULTS.with(new Sampling(50, 0, 1, 1));
      for (int seed = 0; seed < 5; seed++) {
        assertThat(model.complete("ab", hot.with(hot.sampling().withSeed(seed)), _ -> {}).ids())
            .allMatch(id -> id < TinyTokenizer.SIZE);
      }
    }
  }

  @Test
  void an_answer_follows_what_the_chat_template_writes() throws Exception {
    try (TextModel model = TinyText.open(folder)) {
      List<Message> turns =
          List.of(Message.user("x</s>"), Message.assistant("y"), Message.user("z"));
      assertThat(model.tokenizer().decode(model.tokens(turns)))
          .isEqualTo("<s> u x</s>a y</s>u z a".replace("<s> ", "<s>"));
      assertThat(IntStream.of(model.tokens(turns)).filter(id -> id == 2)).hasSize(1);
      assertThat(IntStream.of(model.tokens(turns)).filter(id -> id == 1)).hasSize(1);
      GeneratedText answer = model.answer(turns, TWENTY, _ -> {});
      assertThat(answer.ids()).hasSize(20);
      assertThat(answer.text())
          .isEqualTo(model.tokenizer().decodeText(ints(answer.ids()).toArray()));
    }
  }

  @Test
  void what_a_template_does_not_take_is_told_in_its_words() throws Exception {
    try (TextModel model = TinyText.open(folder)) {
      List<Message> turns = List.of(Message.system("be kind"), Message.user("z"));
      assertThatThrownBy(() -> model.answer(turns, TWENTY, _ -> {}))
          .isInstanceOf(BagelException.class)
          .hasMessageContaining("no system here");
    }
  }

  @Test
  void a_folder_without_a_chat_template_takes_a_format() throws Exception {
    List<Message> turns = List.of(Message.user("z"));
    TinyText.write(folder, Map.of());
    Files.delete(folder.resolve("chat_template.jinja"));
    try (TextModel model = TextModel.open(folder, Precision.F32)) {
      assertThat(model.complete("ab", TWENTY, _ -> {}).ids()).isNotEmpty();
      assertThatThrownBy(() -> model.answer(turns, TWENTY, _ -> {}))
          .isInstanceOf(BagelException.class)
          .hasMessageContaining("has no chat template")
          .hasMessageContaining("--format alpaca, vicuna, chatml or llama-2");
    }
    try (TextModel model =
        TextModel.open(folder, Precision.F32, Optional.of(PromptFormat.VICUNA))) {
      assertThat(model.tokenizer().decode(model.tokens(turns))).endsWith("USER: z\nASSISTANT: ");
      assertThat(model.answer(turns, TWENTY, _ -> {}).ids()).isNotEmpty();
    }
  }

  @Test
  void an_interrupted_thread_stops_before_the_next_token() throws Exception {
    try (TextModel model = TinyText.open(folder)) {
      List<String> pieces = new ArrayList<>();
      assertThatThrownBy(
              () ->
                  model.complete(
                      "ab",
                      CHANCE,
                      piece -> {
                        pieces.add(piece);
                        Thread.currentThread().interrupt();
                      }))
          .isInstanceOf(InterruptedException.class);
      assertThat(pieces).hasSize(1);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      assertThat(model.complete("ab", TWENTY, _ -> {}).ids()).hasSize(20);
    }
  }

  @Test
  void threads_may_share_a_model() throws Exception {
    try (TextModel model = TinyText.open(folder)) {
      GeneratedText wanted = model.complete("ab", CHANCE, _ -> {});
      List<Thread> threads = new ArrayList<>();
      List<GeneratedText> found = Collections.synchronizedList(new ArrayList<>());
      for (int i = 0; i < 8; i++) {
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        found.add(model.complete("ab", CHANCE, _ -> {}));
                      } catch (InterruptedException e) {
                        throw new AssertionError(e);
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(found).hasSize(8).allMatch(wanted::equals);
    }
  }

  @Test
  void a_closed_model_says_so() throws Exception {
    TextModel model = TinyText.open(folder);
    model.close();
    model.close();
    assertThatThrownBy(() -> model.complete("", TWENTY, _ -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void weights_that_are_no_numbers_are_noticed() throws Exception {
    TinyModel tiny = TinyText.write(folder, Map.of());
    Arrays.fill(tiny.values("model.norm.weight"), Float.NaN);
    tiny.rewrite();
    try (TextModel model = TextModel.open(folder, Precision.F32)) {
      assertThatThrownBy(() -> model.complete("ab", CHANCE, _ -> {}))
          .isInstanceOf(BagelException.class)
          .hasMessageContaining("NaN");
    }
  }

  @Test
  void weights_say_what_they_are_stored_in() throws Exception {
    TinyText.write(folder, Map.of());
    assertThat(TextModel.storedPrecision(folder)).isEqualTo(Precision.F32);
  }

  private static IntStream ints(List<Integer> ids) {
    return ids.stream().mapToInt(Integer::intValue);
  }
}
