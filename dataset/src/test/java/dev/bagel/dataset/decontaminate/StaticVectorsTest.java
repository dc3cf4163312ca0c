package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticVectorsTest {
  private static final Offset<Float> HALF = within(1e-3f);
  private static final int RED = 3;
  private static final int GREEN = 4;

  @TempDir Path folder;

  private SentenceModel model;

  @BeforeEach
  void start() {
    model = TinyModel.in(folder.resolve("tiny")).model();
  }

  @Test
  void a_text_of_one_token_has_the_vector_that_the_model_gives_it() {
    try (StaticVectors vectors = StaticVectors.of(model, folder);
        Embedder embedder = model.open()) {
      assertThat(vectors.entries()).isEqualTo(TinyModel.TABLE.length);
      for (String text : new String[] {"red", "green", "blue", "query", "unheard"}) {
        assertThat(vectors.of(text)).containsExactly(embedder.embed(text), HALF);
      }
    }
  }

  @Test
  void a_text_is_the_mean_of_its_tokens_by_their_weights() {
    try (StaticVectors vectors = StaticVectors.of(model, folder)) {
      assertThat(vectors.tokens("red green red")).containsExactly(RED, GREEN, RED);
      assertThat(vectors.of("red green red")).containsExactly(unit(2, 1), HALF);
      float[] weights = new float[vectors.entries()];
      weights[RED] = 1;
      weights[GREEN] = 4;
      assertThat(vectors.weighted(weights).of("red green red")).containsExactly(unit(2, 4), HALF);
    }
  }

  @Test
  void a_text_without_weight_is_all_zeros() {
    try (StaticVectors vectors = StaticVectors.of(model, folder)) {
      assertThat(vectors.of("")).containsExactly(0, 0, 0);
      assertThat(vectors.weighted(new float[vectors.entries()]).of("red")).containsOnly(0);
    }
  }

  @Test
  void weights_are_by_token() {
    try (StaticVectors vectors = StaticVectors.of(model, folder)) {
      assertThatThrownBy(() -> vectors.weighted(new float[3])).hasMessageContaining("3 weights");
    }
  }

  @Test
  void the_second_time_the_table_is_read_without_the_model() throws IOException {
    float[] first;
    try (StaticVectors vectors = StaticVectors.of(model, folder)) {
      first = vectors.of("red blue");
    }
    Files.delete(Path.of(model.weights()));
    try (StaticVectors vectors = StaticVectors.of(model, folder)) {
      assertThat(vectors.of("red blue")).isEqualTo(first);
    }
  }

  private static float[] unit(double red, double green) {
    double length = Math.hypot(red, green);
    return new float[] {(float) (red / length), (float) (green / length), 0};
  }
}
