package dev.bagel.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.dataset.DatasetSettings.Missing;
import dev.bagel.dataset.hub.HubFolder;
import dev.bagel.dataset.hub.Locking;
import dev.bagel.dataset.recipe.RecipeFile;
import dev.bagel.dataset.write.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A build in a process of its own, whose heap a test can bound.
final class RealBuild {
  private RealBuild() {}

  /// Builds with a heap of 512 MB, and proves the result.
  ///
  /// @param said a file for what the process says
  static void inHalfAGigabyte(Path hub, String recipe, Path out, Path said)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RealBuild.class.getName(),
                hub.toString(),
                recipe,
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = process.waitFor(15, TimeUnit.MINUTES);
    process.destroyForcibly().waitFor();

    assertThat(ended).as(Files.readString(said, UTF_8)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said, UTF_8)).isZero();
    assertThat(Verification.of(out)).allMatch(Verification.Check::holds);
  }

  /// @param arguments the folder of data sets, the recipe, and the folder to fill
  public static void main(String[] arguments) {
    Path hub = Path.of(arguments[0]);
    DatasetSettings settings =
        new DatasetSettings(
            RecipeFile.read(arguments[1], hub),
            new HubFolder(hub),
            new Locking.Free(),
            Path.of(arguments[2]),
            Path.of("target", "vectors"),
            Missing.SKIP,
            DatasetSettings.Extras.NONE,
            2);
    DatasetRecipe.build(settings, BuildWatch.NONE);
  }
}
