package dev.bagel.dataset.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/reference/drop-reasons.md` tells of the reasons that there are.
class DropReasonsDocTest {
  private static final Path DOC = Path.of("..", "docs", "reference", "drop-reasons.md");
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(\\w+)`( \\(bulk\\))? \\| (\\w+) \\| (\\S[^|]*) \\| (\\S[^|]*) \\|$",
          Pattern.MULTILINE);

  @Test
  void every_reason_stands_in_the_table_in_order_with_its_step() throws IOException {
    List<String> told =
        ROW.matcher(Files.readString(DOC)).results().map(DropReasonsDocTest::label).toList();
    List<String> reasons =
        Arrays.stream(DropReason.values())
            .map(
                reason ->
                    "%s %s%s"
                        .formatted(
                            reason.label(), reason.step().label(), reason.bulk() ? " bulk" : ""))
            .toList();

    assertThat(told).isEqualTo(reasons);
  }

  @Test
  void no_other_row_stands_there() throws IOException {
    assertThat(Files.readString(DOC).lines().filter(line -> line.startsWith("| `")))
        .allMatch(line -> ROW.matcher(line).matches());
  }

  private static String label(MatchResult row) {
    return row.group(1) + " " + row.group(3) + (row.group(2) == null ? "" : " bulk");
  }
}
