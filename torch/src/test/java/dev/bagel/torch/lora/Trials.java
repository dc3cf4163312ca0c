package dev.bagel.torch.lora;

import dev.bagel.torch.model.CausalModel;
import dev.bagel.torch.model.DecoderWeights;
import dev.bagel.torch.model.LabelledRow;
import dev.bagel.torch.model.LearningBatch;
import dev.bagel.torch.model.LearningModel;
import dev.bagel.torch.model.LearningOptions;
import dev.bagel.torch.model.LearningWeights;
import dev.bagel.torch.model.ModelConfig;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.model.TensorBytes;
import dev.bagel.torch.weights.ElementType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;

/// What tests of adapters do again and again.
final class Trials {
  static final int[][] IDS = {{1, 9, 4, 17, 3}, {5, 5, 22, 0, 11}};

  private Trials() {}

  static LoraSettings settings(String... targets) {
    return new LoraSettings(4, 8, 0, List.of(targets), false, false, 7);
  }

  static LoraSettings dropping(double dropout, String... targets) {
    return new LoraSettings(4, 8, dropout, List.of(targets), false, false, 7);
  }

  static LoraSettings fourBits(String... targets) {
    return new LoraSettings(4, 8, 0, List.of(targets), false, true, 7);
  }

  /// As if something had been learnt: B is not 0 any more.
  static void fill(LearningWeights weights) {
    Random random = new Random(3);
    weights
        .parameters()
        .parameters()
        .forEach(
            (name, tensor) -> {
              float[] numbers = new float[(int) tensor.numel()];
              for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) (random.nextGaussian() * 0.2);
              }
              put(tensor, numbers);
            });
  }

  static float[] numbers(Tensor tensor) {
    return TensorBytes.of(tensor, ElementType.F32).toArray(ValueLayout.JAVA_FLOAT);
  }

  static void put(Tensor tensor, float[] numbers) {
    TensorBytes.put(tensor, MemorySegment.ofArray(numbers));
  }

  static float[][][] logits(ModelConfig config, DecoderWeights weights, Precision precision) {
    return CausalModel.of(config, precision, weights, () -> {}).logits(IDS);
  }

  static LearningModel model(LearningWeights weights, boolean checkpointing) {
    return new LearningModel(weights, Precision.F32, new LearningOptions(checkpointing, 0));
  }

  static LearningBatch batch(ModelConfig config) {
    return LearningBatch.of(
        List.of(new LabelledRow(IDS[0], IDS[0]), new LabelledRow(IDS[1], IDS[1])), config);
  }

  /// How far numbers are apart, at most.
  static double distance(float[][][] some, float[][][] others) {
    double most = 0;
    for (int i = 0; i < some.length; i++) {
      for (int j = 0; j < some[i].length; j++) {
        for (int k = 0; k < some[i][j].length; k++) {
          most = Math.max(most, Math.abs(some[i][j][k] - others[i][j][k]));
        }
      }
    }
    return most;
  }
}
