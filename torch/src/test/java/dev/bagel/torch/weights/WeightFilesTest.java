package dev.bagel.torch.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightFilesTest {
  private static final Path MODELS = Path.of("..", "..", "shared", "models");

  @TempDir private Path folder;

  @Test
  void tensors_are_where_the_header_says() {
    Path file =
        Tensors.file(
            folder.resolve("any.safetensors"),
            """
            {"__metadata__":{"format":"pt"},
             "b":{"dtype":"I16","shape":[2,1],"data_offsets":[4,8]},
             "a":{"data_offsets":[0,4],"dtype":"U8","shape":[4],"later":{"known":[1]}},
             "none":{"dtype":"F32","shape":[3,0],"data_offsets":[8,8]},
             "one":{"dtype":"BOOL","shape":[],"data_offsets":[8,9]}}\
            """,
            9);
    try (Weights weights = WeightFiles.openFile(file)) {
      assertThat(weights.names()).containsExactly("b", "a", "none", "one");
      assertThat(weights.get("b").type()).isEqualTo(ElementType.I16);
      assertThat(weights.get("b").shape()).containsExactly(2, 1);
      assertThat(Tensors.content(weights.get("b"))).containsExactly(4, 5, 6, 7);
      assertThat(Tensors.content(weights.get("a"))).containsExactly(0, 1, 2, 3);
      assertThat(Tensors.content(weights.get("none"))).isEmpty();
      assertThat(Tensors.content(weights.get("one"))).containsExactly(8);
    }
  }

  @Test
  void tensors_at_odd_places_are_given_at_even_ones() {
    Path file =
        Tensors.file(
            folder.resolve("odd.safetensors"),
            """
            {"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},
             "b":{"dtype":"F32","shape":[2],"data_offsets":[1,9]},
             "c":{"dtype":"F64","shape":[1],"data_offsets":[9,17]}}\
            """,
            17);
    try (Weights weights = WeightFiles.openFile(file)) {
      for (String name : weights.names()) {
        Weight weight = weights.get(name);
        assertThat(weight.data().address() % weight.type().bytes()).isZero();
        assertThat(weight.data().isReadOnly()).isTrue();
        assertThat(weights.get(name)).isEqualTo(weight);
      }
      assertThat(Tensors.content(weights.get("b"))).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }
  }

  @Test
  void closed_weights_are_an_error_and_no_crash() {
    WeightWriter writer = new WeightWriter();
    writer.add(Tensors.floats("x", new long[] {2}, 1, 2));
    writer.writeFolder(folder, 100);

    Weights weights = WeightFiles.open(folder);
    MemorySegment data = weights.get("x").data();
    assertThat(data.get(ValueLayout.JAVA_FLOAT, 4)).isEqualTo(2);
    weights.close();
    weights.close();

    assertThatThrownBy(() -> data.get(ValueLayout.JAVA_FLOAT, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> weights.get("x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the weights of " + folder.resolve("model.safetensors") + " are closed");
  }

  @Test
  void files_beyond_what_an_int_counts_are_read() throws IOException {
    Path file = folder.resolve("large.safetensors");
    long large = 3_000_000_000L;
    Tensors.file(
        file,
        """
        {"zeros":{"dtype":"U8","shape":[3,1000000000],"data_offsets":[0,%d]},
         "end":{"dtype":"U8","shape":[4],"data_offsets":[%d,%d]}}\
        """
            .formatted(large, large, large + 4),
        0);
    try (RandomAccessFile grown = new RandomAccessFile(file.toFile(), "rw")) {
      long data = grown.length();
      grown.setLength(data + large + 4);
      grown.seek(data + large - 1);
      grown.write(new byte[] {9, 1, 2, 3, 4});
    }
    try (Weights weights = WeightFiles.openFile(file)) {
      MemorySegment zeros = weights.get("zeros").data();
      assertThat(zeros.byteSize()).isEqualTo(large);
      assertThat(zeros.get(ValueLayout.JAVA_BYTE, large - 2)).isZero();
      assertThat(zeros.get(ValueLayout.JAVA_BYTE, large - 1)).isEqualTo((byte) 9);
      assertThat(Tensors.content(weights.get("end"))).containsExactly(1, 2, 3, 4);
    }
  }

  /// The sums are what Python's struct, json and numpy gave.
  @ParameterizedTest
  @CsvSource({
    "stories260K, 47, model.layers.4.mlp.down_proj.weight, 64, 172, -14.691442941950697",
    "tiny-mixtral, 41, model.layers.1.block_sparse_moe.gate.weight, 4, 64, 248.43858599573466"
  })
  void a_real_model_is_read_whole(
      String model, int tensors, String name, long rows, long columns, double expectedSum) {
    Path real = MODELS.resolve(model);
    assumeTrue(Files.exists(real), real + " is not here");
    try (Weights weights = WeightFiles.open(real)) {
      assertThat(weights.names()).hasSize(tensors);
      assertThat(weights.get(name).shape()).containsExactly(rows, columns);
      double sum = 0;
      for (String each : weights.names()) {
        assertThat(weights.get(each).type()).isEqualTo(ElementType.F32);
        MemorySegment data = weights.get(each).data();
        for (long at = 0; at < data.byteSize(); at += 4) {
          sum += data.get(ValueLayout.JAVA_FLOAT, at);
        }
      }
      assertThat(sum).isCloseTo(expectedSum, within(1e-6));
    }
  }
}
