package dev.bagel.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bagel.torch.model.FullWeights;
import dev.bagel.torch.model.LabelledRow;
import dev.bagel.torch.model.LearningBatch;
import dev.bagel.torch.model.LearningModel;
import dev.bagel.torch.model.LearningOptions;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.model.SharedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Training beside PyTorch's, by numbers that were made there.
class TrainReferenceTest {
  private static final OptimiserSettings SETTINGS =
      new OptimiserSettings(1e-3, 0.9, 0.999, 1e-8, 0, 0);

  private final FullWeights weights =
      FullWeights.open(SharedModel.STORIES.folder(), List.of(), Precision.F32);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fifty_steps_and_dpo_after_them(boolean checkpointing) {
    JsonNode wanted = SharedModel.numbers("train_reference.json");
    LearningModel model = model(new LearningOptions(checkpointing, 0));
    LearningBatch batch = batch(model);
    double[] reference = reference(model);
    try (AdamW optimiser = new AdamW(weights.parameters(), SETTINGS)) {
      for (int step = 1; step <= 50; step++) {
        weights.parameters().forgetGradients();
        double loss = model.learn(batch, new SftObjective(504), 0, 0).objective();
        assertThat(loss)
            .isCloseTo(
                wanted.path("losses").path(step - 1).asDouble(), Percentage.withPercentage(0.1));
        assertThat(gradientNorm())
            .isCloseTo(
                wanted.path("grad_norms").path(step - 1).asDouble(),
                Percentage.withPercentage(0.5));
        optimiser.step(step, SETTINGS.rate(), 1);
      }
    }
    dpo(model, reference);
  }

  private LearningModel model(LearningOptions options) {
    return new LearningModel(weights, Precision.F32, options);
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

  private double gradientNorm() {
    try (var _ = new PointerScope()) {
      return weights.parameters().gradients().norm().item_double();
    }
  }

  private static double[] reference(LearningModel model) {
    LearningBatch pairs = pairs(model);
    return DpoObjective.logProbabilities(pairs, model.losses(pairs));
  }

  private void dpo(LearningModel model, double[] reference) {
    JsonNode wanted = SharedModel.numbers("dpo_reference.json");
    DpoObjective objective = new DpoObjective(pairs(model), reference, 0.1, 4);
    weights.parameters().forgetGradients();
    LearningModel.Learnt learnt = model.learn(objective.batch(), objective, 0, 0);
    assertThat(learnt.objective()).isCloseTo(wanted.path("loss_float32").asDouble(), within(1e-4));
    assertThat(gradientNorm())
        .isCloseTo(wanted.path("grad_norm_wrt_policy_float32").asDouble(), within(2e-2));
    double[] rewards = objective.rewards(learnt.losses());
    for (int pair = 0; pair < 4; pair++) {
      JsonNode one = wanted.path("float32").path(pair);
      assertThat(rewards[2 * pair]).isCloseTo(one.path("chosen_reward").asDouble(), within(1e-4));
      assertThat(rewards[2 * pair + 1])
          .isCloseTo(one.path("rejected_reward").asDouble(), within(1e-4));
      assertThat(reference[2 * pair])
          .isCloseTo(one.path("ref_chosen_logp").asDouble(), within(1e-4));
    }
  }

  private static LearningBatch pairs(LearningModel model) {
    List<LabelledRow> rows = new ArrayList<>();
    for (JsonNode triple : SharedModel.numbers("dpo_reference.json").path("triples")) {
      int[] prompt = SharedModel.ints(triple.path("prompt_ids"));
      rows.add(row(prompt, SharedModel.ints(triple.path("chosen_ids"))));
      rows.add(row(prompt, SharedModel.ints(triple.path("rejected_ids"))));
    }
    return LearningBatch.of(rows, model.config());
  }

  private static LabelledRow row(int[] prompt, int[] answer) {
    int[] ids = IntStream.concat(IntStream.of(prompt), IntStream.of(answer)).toArray();
    int[] labels = ids.clone();
    for (int i = 0; i < prompt.length; i++) {
      labels[i] = LabelledRow.IGNORED;
    }
    return new LabelledRow(ids, labels);
  }
}
