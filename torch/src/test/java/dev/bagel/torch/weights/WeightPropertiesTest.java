package dev.bagel.torch.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.BagelException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// What is written is read, and what is damaged is either refused or right.
class WeightPropertiesTest {
  private static Path temp = Path.of("");

  @BeforeContainer
  static void make_folder() throws IOException {
    temp = Files.createTempDirectory("weights");
  }

  @AfterContainer
  static void delete_folder() throws IOException {
    empty(temp);
    Files.delete(temp);
  }

  @Property(tries = 50)
  void what_is_written_is_read(
      @ForAll("weights") List<Weight> weights, @ForAll @IntRange(min = 1, max = 200) int shard)
      throws IOException {
    empty(temp);
    writer(weights).writeFolder(temp, shard);

    try (Weights read = WeightFiles.open(temp)) {
      assertThat(read.names())
          .containsExactlyInAnyOrderElementsOf(weights.stream().map(Weight::name).toList());
      for (Weight weight : weights) {
        assertThat(same(read.get(weight.name()), weight)).as("%s", weight).isTrue();
      }
    }
    for (String name : Tensors.files(temp)) {
      Path file = temp.resolve(name);
      assertThat(name.endsWith(".json") || tensorsIn(file) == 1 || dataIn(file) <= shard)
          .as(name)
          .isTrue();
    }
  }

  /// A byte is one tensor's at most, be it in the header or in the data.
  @Property(tries = 2_000)
  void another_byte_is_refused_or_spoils_one_tensor_only(
      @ForAll("weights") List<Weight> weights, @ForAll Random random, @ForAll byte other)
      throws IOException {
    Path file = written(weights);
    byte[] bytes = Files.readAllBytes(file);
    bytes[random.nextInt(bytes.length)] ^= other;
    Tensors.write(file, bytes);

    try (Weights read = WeightFiles.openFile(file)) {
      int spoilt = 0;
      for (String name : read.names()) {
        Weight now = read.get(name);
        assertThat(Tensors.content(now)).hasSize((int) now.data().byteSize());
      }
      for (Weight weight : weights) {
        spoilt +=
            read.names().contains(weight.name()) && same(read.get(weight.name()), weight) ? 0 : 1;
      }
      assertThat(read.names()).hasSameSizeAs(weights);
      assertThat(spoilt).isLessThanOrEqualTo(other == 0 ? 0 : 1);
    } catch (BagelException e) {
      assertThat(e.kind()).isEqualTo(BagelException.Kind.USER);
      assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
    }
  }

  @Property(tries = 500)
  void a_file_that_is_cut_or_longer_is_refused(
      @ForAll("weights") List<Weight> weights,
      @ForAll Random random,
      @ForAll @IntRange(max = 20) int more)
      throws IOException {
    Path file = written(weights);
    byte[] bytes = Files.readAllBytes(file);
    int length = more > 0 ? bytes.length + more : random.nextInt(bytes.length);
    Tensors.write(file, Arrays.copyOf(bytes, length));

    assertThat(refused(file)).isTrue();
  }

  @Property(tries = 1_000)
  void any_bytes_at_all_are_refused(@ForAll("starts") String start, @ForAll byte[] bytes) {
    byte[] head = start.getBytes(UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + bytes.length);
    System.arraycopy(bytes, 0, all, head.length, bytes.length);
    Path file = Tensors.write(temp.resolve("any.safetensors"), all);

    assertThat(refused(file)).isTrue();
  }

  @Provide
  Arbitrary<String> starts() {
    return Arbitraries.of(
        "", "\u0009\0\0\0\0\0\0\0{", "\u0009\0\0\0\0\0\0\0{\"a\":{", "\u0002\0\0\0\0\0\0\0{}!");
  }

  private static boolean refused(Path file) {
    try (Weights _ = WeightFiles.openFile(file)) {
      return false;
    } catch (BagelException e) {
      return e.kind() == BagelException.Kind.USER && !e.getMessage().contains("\n");
    }
  }

  /// Without the wait for the disk, which comes with cutting a file that is there, too.
  private static Path written(List<Weight> weights) throws IOException {
    Path file = temp.resolve("any.safetensors");
    List<PlannedWeight> planned =
        weights.stream()
            .map(
                weight ->
                    PlannedWeight.of(weight.name(), weight.type(), weight.shape(), weight::data))
            .toList();
    Files.deleteIfExists(file);
    try (FileChannel out = FileChannel.open(file, CREATE_NEW, WRITE)) {
      new WeightFile(planned).writeTo(out);
    }
    return file;
  }

  private static WeightWriter writer(List<Weight> weights) {
    WeightWriter writer = new WeightWriter();
    weights.forEach(writer::add);
    return writer;
  }

  private static boolean same(Weight one, Weight other) {
    return one.type() == other.type()
        && Arrays.equals(one.shape(), other.shape())
        && one.data().mismatch(other.data()) < 0;
  }

  private static int tensorsIn(Path file) {
    try (Weights weights = WeightFiles.openFile(file)) {
      return weights.names().size();
    }
  }

  private static long dataIn(Path file) {
    try (Weights weights = WeightFiles.openFile(file)) {
      return weights.names().stream().mapToLong(name -> weights.get(name).data().byteSize()).sum();
    }
  }

  private static void empty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  @Provide
  Arbitrary<List<Weight>> weights() {
    Arbitrary<String> names =
        Arbitraries.strings().ofMaxLength(12).filter(UTF_8.newEncoder()::canEncode);
    Arbitrary<long[]> shapes =
        Arbitraries.longs().between(0, 4).list().ofMaxSize(3).map(WeightPropertiesTest::array);
    Arbitrary<Weight> weights =
        Combinators.combine(names, Arbitraries.of(ElementType.class), shapes, Arbitraries.randoms())
            .as(
                (name, type, shape, random) -> {
                  byte[] data = new byte[(int) type.bytes(shape)];
                  random.nextBytes(data);
                  return new Weight(name, type, shape, MemorySegment.ofArray(data));
                });
    return weights.list().ofMaxSize(6).uniqueElements(Weight::name).map(ArrayList::new);
  }

  private static long[] array(List<Long> shape) {
    return shape.stream().flatMapToLong(LongStream::of).toArray();
  }
}
