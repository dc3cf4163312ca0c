package dev.bagel.torch.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.torch.peers.NativeMemory;
import dev.bagel.torch.train.AdamW;
import dev.bagel.torch.train.OptimiserSettings;
import dev.bagel.torch.train.SftObjective;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class NativeMemoryTest {
  private static final OptimiserSettings SETTINGS =
      new OptimiserSettings(1e-4, 0.9, 0.999, 1e-8, 0.01, 0);

  @TempDir Path folder;

  /// A scope that is not there costs 25 KB a pass, so 5 MB here. What the process holds is no
  /// measure, as Java's own heap grows meanwhile.
  @Test
  void passes_leave_nothing_behind() throws Throwable {
    try (CausalModel model = TinyModel.mixtral(folder).load()) {
      run(model, 400);
      assertThat(growth(() -> run(model, 200))).isLessThan(1 << 20);
    }
  }

  /// In bf16 all weights are copied, more than 14 KB: so 3.5 MB here.
  @Test
  void models_leave_nothing_behind() throws Throwable {
    TinyModel.mixtral(folder);
    open(50);
    assertThat(growth(() -> open(250))).isLessThan(1 << 20);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void two_thousand_steps_leave_nothing_behind(boolean checkpointing) throws Throwable {
    TinyModel.mixtral(folder);
    try (FullWeights weights = FullWeights.open(folder, List.of(), Precision.F32);
        AdamW optimiser = new AdamW(weights.parameters(), SETTINGS)) {
      LearningModel model =
          new LearningModel(weights, Precision.F32, new LearningOptions(checkpointing, 0));
      learn(model, weights, optimiser, 200);
      assertThat(growth(() -> learn(model, weights, optimiser, 500))).isLessThan(1 << 18);
    }
  }

  /// How many bytes more are allocated after work than before, of four times the second least: what
  /// is left behind is left each time, and Java's compilers take and give back now and then.
  private static long growth(Runnable work) throws Throwable {
    long[] growth = new long[4];
    for (int time = 0; time < growth.length; time++) {
      long before = NativeMemory.allocated();
      work.run();
      growth[time] = NativeMemory.allocated() - before;
    }
    Arrays.sort(growth);
    return growth[1];
  }

  private static void learn(LearningModel model, FullWeights weights, AdamW optimiser, int steps) {
    int[] ids = new int[24];
    LabelledRow row = new LabelledRow(ids, ids);
    LabelledRow shorter = new LabelledRow(new int[9], new int[9]);
    LearningBatch batch = LearningBatch.of(List.of(row, shorter, row), model.config());
    for (int step = 1; step <= steps; step++) {
      weights.parameters().forgetGradients();
      model.learn(batch, new SftObjective(batch.learnt()), 1, step);
      optimiser.step(step, 1e-4, 1);
    }
  }

  private void open(int times) {
    for (int i = 0; i < times; i++) {
      CausalModel.load(folder, Precision.BF16).close();
    }
  }

  private static void run(CausalModel model, int times) {
    int[][] ids = new int[16][32];
    for (int i = 0; i < times; i++) {
      model.logits(ids);
      model.routerLoss(ids);
      assertThat(new Generation(2, Set.of()).greedy(model, new int[30])).hasSize(2);
    }
  }
}
