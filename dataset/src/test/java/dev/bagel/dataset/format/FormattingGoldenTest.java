package dev.bagel.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.chat.Message;
import dev.bagel.chat.Style;
import dev.bagel.dataset.sample.Chance;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import dev.bagel.dataset.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// The rows of one sample of each kind, a JSON object a line, in `src/test/resources/format`.
/// `-Dgolden.update=true` on Maven's command line rewrites the files; read them before you commit.
final class FormattingGoldenTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "format");

  static Stream<Arguments> samples() {
    List<Message> turns =
        List.of(
            Message.user(" What floats?\n"),
            Message.assistant(" Cork.\n\n\n\nWood, too. "),
            Message.user(" Why? "),
            Message.assistant("Density."));
    return Stream.of(
        Arguments.of("conversation", Conversation.of(turns)),
        Arguments.of(
            "preference",
            Preference.of(
                List.of(Message.system("Be terse."), Message.user("What floats?")),
                "\n Cork.\n\n\n\nWood, too. ",
                "\n Lead.\n\n\n\nGold, too. ")),
        Arguments.of("plain-text", PlainText.of("\n Once upon a time.\n\n\n\nThe end. \n")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void rows_are_as_in_the_golden_file(String name, Sample sample) throws IOException {
    Path file = FOLDER.resolve(name + ".jsonl");
    String actual = rows(sample);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(actual).as("golden file %s", file).isEqualTo(Files.readString(file));
  }

  private static String rows(Sample sample) {
    JsonMapper json = JsonMapper.builder().build();
    Formatting formatting = new Formatting(FormatSettings.of(Style.CARD), new Chance(42));
    return formatting.plan(sample).stream()
        .map(plan -> json.writeValueAsString(formatting.render("ponds", sample, plan)) + "\n")
        .collect(Collectors.joining());
  }
}
