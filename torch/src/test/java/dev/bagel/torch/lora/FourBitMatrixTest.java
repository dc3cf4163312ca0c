package dev.bagel.torch.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bagel.torch.model.CausalModel;
import dev.bagel.torch.model.ModelFolder;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.model.TinyModel;
import dev.bagel.torch.weights.ElementType;
import dev.bagel.torch.weights.Weight;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FourBitMatrixTest {
  @TempDir Path folder;

  /// A whole number of blocks; blocks of blocks and a part; a part of a block; more than one piece.
  @ParameterizedTest
  @CsvSource({"16, 64", "300, 64", "7, 13", "1, 1", "600, 500"})
  void numbers_become_what_plain_arithmetic_makes_of_them(int rows, int columns) {
    float[] numbers = normal(rows * columns, 0.02);
    double[] wanted = PlainFourBits.roundTrip(numbers);
    float[] found = roundTrip(numbers, rows, columns);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).as("number %d", i).isCloseTo(wanted[i], within(1e-7));
    }
  }

  @Test
  void levels_are_those_of_the_paper() {
    float[] pairs = Trials.numbers(FourBitLevels.PAIRS.view(ScalarType.Float));
    for (int i = 0; i < 256; i++) {
      assertThat(pairs[2 * i]).isEqualTo((float) PlainFourBits.NF4[i / 16]);
      assertThat(pairs[2 * i + 1]).isEqualTo((float) PlainFourBits.NF4[i % 16]);
    }
  }

  @Test
  void levels_of_scales_are_those_of_dynamic_trees() {
    float[] levels = Trials.numbers(DynamicLevels.LEVELS);
    double[] wanted = PlainFourBits.eightBits();
    assertThat(levels).hasSize(256).contains(-0.99296874f, 0.99296874f, 0.9789063f);
    for (int i = 0; i < 256; i++) {
      assertThat((double) levels[i]).isCloseTo(wanted[i], within(2e-7 * Math.abs(wanted[i])));
    }
    assertThat(levels[127]).isEqualTo(0);
    assertThat(levels[255]).isEqualTo(1);
  }

  @Test
  void levels_themselves_stay_exactly() {
    float[] numbers = new float[256 * 64];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) PlainFourBits.NF4[i % 16] * 0.5f;
    }
    assertThat(roundTrip(numbers, 256, 64)).isEqualTo(numbers);
  }

  /// Half of the widest gap between levels, and what rounding the scale adds.
  @Test
  void no_number_moves_further_than_half_a_gap() {
    float[] numbers = normal(1 << 16, 1);
    float[] found = roundTrip(numbers, 256, 256);
    double squares = 0;
    double all = 0;
    for (int block = 0; block < numbers.length; block += 64) {
      double scale = 0;
      for (int i = block; i < block + 64; i++) {
        scale = Math.max(scale, Math.abs(numbers[i]));
      }
      for (int i = block; i < block + 64; i++) {
        double error = Math.abs(numbers[i] - found[i]);
        assertThat(error).isLessThan(scale * 0.152 + 0.02 * scale);
        squares += error * error;
        all += numbers[i] * (double) numbers[i];
      }
    }
    assertThat(Math.sqrt(squares / all)).isBetween(0.05, 0.11);
  }

  @Test
  void blocks_of_zeros_stay_zero() {
    float[] numbers = normal(256, 1);
    Arrays.fill(numbers, 64, 128, 0);
    float[] found = roundTrip(numbers, 4, 64);
    assertThat(Arrays.copyOfRange(found, 64, 128)).containsOnly(0);
    assertThat(roundTrip(new float[64], 1, 64)).containsOnly(0);
  }

  @Test
  void a_number_takes_four_bits_and_an_eighth() {
    try (FourBitMatrix matrix = FourBitMatrix.of(weight(normal(1 << 20, 1), 1024, 1024))) {
      assertThat(8.0 * matrix.bytes() / (1 << 20)).isCloseTo(4.127, within(1e-3));
      assertThat(matrix.outputs()).isEqualTo(1024);
    }
  }

  @Test
  void numbers_of_half_a_size_are_taken_and_given() {
    float[] numbers = normal(64 * 64, 1);
    short[] halves = new short[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      halves[i] = Float.floatToFloat16(numbers[i]);
      numbers[i] = Float.float16ToFloat(halves[i]);
    }
    Arena arena = Arena.ofAuto();
    Weight weight =
        new Weight(
            "w",
            ElementType.F16,
            new long[] {64, 64},
            arena.allocateFrom(ValueLayout.JAVA_SHORT, halves));
    try (FourBitMatrix matrix = FourBitMatrix.of(weight);
        Tensor whole = matrix.numbers(ScalarType.Float);
        Tensor half = matrix.numbers(ScalarType.BFloat16)) {
      assertThat(Trials.numbers(whole)).isEqualTo(roundTrip(numbers, 64, 64));
      assertThat(half.element_size()).isEqualTo(2);
    }
  }

  @Test
  void what_is_small_stays_whole() throws IOException {
    TinyModel tiny = TinyModel.mixtral(folder);
    try (ModelFolder model = ModelFolder.open(tiny.folder());
        FrozenBase frozen = FrozenBase.of(model, true, Precision.F32)) {
      assertThat(frozen.small().keySet())
          .hasSize(2 * (4 + 3 * 5))
          .allMatch(name -> name.contains("_proj") || name.contains(".experts."));
      assertThat(Trials.numbers(frozen.tensor("lm_head.weight")))
          .isEqualTo(tiny.values("lm_head.weight"));
    }
  }

  @Test
  void a_model_of_four_bits_is_near_the_whole_one() throws IOException {
    TinyModel tiny = TinyModel.llama(folder);
    try (CausalModel whole = tiny.load();
        LoraWeights weights =
            LoraWeights.open(tiny.folder(), Trials.fourBits("q_proj"), Precision.F32)) {
      float[][][] wanted = whole.logits(Trials.IDS);
      double distance =
          Trials.distance(Trials.logits(tiny.config(), weights.settled(), Precision.F32), wanted);
      assertThat(distance).isBetween(0.01, 2.0);
    }
  }

  private static float[] normal(int count, double deviation) {
    Random random = new Random(17);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (random.nextGaussian() * deviation);
    }
    return numbers;
  }

  private static float[] roundTrip(float[] numbers, int rows, int columns) {
    try (FourBitMatrix matrix = FourBitMatrix.of(weight(numbers, rows, columns));
        Tensor found = matrix.numbers(ScalarType.Float)) {
      assertThat(found.size(0)).isEqualTo(rows);
      assertThat(found.size(1)).isEqualTo(columns);
      return Trials.numbers(found);
    }
  }

  private static Weight weight(float[] numbers, int rows, int columns) {
    MemorySegment data = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_FLOAT, numbers);
    return new Weight("w", ElementType.F32, new long[] {rows, columns}, data);
  }
}
