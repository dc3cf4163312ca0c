package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticVectorsTest {
  private static final Offset<Float> ROUNDING = within(1e-6f);

  @TempDir Path folder;

  private Embedder embedder;
  private StaticVectors vectors;

  @BeforeEach
  void start() {
    embedder = TinyModel.in(folder.resolve("tiny")).model().open();
    vectors = StaticVectors.open(embedder, folder, _ -> {});
  }

  @AfterEach
  void close() {
    vectors.close();
    embedder.close();
  }

  @Test
  void a_text_of_one_token_has_the_vector_that_the_model_gives_it() {
    for (String text : new String[] {"red", "green", "blue", "query", "unheard"}) {
      assertThat(vectors.of(text)).containsExactly(embedder.embed(text), ROUNDING);
    }
  }

  @Test
  void a_text_is_the_mean_of_its_tokens_in_any_order() {
    assertThat(vectors.of("red green red")).containsExactly(unit(2, 1), ROUNDING);
    assertThat(vectors.of("green red red")).isEqualTo(vectors.of("red green red"));
  }

  @Test
  void a_text_without_tokens_is_all_zeros() {
    assertThat(vectors.of("")).containsExactly(0, 0, 0);
  }

  @Test
  void the_second_time_tokens_need_no_model() {
    vectors.of("red blue");
    vectors.close();
    Embedder closed = embedder.model().open();
    closed.close();
    try (KeptVectors tokens = KeptVectors.ofTokens(closed, folder, _ -> {})) {
      assertThat(tokens.get(3)).containsExactly(unit(1, 0), ROUNDING);
    }
  }

  private static float[] unit(double red, double green) {
    double length = Math.hypot(red, green);
    return new float[] {(float) (red / length), (float) (green / length), 0};
  }
}
