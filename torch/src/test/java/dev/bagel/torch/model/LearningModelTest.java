package dev.bagel.torch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bagel.BagelException;
import dev.bagel.torch.weights.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearningModelTest {
  private static final LearningOptions PLAIN = new LearningOptions(false, 0);
  private static final LearningOptions CHECKPOINTING = new LearningOptions(true, 0);

  @TempDir Path folder;

  /// The models whose passes differ.
  enum Kind {
    LLAMA {
      @Override
      TinyModel in(Path folder) throws IOException {
        return TinyModel.llama(folder);
      }
    },
    MISTRAL {
      @Override
      TinyModel in(Path folder) throws IOException {
        return TinyModel.mistral(folder, 3);
      }
    },
    MIXTRAL {
      @Override
      TinyModel in(Path folder) throws IOException {
        return TinyModel.mixtral(folder);
      }
    };

    abstract TinyModel in(Path folder) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void rows_do_not_see_each_other(Kind kind) throws IOException {
    List<LabelledRow> rows = rows(5, 3, 9, 2);
    try (FullWeights weights = open(kind)) {
      LearningModel model = model(weights, PLAIN);
      float[] together = model.losses(LearningBatch.of(rows, model.config()));
      assertThat(together).containsExactly(alone(model, rows), within(1e-5f));
    }
  }

  /// As if each had been learnt in a pass of its own.
  @ParameterizedTest
  @EnumSource
  void rows_of_a_pass_have_the_gradients_that_they_have_alone(Kind kind) throws IOException {
    List<LabelledRow> rows = rows(5, 5, 3, 9, 2, 6);
    try (FullWeights weights = open(kind)) {
      LearningModel model = model(weights, PLAIN);
      float[] apart = gradients(model, weights, rows.stream().map(List::of).toList(), 0);
      assertThat(gradients(model, weights, List.of(rows), 0)).containsExactly(apart, within(2e-5f));
    }
  }

  @ParameterizedTest
  @EnumSource
  void passes_add_up_to_one_big_batch(Kind kind) throws IOException {
    List<LabelledRow> rows = rows(5, 3, 9, 2, 6, 7, 8, 4);
    try (FullWeights weights = open(kind)) {
      LearningModel model = model(weights, PLAIN);
      float[] big = gradients(model, weights, List.of(rows), 0);
      List<List<LabelledRow>> parts = new ArrayList<>();
      for (int from = 0; from < 8; from += 2) {
        parts.add(rows.subList(from, from + 2));
      }
      assertThat(gradients(model, weights, parts, 0)).containsExactly(big, within(1e-5f));
    }
  }

  @ParameterizedTest
  @EnumSource
  void blocks_computed_again_give_the_same_gradients(Kind kind) throws IOException {
    List<LabelledRow> rows = rows(5, 3, 9, 2);
    try (FullWeights weights = open(kind)) {
      float[] kept = gradients(model(weights, PLAIN), weights, List.of(rows), 1);
      float[] again = gradients(model(weights, CHECKPOINTING), weights, List.of(rows), 1);
      assertThat(again).containsExactly(kept, within(1e-6f));
    }
  }

  @Test
  void noise_is_the_same_in_both_ways_and_another_for_another_seed() throws IOException {
    List<LabelledRow> rows = rows(5, 3);
    try (FullWeights weights = open(Kind.LLAMA)) {
      LearningModel kept = model(weights, new LearningOptions(false, 5));
      LearningModel again = model(weights, new LearningOptions(true, 5));
      LearningBatch batch = LearningBatch.of(rows, kept.config());
      double first = kept.learn(batch, mean(6), 0, 1).objective();
      assertThat(again.learn(batch, mean(6), 0, 1).objective()).isEqualTo(first);
      assertThat(kept.learn(batch, mean(6), 0, 2).objective()).isNotEqualTo(first);
      assertThat(model(weights, PLAIN).learn(batch, mean(6), 0, 1).objective()).isNotEqualTo(first);
    }
  }

  /// The router's part, which autograd is told piece by piece where blocks are computed again.
  @ParameterizedTest
  @EnumSource(names = {"LLAMA", "MIXTRAL"})
  void gradients_are_how_the_loss_changes(Kind kind) throws IOException {
    List<LabelledRow> rows = rows(5, 9);
    try (FullWeights weights = open(kind)) {
      LearningModel model = model(weights, CHECKPOINTING);
      LearningBatch batch = LearningBatch.of(rows, model.config());
      float[] gradients = gradients(model, weights, List.of(rows), 1);
      double routers = kind == Kind.MIXTRAL ? lossWeight(weights) : 0;
      Random random = new Random(7);
      for (int i = 0; i < 40; i++) {
        int place = random.nextInt(gradients.length);
        double change =
            (value(model, weights, batch, place, 1e-2, routers)
                    - value(model, weights, batch, place, -1e-2, routers))
                / 2e-2;
        assertThat(gradients[place]).isCloseTo((float) change, within(5e-3f));
      }
    }
  }

  private static double lossWeight(FullWeights weights) {
    return weights.config().experts().orElseThrow().lossWeight();
  }

  /// The loss where one number is moved.
  private static double value(
      LearningModel model,
      FullWeights weights,
      LearningBatch batch,
      int place,
      double by,
      double routers) {
    try (var _ = new PointerScope()) {
      var number = weights.parameters().values().narrow(0, place, 1);
      number.add_(new Scalar(by));
      LearningModel.Learnt learnt = model.learn(batch, mean(batch.learnt()), 1, 0);
      number.sub_(new Scalar(by));
      return learnt.objective() + routers * learnt.router();
    }
  }

  @Test
  void what_is_frozen_has_no_gradient_and_is_saved_as_it_was() throws IOException {
    TinyModel tiny = TinyModel.llama(folder);
    List<String> frozen = List.of("model.embed_tokens.weight", "model.layers.0.*");
    try (FullWeights weights = FullWeights.open(folder, frozen, Precision.F32)) {
      assertThat(weights.parameters().parameters().keySet())
          .noneMatch(name -> name.startsWith("model.layers.0."))
          .contains("model.layers.1.mlp.down_proj.weight", "lm_head.weight");
      gradients(model(weights, CHECKPOINTING), weights, List.of(rows(4, 4)), 1);
      add(weights, 1.0);
      Path saved = folder.resolve("saved");
      weights.save(saved, Optional.empty());
      Files.copy(folder.resolve("config.json"), saved.resolve("config.json"));
      try (FullWeights again = FullWeights.open(saved, List.of(), Precision.F32)) {
        assertThat(numbers(again, "model.layers.0.mlp.down_proj.weight"))
            .containsExactly(tiny.values("model.layers.0.mlp.down_proj.weight"));
        assertThat(numbers(again, "model.layers.1.mlp.down_proj.weight")[3])
            .isEqualTo(tiny.values("model.layers.1.mlp.down_proj.weight")[3] + 1);
      }
    }
  }

  @Test
  void what_cannot_be_frozen_is_refused() throws IOException {
    TinyModel.llama(folder);
    assertThatThrownBy(() -> FullWeights.open(folder, List.of("model.layers.7.*"), Precision.F32))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("nothing is called model.layers.7.*");
    assertThatThrownBy(() -> FullWeights.open(folder, List.of("*"), Precision.F32))
        .hasMessageContaining("nothing would be learnt");
  }

  @Test
  void what_is_saved_is_restored_to_the_bit() throws IOException {
    try (FullWeights weights = open(Kind.MIXTRAL)) {
      add(weights, 0.1);
      float[] before = CausalModel.numbers(weights.parameters().values());
      Path saved = folder.resolve("saved");
      weights.save(saved, Optional.of(ElementType.F32));
      add(weights, 1);
      weights.restore(saved);
      assertThat(CausalModel.numbers(weights.parameters().values())).containsExactly(before);
    }
  }

  @Test
  void half_precision_learns_in_single() throws IOException {
    TinyModel.llama(folder);
    List<LabelledRow> rows = rows(5, 9, 7);
    try (FullWeights half = FullWeights.open(folder, List.of(), Precision.BF16);
        FullWeights single = FullWeights.open(folder, List.of(), Precision.F32)) {
      LearningModel model = new LearningModel(half, Precision.BF16, PLAIN);
      float[] rough = gradients(model, half, List.of(rows), 0);
      float[] exact = gradients(model(single, PLAIN), single, List.of(rows), 0);
      double difference = 0;
      double length = 0;
      for (int i = 0; i < exact.length; i++) {
        difference += Math.pow(rough[i] - exact[i], 2);
        length += Math.pow(exact[i], 2);
      }
      assertThat(Math.sqrt(difference / length)).isBetween(1e-4, 0.05);
    }
  }

  @Test
  void rows_that_the_model_cannot_read_are_refused() throws IOException {
    ModelConfig config = TinyModel.llama(folder).config();
    assertThatThrownBy(() -> LearningBatch.of(rows(33), config))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("33 tokens are more than the model's 32 positions");
    LabelledRow strange = new LabelledRow(new int[] {1, 23}, new int[] {1, 23});
    assertThatThrownBy(() -> LearningBatch.of(List.of(strange), config)).hasMessageContaining("23");
  }

  @Test
  void a_batch_counts_what_it_holds() throws IOException {
    ModelConfig config = TinyModel.llama(folder).config();
    LabelledRow masked = new LabelledRow(new int[] {1, 5, 6}, new int[] {-100, -100, 6});
    LearningBatch batch =
        LearningBatch.of(List.of(masked, rows(4).getFirst(), rows(2).getFirst()), config);
    assertThat(batch.rows()).isEqualTo(3);
    assertThat(batch.tokens()).isEqualTo(9);
    assertThat(batch.learnt()).isEqualTo(1 + 3 + 1);
    assertThat(batch.rowOf()).containsExactly(0, 1, 1, 1, 2);
  }

  private FullWeights open(Kind kind) throws IOException {
    kind.in(folder);
    return FullWeights.open(folder, List.of(), Precision.F32);
  }

  private static LearningModel model(FullWeights weights, LearningOptions options) {
    return new LearningModel(weights, Precision.F32, options);
  }

  private static void add(FullWeights weights, double number) {
    try (var _ = new PointerScope()) {
      weights.parameters().values().add_(new Scalar(number));
    }
  }

  private static Objective mean(long tokens) {
    return losses -> losses.sum().div(new Scalar((double) tokens));
  }

  private static float[] gradients(
      LearningModel model,
      FullWeights weights,
      List<List<LabelledRow>> passes,
      double routerShare) {
    weights.parameters().forgetGradients();
    List<LearningBatch> batches =
        passes.stream().map(pass -> LearningBatch.of(pass, model.config())).toList();
    long learnt = batches.stream().mapToLong(LearningBatch::learnt).sum();
    batches.forEach(batch -> model.learn(batch, mean(learnt), routerShare, 0));
    return CausalModel.numbers(weights.parameters().gradients());
  }

  private static float[] numbers(FullWeights weights, String name) {
    return CausalModel.numbers(weights.parameters().get(name).detach());
  }

  private static float[] alone(LearningModel model, List<LabelledRow> rows) {
    List<Float> all = new ArrayList<>();
    for (LabelledRow row : rows) {
      for (float loss : model.losses(LearningBatch.of(List.of(row), model.config()))) {
        all.add(loss);
      }
    }
    float[] losses = new float[all.size()];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = all.get(i);
    }
    return losses;
  }

  /// Rows of these lengths, learnt from their second token on.
  private static List<LabelledRow> rows(int... lengths) {
    Random random = new Random(3);
    return Arrays.stream(lengths)
        .mapToObj(length -> random.ints(length, 0, 23).toArray())
        .map(ids -> new LabelledRow(ids, ids))
        .toList();
  }
}
