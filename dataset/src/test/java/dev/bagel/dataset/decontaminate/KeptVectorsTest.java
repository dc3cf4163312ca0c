package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptVectorsTest {
  private static final List<String> TEXTS =
      IntStream.range(0, 100)
          .mapToObj(i -> "red ".repeat(i) + "green " + "blue ".repeat(i % 7))
          .toList();

  @TempDir Path folder;

  private final List<String> notices = new ArrayList<>();
  private Path cache;
  private SentenceModel model;

  @BeforeEach
  void start() {
    cache = folder.resolve("cache/vectors");
    model = TinyModel.in(folder.resolve("tiny")).model();
  }

  @Test
  void they_are_what_the_embedder_gives_and_in_order() {
    float[][] vectors = of(TEXTS);
    try (Embedder embedder = model.open()) {
      assertThat(vectors)
          .isDeepEqualTo(TEXTS.stream().map(embedder::embed).toArray(float[][]::new));
    }
    assertThat(notices).isEmpty();
  }

  @Test
  void the_second_time_they_are_read_without_the_model() {
    float[][] first = of(TEXTS);
    Embedder closed = closed();
    try (KeptVectors kept = KeptVectors.ofTexts(closed, TEXTS, cache, notices::add)) {
      assertThat(kept.all()).isDeepEqualTo(first);
    }
    try (KeptVectors others = KeptVectors.ofTexts(closed, TEXTS.reversed(), cache, _ -> {})) {
      assertThatThrownBy(() -> others.get(0)).isInstanceOf(RuntimeException.class);
    }
    assertThat(notices).isEmpty();
  }

  @Test
  void what_one_run_asked_for_the_next_one_need_not_compute() throws IOException {
    float[] seventh;
    float[] last;
    try (Embedder embedder = model.open();
        KeptVectors kept = KeptVectors.ofTexts(embedder, TEXTS, cache, notices::add)) {
      seventh = kept.get(7);
    }
    try (Embedder embedder = model.open();
        KeptVectors kept = KeptVectors.ofTexts(embedder, TEXTS, cache, notices::add)) {
      last = kept.get(99);
    }
    try (KeptVectors kept = KeptVectors.ofTexts(closed(), TEXTS, cache, notices::add)) {
      assertThat(kept.get(7)).isEqualTo(seventh);
      assertThat(kept.get(99)).isEqualTo(last);
      assertThatThrownBy(() -> kept.get(8)).isInstanceOf(RuntimeException.class);
    }
    assertThat(files()).hasSize(1);
    assertThat(notices).isEmpty();
  }

  @Test
  void nothing_asked_for_leaves_no_file() {
    try (Embedder embedder = model.open()) {
      KeptVectors.ofTexts(embedder, TEXTS, cache, notices::add).close();
    }
    assertThat(cache).doesNotExist();
  }

  @Test
  void no_texts_have_no_vectors() {
    assertThat(of(List.of())).isEmpty();
    assertThat(of(List.of())).isEmpty();
  }

  @Test
  void other_texts_or_another_model_have_another_file() throws IOException {
    of(TEXTS);
    of(TEXTS.subList(1, TEXTS.size()));
    of(List.of("red green", "blue"));
    of(List.of("red", "green blue"));
    model = TinyModel.in(folder.resolve("tiny")).pooling("cls_token").model();
    of(TEXTS);
    assertThat(files()).hasSize(5);
    assertThat(notices).isEmpty();
  }

  @Test
  void a_damaged_file_is_made_anew_with_one_notice() throws IOException {
    float[][] first = of(TEXTS);
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int place : new int[] {0, 20, 75, 79, 85, whole.length / 2, whole.length - 1}) {
      byte[] damaged = whole.clone();
      damaged[place] ^= 1;
      Files.write(file, damaged);
      notices.clear();
      assertThat(of(TEXTS)).isDeepEqualTo(first);
      assertThat(notices).singleElement().asString().contains(file.toString(), "computed again");
      assertThat(file).hasBinaryContent(whole);
    }
  }

  @Test
  void a_file_of_another_size_is_made_anew() throws IOException {
    float[][] first = of(TEXTS);
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (byte[] other : new byte[][] {{}, Arrays.copyOf(whole, whole.length - 12)}) {
      Files.write(file, other);
      assertThat(of(TEXTS)).isDeepEqualTo(first);
    }
    assertThat(notices).hasSize(2).allMatch(notice -> notice.contains("another size"));
  }

  @Test
  void a_cache_that_cannot_be_written_costs_a_notice() throws IOException {
    Files.writeString(folder.resolve("cache"), "a file where the folder should be");
    assertThat(of(TEXTS)).hasDimensions(TEXTS.size(), 3);
    assertThat(notices).singleElement().asString().contains("cannot be written");
  }

  @Test
  void nothing_is_kept_of_a_text_that_fails() {
    // The model has no direction for an empty text.
    List<String> texts = new ArrayList<>(TEXTS);
    texts.set(50, "");
    assertThatThrownBy(() -> of(texts)).hasMessageContaining("length 0");
    try (KeptVectors kept = KeptVectors.ofTexts(closed(), texts, cache, notices::add)) {
      assertThatThrownBy(() -> kept.get(50)).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void several_at_once_do_no_harm() throws IOException {
    List<float[][]> all = IntStream.range(0, 8).parallel().mapToObj(_ -> of(TEXTS)).toList();
    assertThat(all).allSatisfy(vectors -> assertThat(vectors).isDeepEqualTo(all.getFirst()));
    assertThat(files()).hasSize(1);
  }

  private float[][] of(List<String> texts) {
    try (Embedder embedder = model.open();
        KeptVectors kept = KeptVectors.ofTexts(embedder, texts, cache, notices::add)) {
      return kept.all();
    }
  }

  /// One that knows its model and computes nothing.
  private Embedder closed() {
    Embedder embedder = model.open();
    embedder.close();
    return embedder;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.toList();
    }
  }
}
