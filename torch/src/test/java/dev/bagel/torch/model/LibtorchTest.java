package dev.bagel.torch.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// In a JVM of its own, as libtorch is loaded once.
class LibtorchTest {
  @Test
  void threads_and_memory_are_set_in_a_program_that_sets_nothing() throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(run(List.of(), Map.of()))
        .containsExactly(
            "torch " + processors,
            "blas " + processors,
            "policy passive",
            "limit 0",
            "collected true");
  }

  @Test
  void what_the_user_sets_wins() throws Exception {
    assertThat(
            run(
                List.of("-Dorg.bytedeco.javacpp.maxPhysicalBytes=4g"),
                Map.of("OMP_NUM_THREADS", "3,1", "OMP_WAIT_POLICY", "active")))
        .containsExactly(
            "torch 3", "blas 3", "policy active", "limit " + (4L << 30), "collected true");
    assertThat(run(List.of(), Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "2")))
        .contains("torch 1", "blas 2");
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "' 2 ', 2", "'8,2', 8", "0, 0", "-1, 0", "many, 0", "'', 0"})
  void a_number_of_threads_is_read_as_libgomp_reads_it(String value, int threads) {
    assertThat(Libtorch.chosen(value).orElse(0)).isEqualTo(threads);
  }

  private static List<String> run(List<String> options, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
    builder.command().addAll(options);
    builder
        .command()
        .addAll(Arrays.asList("-cp", System.getProperty("java.class.path"), Child.class.getName()));
    builder
        .environment()
        .keySet()
        .removeAll(List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_WAIT_POLICY"));
    builder.environment().putAll(environment);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out.lines().toList();
  }

  /// What it finds, line by line.
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws Throwable {
      Libtorch.start();
      System.out.println("torch " + torch.get_num_threads());
      System.out.println("blas " + openblas_nolapack.blas_get_num_threads());
      System.out.println("policy " + variable("OMP_WAIT_POLICY"));
      System.out.println("limit " + Pointer.maxPhysicalBytes());
      System.out.println("collected " + System.getProperty("org.bytedeco.javacpp.nopointergc"));
    }

    /// As C sees it: Java knows the environment that it was started with.
    @SuppressWarnings("restricted") // granted above
    private static String variable(String name) throws Throwable {
      Linker linker = Linker.nativeLinker();
      MethodHandle get =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("getenv"),
              FunctionDescriptor.of(
                  ValueLayout.ADDRESS.withTargetLayout(
                      MemoryLayout.sequenceLayout(99, ValueLayout.JAVA_BYTE)),
                  ValueLayout.ADDRESS));
      try (Arena arena = Arena.ofConfined()) {
        return ((MemorySegment) get.invokeExact(arena.allocateFrom(name))).getString(0);
      }
    }
  }
}
