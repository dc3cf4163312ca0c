package dev.bagel.torch.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bagel.BagelException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WeightWriterTest {
  @TempDir private Path folder;

  private final WeightWriter writer = new WeightWriter();

  @Test
  void a_small_model_is_one_file_to_the_byte() throws IOException {
    writer.add(Tensors.bytes("ü", 7, 8, 9));
    writer.add(Tensors.floats("x", new long[] {1, 1}, 1));
    writer.writeFolder(folder, 7);

    assertThat(Tensors.files(folder)).containsExactly("model.safetensors");
    String header =
        """
        {"__metadata__":{"format":"pt"},\
        "x":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},\
        "ü":{"dtype":"U8","shape":[3],"data_offsets":[4,7]}}\
        """;
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("model.safetensors")))
            .order(ByteOrder.LITTLE_ENDIAN);
    byte[] text = new byte[(int) file.getLong()];
    file.get(text);
    assertThat(text.length % 8).isZero();
    assertThat(new String(text, UTF_8).stripTrailing()).isEqualTo(header);
    assertThat(file.getFloat()).isEqualTo(1);
    assertThat(file.remaining()).isEqualTo(3);
    assertThat(file.get()).isEqualTo((byte) 7);
  }

  @Test
  void a_large_model_is_shards_with_an_index() throws IOException {
    writer.add(Tensors.bytes("a", 1, 2, 3));
    writer.add(Tensors.floats("b", new long[] {1}, 5));
    writer.add(Tensors.floats("c", new long[] {3}, 1, 2, 3));
    writer.add(Tensors.bytes("d", 4));
    writer.writeFolder(folder, 8);

    assertThat(Tensors.files(folder))
        .containsExactly(
            "model-00001-of-00003.safetensors",
            "model-00002-of-00003.safetensors",
            "model-00003-of-00003.safetensors",
            "model.safetensors.index.json");
    JsonNode index =
        JsonMapper.shared()
            .readTree(Files.readString(folder.resolve("model.safetensors.index.json")));
    assertThat(index.at("/metadata/total_size").longValue()).isEqualTo(3 + 4 + 12 + 1);
    assertThat(index.get("weight_map"))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"a": "model-00001-of-00003.safetensors",
                     "b": "model-00001-of-00003.safetensors",
                     "c": "model-00002-of-00003.safetensors",
                     "d": "model-00003-of-00003.safetensors"}
                    """));
    try (Weights weights = WeightFiles.open(folder)) {
      assertThat(weights.names()).containsExactly("b", "a", "c", "d");
      assertThat(Tensors.content(weights.get("a"))).containsExactly(1, 2, 3);
      assertThat(Tensors.content(weights.get("d"))).containsExactly(4);
      BagelException e = catchThrowableOfType(BagelException.class, () -> weights.get("e"));
      assertThat(e).hasMessageStartingWith(folder + " has no tensor \"e\"; is it the model");
    }
  }

  @Test
  void a_model_without_tensors_is_a_file_too() {
    writer.writeFolder(folder, 1);

    try (Weights weights = WeightFiles.open(folder)) {
      assertThat(weights.names()).isEmpty();
    }
  }

  @Test
  void data_larger_than_a_chunk_come_whole() {
    byte[] bytes = new byte[(9 << 20) + 3];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ((i * 31) >> 7);
    }
    writer.add("x", ElementType.I8, new long[] {bytes.length}, () -> MemorySegment.ofArray(bytes));
    writer.writeFile(folder.resolve("adapter_model.safetensors"));

    try (Weights weights = WeightFiles.openFile(folder.resolve("adapter_model.safetensors"))) {
      assertThat(Tensors.content(weights.get("x"))).isEqualTo(bytes);
    }
  }

  @Test
  void a_file_takes_the_place_of_another_while_that_is_in_use() {
    Path file = folder.resolve("adapter_model.safetensors");
    writer.add(Tensors.bytes("x", 1, 2));
    writer.writeFile(file);
    try (Weights old = WeightFiles.openFile(file)) {
      WeightWriter next = new WeightWriter();
      next.add(Tensors.bytes("x", 3));
      next.writeFile(file);

      assertThat(Tensors.content(old.get("x"))).containsExactly(1, 2);
    }
    try (Weights now = WeightFiles.openFile(file)) {
      assertThat(Tensors.content(now.get("x"))).containsExactly(3);
    }
  }

  @Test
  void a_folder_with_weights_is_left_alone() throws IOException {
    writer.add(Tensors.bytes("x", 1));
    for (String name :
        new String[] {
          "model.safetensors", "model-00001-of-00002.safetensors", "model.safetensors.index.json"
        }) {
      Path other = Files.writeString(folder.resolve(name), "other");
      BagelException e =
          catchThrowableOfType(BagelException.class, () -> writer.writeFolder(folder, 1));
      assertThat(e.kind()).isEqualTo(BagelException.Kind.USER);
      assertThat(e).hasMessageContaining("holds weights already (" + name + ")");
      assertThat(other).hasContent("other");
      Files.delete(other);
    }
  }

  @Test
  void a_full_disk_is_said_and_leaves_nothing() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full");
    writer.add(Tensors.bytes("x", 1));
    writer.add(Tensors.bytes("y", 2));
    Path file = folder.resolve("model.safetensors");
    Files.createSymbolicLink(Draft.beside(file), full);

    BagelException e =
        catchThrowableOfType(BagelException.class, () -> writer.writeFolder(folder, 9));

    assertThat(e.kind()).isEqualTo(BagelException.Kind.RESOURCES);
    assertThat(e)
        .hasMessageContaining("cannot write " + file + " (No space left on device); see to");
    assertThat(Tensors.files(folder)).isEmpty();
  }

  @Test
  void more_than_the_disk_has_is_refused_before_anything_is_asked_for() throws IOException {
    writer.add(
        "x",
        ElementType.F32,
        new long[] {1L << 30, 1L << 30},
        () -> {
          throw new AssertionError("asked for");
        });
    BagelException e =
        catchThrowableOfType(BagelException.class, () -> writer.writeFolder(folder, 9));

    assertThat(e.kind()).isEqualTo(BagelException.Kind.RESOURCES);
    assertThat(e).hasMessageContaining("they take 4,611,686,018,427,387,904 bytes");
    assertThat(Tensors.files(folder)).isEmpty();
  }

  @Test
  void a_shard_that_fails_takes_the_others_along() throws IOException {
    writer.add(Tensors.bytes("x", 1));
    writer.add("y", ElementType.U8, new long[] {2}, () -> MemorySegment.ofArray(new byte[3]));

    assertThatThrownBy(() -> writer.writeFolder(folder, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("y: 3 bytes are no U8 of shape [2]");
    assertThat(Tensors.files(folder)).isEmpty();
  }

  @Test
  void where_no_folder_can_be_it_is_said() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    BagelException e =
        catchThrowableOfType(
            BagelException.class, () -> writer.writeFolder(file.resolve("below"), 9));
    assertThat(e.kind()).isEqualTo(BagelException.Kind.RESOURCES);
    assertThat(e).hasMessageContaining("cannot write " + file.resolve("below"));
  }

  @Test
  void an_interrupted_thread_leaves_nothing() throws IOException {
    writer.add(Tensors.bytes("x", 1));
    Thread.currentThread().interrupt();
    BagelException e =
        catchThrowableOfType(BagelException.class, () -> writer.writeFolder(folder, 9));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(e.kind()).isEqualTo(BagelException.Kind.RESOURCES);
    assertThat(e).hasMessageContaining("(ClosedByInterruptException)");
    assertThat(Tensors.files(folder)).isEmpty();
  }

  @Test
  void names_that_no_file_can_have_are_refused() {
    writer.add(Tensors.bytes("x", 1));
    for (String name : new String[] {"x", "__metadata__", "\ud800"}) {
      assertThatThrownBy(() -> writer.add(Tensors.bytes(name, 1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
