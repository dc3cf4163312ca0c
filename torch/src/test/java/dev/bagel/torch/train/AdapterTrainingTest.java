package dev.bagel.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bagel.torch.lora.LoraSettings;
import dev.bagel.torch.lora.LoraWeights;
import dev.bagel.torch.model.CausalModel;
import dev.bagel.torch.model.LabelledRow;
import dev.bagel.torch.model.LearningBatch;
import dev.bagel.torch.model.LearningModel;
import dev.bagel.torch.model.LearningOptions;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.model.SharedModel;
import dev.bagel.torch.model.TinyModel;
import dev.bagel.torch.model.TokenLosses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Adapters in training, on a model that has learnt before.
class AdapterTrainingTest {
  private static final OptimiserSettings SETTINGS =
      new OptimiserSettings(1e-2, 0.9, 0.999, 1e-8, 0, 0);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"false, false", "true, true"})
  void twenty_steps_lower_the_loss_and_leave_the_base(boolean fourBits, boolean checkpointing)
      throws Exception {
    Path base = SharedModel.STORIES.folder();
    String before = digest(base.resolve("model.safetensors"));
    try (LoraWeights weights = open(base, fourBits, 0.05)) {
      LearningModel model = model(weights, checkpointing);
      LearningBatch batch = batch(model);
      double first = mean(model.losses(batch));
      assertThat(first).isCloseTo(3.2533, within(fourBits ? 0.2 : 1e-3));
      learn(weights, model, batch, 20);
      assertThat(mean(model.losses(batch))).isLessThan(first - 0.5);
    }
    assertThat(digest(base.resolve("model.safetensors"))).isEqualTo(before);
  }

  /// Nothing but the adapter is switched off: what DPO compares with is the base, whatever was
  /// learnt.
  @Test
  void the_reference_of_dpo_is_the_base() {
    Path base = SharedModel.STORIES.folder();
    try (LoraWeights weights = open(base, false, 0);
        CausalModel plain = CausalModel.load(base, Precision.F32)) {
      LearningModel model = model(weights, false);
      LearningBatch batch = batch(model);
      TokenLosses original =
          new TokenLosses(weights.config(), Precision.F32, weights.original().orElseThrow());
      float[] reference = original.of(batch);
      assertThat(model.losses(batch)).isEqualTo(reference);
      learn(weights, model, batch, 3);
      assertThat(original.of(batch)).isEqualTo(reference);
      assertThat(model.losses(batch)).isNotEqualTo(reference);
      double[] rows = DpoObjective.logProbabilities(batch, reference);
      DpoObjective same = new DpoObjective(batch, rows, 0.1, batch.rows() / 2);
      assertThat(same.rewards(reference)).containsOnly(0);
      assertThat(plain.config()).isEqualTo(weights.config());
    }
  }

  @Test
  void experts_learn_on_four_bits() throws IOException {
    TinyModel tiny = TinyModel.mixtral(folder);
    try (LoraWeights weights = open(tiny.folder(), true, 0.1)) {
      LearningModel model = model(weights, true);
      int[] ids = {1, 9, 4, 17, 3, 8, 8, 2};
      LearningBatch batch = LearningBatch.of(List.of(new LabelledRow(ids, ids)), tiny.config());
      double first = mean(model.losses(batch));
      learn(weights, model, batch, 20);
      assertThat(mean(model.losses(batch))).isLessThan(first / 2);
    }
  }

  private static LoraWeights open(Path base, boolean fourBits, double dropout) {
    LoraSettings settings =
        new LoraSettings(8, 16, dropout, List.of("all-linear"), false, fourBits, 1);
    return LoraWeights.open(base, settings, Precision.F32);
  }

  private static LearningModel model(LoraWeights weights, boolean checkpointing) {
    return new LearningModel(weights, Precision.F32, new LearningOptions(checkpointing, 0));
  }

  private static void learn(
      LoraWeights weights, LearningModel model, LearningBatch batch, int steps) {
    try (AdamW optimiser = new AdamW(weights.parameters(), SETTINGS)) {
      for (int step = 1; step <= steps; step++) {
        weights.parameters().forgetGradients();
        model.learn(batch, new SftObjective(batch.learnt()), 1, step);
        optimiser.step(step, SETTINGS.rate(), 1);
      }
    }
  }

  private static LearningBatch batch(LearningModel model) {
    List<LabelledRow> rows =
        SharedModel.numbers("train_batches.json")
            .path("input_ids")
            .valueStream()
            .map(SharedModel::ints)
            .map(ids -> new LabelledRow(ids, ids))
            .toList();
    return LearningBatch.of(rows, model.config());
  }

  private static double mean(float[] losses) {
    double sum = 0;
    for (float loss : losses) {
      sum += loss;
    }
    return sum / losses.length;
  }

  private static String digest(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
