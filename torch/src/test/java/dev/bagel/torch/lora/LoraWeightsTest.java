package dev.bagel.torch.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bagel.BagelException;
import dev.bagel.torch.model.CausalModel;
import dev.bagel.torch.model.LearningBatch;
import dev.bagel.torch.model.LearningModel;
import dev.bagel.torch.model.ModelConfig;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.model.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoraWeightsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void an_adapter_that_has_learnt_nothing_changes_nothing(Precision precision) throws IOException {
    TinyModel.mixtral(folder);
    try (CausalModel base = CausalModel.load(folder, precision);
        LoraWeights weights =
            LoraWeights.open(folder, Trials.settings("all-linear", "gate"), precision)) {
      float[][][] wanted = base.logits(Trials.IDS);
      ModelConfig config = weights.config();
      assertThat(Trials.logits(config, weights.settled(), precision)).isDeepEqualTo(wanted);
      assertThat(Trials.logits(config, weights.original().orElseThrow(), precision))
          .isDeepEqualTo(wanted);
    }
  }

  @Test
  void a_learnt_adapter_changes_the_settled_model_and_not_the_original() throws IOException {
    TinyModel tiny = TinyModel.llama(folder);
    try (CausalModel base = tiny.load();
        LoraWeights weights = open(Trials.dropping(0.5, "q_proj", "down_proj"))) {
      float[][][] before = base.logits(Trials.IDS);
      Trials.fill(weights);
      float[][][] settled = Trials.logits(tiny.config(), weights.settled(), Precision.F32);
      assertThat(Trials.distance(settled, before)).isGreaterThan(0.1);
      assertThat(Trials.logits(tiny.config(), weights.settled(), Precision.F32))
          .isDeepEqualTo(settled);
      assertThat(Trials.logits(tiny.config(), weights.original().orElseThrow(), Precision.F32))
          .isDeepEqualTo(before);
    }
  }

  /// `B · A` by hand, in double precision.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void its_part_counts_alpha_by_rank_or_by_the_root_of_the_rank(boolean stabilised)
      throws IOException {
    TinyModel tiny = TinyModel.llama(folder);
    String query = "model.layers.1.self_attn.q_proj.weight";
    LoraSettings settings = new LoraSettings(4, 8, 0, List.of("q_proj"), stabilised, false, 7);
    try (LoraWeights weights = open(settings)) {
      Trials.fill(weights);
      Target target = new Target(query, 24, 12);
      float[] down = Trials.numbers(weights.parameters().get(target.down()));
      float[] up = Trials.numbers(weights.parameters().get(target.up()));
      double scale = stabilised ? 4 : 2;
      double[] in = new Random(1).doubles(12).toArray();
      float[] row = new float[12];
      for (int i = 0; i < 12; i++) {
        row[i] = (float) in[i];
      }
      try (Tensor input = Tensor.create(row, 1, 12);
          Tensor out = weights.settled().linear(query).apply(input)) {
        float[] found = Trials.numbers(out);
        for (int o = 0; o < 24; o++) {
          double wanted = 0;
          for (int i = 0; i < 12; i++) {
            double change = 0;
            for (int r = 0; r < 4; r++) {
              change += up[o * 4 + r] * (double) down[r * 12 + i];
            }
            wanted += row[i] * (tiny.values(query)[o * 12 + i] + scale * change);
          }
          assertThat((double) found[o]).isCloseTo(wanted, within(1e-5));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "mixtral"})
  void gradients_are_the_slopes_of_the_loss(String kind) throws IOException {
    boolean mixtral = kind.equals("mixtral");
    ModelConfig config = (mixtral ? TinyModel.mixtral(folder) : TinyModel.llama(folder)).config();
    try (LoraWeights weights =
        open(Trials.settings("all-linear", mixtral ? "gate" : "q_proj", "lm_head"))) {
      Trials.fill(weights);
      LearningModel model = Trials.model(weights, false);
      LearningBatch batch = Trials.batch(config);
      model.learn(batch, Tensor::sum, 0, 0);
      Random random = new Random(5);
      for (Map.Entry<String, Tensor> entry : weights.parameters().parameters().entrySet()) {
        float[] gradient = Trials.numbers(weights.parameters().gradient(entry.getKey()));
        float[] at = Trials.numbers(entry.getValue());
        float[] way = new float[at.length];
        double wanted = 0;
        for (int i = 0; i < way.length; i++) {
          way[i] = random.nextBoolean() ? 1 : -1;
          wanted += way[i] * gradient[i];
        }
        double slope = slope(model, batch, entry.getValue(), at, way);
        assertThat(slope)
            .as(entry.getKey())
            .isCloseTo(wanted, within(0.02 + 0.01 * Math.abs(wanted)));
      }
    }
  }

  private static double slope(
      LearningModel model, LearningBatch batch, Tensor parameter, float[] at, float[] way) {
    double step = 1e-3;
    double up = sum(model, batch, parameter, at, way, step);
    double down = sum(model, batch, parameter, at, way, -step);
    Trials.put(parameter, at);
    return (up - down) / (2 * step);
  }

  private static double sum(
      LearningModel model,
      LearningBatch batch,
      Tensor parameter,
      float[] at,
      float[] way,
      double step) {
    float[] moved = new float[at.length];
    for (int i = 0; i < at.length; i++) {
      moved[i] = (float) (at[i] + step * way[i]);
    }
    Trials.put(parameter, moved);
    double sum = 0;
    for (float loss : model.losses(batch)) {
      sum += loss;
    }
    return sum;
  }

  @Test
  void checkpointing_throws_the_same_dice() throws IOException {
    ModelConfig config = TinyModel.mixtral(folder).config();
    try (LoraWeights weights = open(Trials.dropping(0.4, "all-linear"))) {
      Trials.fill(weights);
      float[] kept = gradients(weights, config, false, 11);
      float[] again = gradients(weights, config, true, 11);
      assertThat(again).containsExactly(kept, Offset.offset(1e-5f));
      assertThat(gradients(weights, config, true, 12)).isNotEqualTo(again);
    }
  }

  private static float[] gradients(
      LoraWeights weights, ModelConfig config, boolean checkpointing, long seed) {
    weights.parameters().forgetGradients();
    Trials.model(weights, checkpointing).learn(Trials.batch(config), Tensor::sum, 1, seed);
    return Trials.numbers(weights.parameters().gradients());
  }

  @Test
  void without_dropout_learning_is_as_settled() throws IOException {
    ModelConfig config = TinyModel.llama(folder).config();
    try (LoraWeights weights = open(Trials.settings("v_proj"))) {
      Trials.fill(weights);
      assertThat(
              Trials.logits(config, weights.learning(weights.parameters().leaves()), Precision.F32))
          .isDeepEqualTo(Trials.logits(config, weights.settled(), Precision.F32));
    }
  }

  @Test
  void an_adapter_begins_by_its_seed() throws IOException {
    TinyModel.llama(folder);
    float[] first = values(7);
    assertThat(values(7)).isEqualTo(first);
    assertThat(values(8)).isNotEqualTo(first);
    try (LoraWeights weights = open(Trials.settings("q_proj"))) {
      Target target = new Target("model.layers.0.self_attn.q_proj.weight", 24, 12);
      float[] down = Trials.numbers(weights.parameters().get(target.down()));
      double most = 0;
      double sum = 0;
      for (float number : down) {
        most = Math.max(most, Math.abs(number));
        sum += number;
      }
      assertThat(most).isBetween(0.8 / Math.sqrt(12), 1 / Math.sqrt(12));
      assertThat(sum / down.length).isCloseTo(0, within(0.1));
      assertThat(Trials.numbers(weights.parameters().get(target.up()))).containsOnly(0);
    }
  }

  private float[] values(long seed) {
    try (LoraWeights weights =
        open(new LoraSettings(4, 8, 0, List.of("all-linear"), false, false, seed))) {
      return Trials.numbers(weights.parameters().values());
    }
  }

  @Test
  void targets_are_named_by_the_ends_of_their_names() throws IOException {
    TinyModel.mixtral(folder);
    assertThat(learnt("layers.1.self_attn.k_proj"))
        .containsExactly(
            "base_model.model.model.layers.1.self_attn.k_proj.lora_A.weight",
            "base_model.model.model.layers.1.self_attn.k_proj.lora_B.weight");
    assertThat(learnt("w1")).hasSize(2 * 2 * 5);
    assertThat(learnt("gate")).hasSize(2 * 2);
    assertThat(learnt("lm_head")).hasSize(2);
    assertThat(learnt("all-linear")).hasSize(2 * 2 * (4 + 3 * 5));
  }

  private List<String> learnt(String target) {
    try (LoraWeights weights = open(Trials.settings(target))) {
      return List.copyOf(weights.parameters().parameters().keySet());
    }
  }

  @Test
  void a_target_that_is_no_module_is_named_with_those_that_are() throws IOException {
    TinyModel.llama(folder);
    assertThatThrownBy(() -> open(Trials.settings("q_proj", "w1")))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining(
            "no module w1 that an adapter can change; it has down_proj, gate_proj, k_proj,"
                + " lm_head");
    assertThatThrownBy(() -> open(Trials.settings("embed_tokens")))
        .hasMessageContaining("no module embed_tokens");
  }

  @Test
  void adapters_that_cannot_be_are_refused() {
    List<String> some = List.of("q_proj");
    assertThatThrownBy(() -> new LoraSettings(0, 8, 0, some, false, false, 1))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("rank 0");
    assertThatThrownBy(() -> new LoraSettings(4, Double.NaN, 0, some, false, false, 1))
        .hasMessageContaining("alpha");
    assertThatThrownBy(() -> new LoraSettings(4, 8, 1, some, false, false, 1))
        .hasMessageContaining("dropout");
    assertThatThrownBy(() -> new LoraSettings(4, 8, 0, List.of(), false, false, 1))
        .hasMessageContaining("needs modules");
  }

  private LoraWeights open(LoraSettings settings) {
    return LoraWeights.open(folder, settings, Precision.F32);
  }
}
