package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbedderTest {
  private static Embedder embedder;

  @BeforeAll
  static void open() {
    embedder = SentenceModel.bundled().open();
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  /// The figures that the model's page on the hub shows for its own example.
  @ParameterizedTest
  @CsvSource({
    "That is a happy dog,0.695",
    "That is a very happy person,0.943",
    "Today is a sunny day,0.257"
  })
  void gives_the_similarities_that_are_known_of_the_model(String text, double known) {
    assertThat(cosine("That is a happy person", text)).isCloseTo(known, within(0.001));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "", " ", "\u0000\u200b", "😀", "\ud800", "太阳为什么发光", "[CLS] [SEP] [PAD]"})
  void every_text_has_384_numbers_of_unit_length(String text) {
    float[] vector = embedder.embed(text);
    assertThat(vector).hasSize(384);
    assertThat(dot(vector, vector)).isCloseTo(1, within(1e-6));
  }

  @Test
  void case_accents_white_space_and_control_characters_do_not_matter() {
    assertThat(embedder.embed("  WHY is\tthe café\n\n clo\u200bsed?\u0000"))
        .isEqualTo(embedder.embed("why is the cafe closed?"));
  }

  @Test
  void the_end_of_a_long_text_counts() {
    String start = "The harbour was quiet that morning. ".repeat(100);
    float[] one = embedder.embed(start);
    float[] other = embedder.embed(start + "Quantum chromodynamics binds quarks. ".repeat(40));
    assertThat(dot(one, other)).isLessThan(0.95);
  }

  @Test
  void a_long_text_is_the_mean_of_its_windows_by_their_tokens() {
    String first = "harbour ".repeat(254);
    String second = "violin ".repeat(100);
    float[] whole = embedder.embed(first + second);
    float[] a = embedder.embed(first);
    float[] b = embedder.embed(second);
    assertThat(dot(whole, a)).isGreaterThan(dot(whole, b)).isGreaterThan(dot(a, b) + 0.1);
    assertThat(dot(whole, b)).isGreaterThan(dot(a, b) + 0.1);
  }

  @Test
  void threads_get_the_same_numbers() {
    List<String> texts =
        IntStream.range(0, 40)
            .mapToObj(i -> "How many apples are " + "red ".repeat(i) + i)
            .toList();
    List<float[]> alone = texts.stream().map(embedder::embed).toList();
    List<float[]> together = texts.parallelStream().map(embedder::embed).toList();
    for (int i = 0; i < texts.size(); i++) {
      assertThat(together.get(i)).isEqualTo(alone.get(i));
    }
  }

  @Test
  void a_megabyte_of_one_character_is_one_unknown_word() {
    assertThat(embedder.embed("a".repeat(1 << 20))).isEqualTo(embedder.embed("b".repeat(1 << 20)));
  }

  private static double cosine(String a, String b) {
    return dot(embedder.embed(a), embedder.embed(b));
  }

  private static double dot(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
  }
}
