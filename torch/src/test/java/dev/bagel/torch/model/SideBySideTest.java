package dev.bagel.torch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bagel.torch.lora.LoraSettings;
import dev.bagel.torch.lora.LoraWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rows of a pass in several threads.
class SideBySideTest {
  @TempDir private Path folder;
  private int before;

  @BeforeEach
  void remember() {
    Libtorch.start();
    before = Libtorch.threads();
  }

  @AfterEach
  void restore() {
    Libtorch.use(before);
  }

  @Test
  void every_row_is_dealt_out_once_and_nobody_has_much_more_than_another() throws IOException {
    ModelConfig config = TinyModel.llama(folder).config();
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      List<Integer> lengths = random.ints(1 + random.nextInt(20), 1, 31).boxed().toList();
      dealt(LearningBatch.of(rows(lengths), config), 1 + random.nextInt(6), lengths);
    }
  }

  private static void dealt(LearningBatch batch, int most, List<Integer> lengths) {
    List<LearningBatch.Part> parts = batch.parts(most);
    assertThat(parts).hasSize(Math.min(most, lengths.size()));
    assertThat(parts.stream().flatMapToInt(part -> Arrays.stream(part.rows())))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, lengths.size()).boxed().toList());
    assertThat(parts.stream().flatMapToInt(part -> Arrays.stream(part.learnt())))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, batch.learnt()).boxed().toList());
    int longest = lengths.stream().mapToInt(Integer::intValue).max().orElseThrow();
    IntStream loads = parts.stream().mapToInt(part -> part.batch().tokens());
    var spread = loads.summaryStatistics();
    assertThat(spread.getMax() - spread.getMin()).isLessThanOrEqualTo(longest);
    assertThat(spread.getSum()).isEqualTo(batch.tokens());
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void threads_find_what_one_finds(boolean mixtral, boolean checkpointing) throws IOException {
    try (FullWeights weights = open(mixtral)) {
      LearningOptions options = new LearningOptions(checkpointing, 0);
      Found one = found(weights, options, 1, 1);
      Found three = found(weights, options, 3, 1);
      assertThat(three.gradients).containsExactly(one.gradients, within(2e-6f));
      assertThat(three.learnt.losses()).containsExactly(one.learnt.losses(), within(1e-5f));
      assertThat(three.learnt.objective()).isCloseTo(one.learnt.objective(), within(1e-6));
      assertThat(three.learnt.router()).isCloseTo(one.learnt.router(), within(1e-5));
    }
  }

  @Test
  void the_same_threads_find_the_same_to_the_bit() throws IOException {
    try (FullWeights weights = open(false)) {
      LearningOptions options = new LearningOptions(false, 5);
      Found first = found(weights, options, 3, 4);
      for (int again = 0; again < 20; again++) {
        assertThat(found(weights, options, 3, 4).gradients).containsExactly(first.gradients);
      }
    }
  }

  @Test
  void noise_is_of_the_row_and_not_of_the_thread() throws IOException {
    try (FullWeights weights = open(false)) {
      LearningOptions options = new LearningOptions(false, 5);
      float[] one = found(weights, options, 1, 4).learnt.losses();
      assertThat(found(weights, options, 3, 4).learnt.losses()).containsExactly(one, within(1e-5f));
      assertThat(found(weights, options, 3, 5).learnt.losses()[0]).isNotEqualTo(one[0]);
    }
  }

  @Test
  void dropout_in_several_threads_is_the_same_each_time() throws IOException {
    TinyModel.llama(folder);
    LoraSettings settings = new LoraSettings(2, 4, 0.3, List.of("all-linear"), false, false, 1);
    try (LoraWeights weights = LoraWeights.open(folder, settings, Precision.F32)) {
      weights.parameters().values().add_(new Scalar(0.1));
      float[] first = found(weights, new LearningOptions(false, 0), 3, 4).gradients;
      float[] again = found(weights, new LearningOptions(true, 0), 3, 4).gradients;
      assertThat(again).containsExactly(first, within(1e-5f));
      assertThat(found(weights, new LearningOptions(false, 0), 3, 5).gradients).isNotEqualTo(first);
    }
  }

  @Test
  void a_row_without_anything_to_learn_may_have_a_thread_of_its_own() throws IOException {
    try (FullWeights weights = open(false)) {
      int[] ids = {1, 2, 3};
      int[] nothing = {LabelledRow.IGNORED, LabelledRow.IGNORED, LabelledRow.IGNORED};
      List<LabelledRow> rows = new ArrayList<>(rows(List.of(4)));
      float[] alone = gradients(weights, rows, 2);
      rows.add(new LabelledRow(ids, nothing));
      assertThat(gradients(weights, rows, 2)).containsExactly(alone, within(1e-6f));
    }
  }

  @Test
  void what_goes_wrong_in_the_middle_is_said_once_and_nobody_waits() throws IOException {
    try (FullWeights weights = open(false)) {
      Libtorch.use(3);
      LearningModel model =
          new LearningModel(weights, Precision.F32, new LearningOptions(false, 0));
      LearningBatch batch = LearningBatch.of(rows(List.of(5, 3, 4)), model.config());
      Objective broken =
          losses -> {
            throw new IllegalStateException("no objective");
          };
      assertThatThrownBy(() -> model.learn(batch, broken, 0, 0))
          .hasStackTraceContaining("no objective");
      assertThat(model.learn(batch, Tensor::sum, 0, 0).losses()).hasSize(9);
    }
  }

  @Test
  void a_part_that_fails_lets_the_others_go() {
    Meeting meeting =
        new Meeting(3, _ -> new Meeting.Verdict(0, new float[0], new float[0], Optional.empty()));
    assertThatThrownBy(
            () ->
                SideBySide.run(
                    3,
                    1,
                    part -> {
                      if (part == 1) {
                        IllegalStateException reason = new IllegalStateException("part 1");
                        meeting.leave(part, reason);
                        throw reason;
                      }
                      meeting.tell(part, new Meeting.Told(new float[0], Optional.empty()));
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("part 1");
  }

  private FullWeights open(boolean mixtral) throws IOException {
    if (mixtral) {
      TinyModel.mixtral(folder);
    } else {
      TinyModel.llama(folder);
    }
    return FullWeights.open(folder, List.of(), Precision.F32);
  }

  private static float[] gradients(LearningWeights weights, List<LabelledRow> rows, int threads) {
    Libtorch.use(threads);
    LearningModel model = new LearningModel(weights, Precision.F32, new LearningOptions(false, 0));
    weights.parameters().forgetGradients();
    model.learn(LearningBatch.of(rows, model.config()), Tensor::sum, 0, 0);
    return CausalModel.numbers(weights.parameters().gradients());
  }

  private static Found found(
      LearningWeights weights, LearningOptions options, int threads, long seed) {
    Libtorch.use(threads);
    LearningModel model = new LearningModel(weights, Precision.F32, options);
    LearningBatch batch = LearningBatch.of(rows(List.of(5, 9, 2, 5, 7)), model.config());
    Objective mean = losses -> losses.sum().div(new Scalar((double) batch.learnt()));
    weights.parameters().forgetGradients();
    LearningModel.Learnt learnt = model.learn(batch, mean, 1, seed);
    return new Found(learnt, CausalModel.numbers(weights.parameters().gradients()));
  }

  private static List<LabelledRow> rows(List<Integer> lengths) {
    return lengths.stream()
        .map(length -> IntStream.range(0, length).map(i -> (i * i + length) % 20).toArray())
        .map(ids -> new LabelledRow(ids, ids))
        .toList();
  }

  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Found(LearningModel.Learnt learnt, float[] gradients) {}
}
