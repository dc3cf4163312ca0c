package dev.bagel.torch.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
  @Test
  void the_reference_has_every_setting_as_it_is() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("..", "docs", "reference", "training-settings.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(Setting.values()).map(SettingsPageTest::row).toList());
  }

  private static String row(Setting setting) {
    String absent = setting.absent().isEmpty() ? "" : "`" + setting.absent() + "`";
    return "| `%s` | %s | %s |".formatted(setting.label(), absent, setting.meaning());
  }
}
