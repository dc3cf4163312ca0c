package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.dataset.decontaminate.TextColumns.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class TextColumnsTest {
  private static final TextColumns USUAL = TextColumns.usual(CheckedTurns.USER);
  private static final TextColumns ALL = TextColumns.usual(CheckedTurns.ALL);

  @Test
  void a_row_is_named_by_its_id_or_its_number() throws Unreadable {
    assertThat(read(USUAL, "{\"id\": \"a7\", \"text\": \"x\"}").id()).isEqualTo("a7");
    assertThat(read(USUAL, "{\"id\": null, \"text\": \"x\"}").id()).isEqualTo(5L);
    assertThat(read(USUAL, "{\"text\": \"x\"}").id()).isEqualTo(5L);
    TextColumns named = new TextColumns(Optional.of("key"), List.of(), CheckedTurns.USER);
    assertThat(read(named, "{\"id\": 1, \"key\": 2, \"text\": \"x\"}").id()).isEqualTo(2);
  }

  @Test
  void turns_of_users_are_read_in_either_spelling() throws Unreadable {
    for (String row :
        List.of(
            """
            {"conversations": [{"from": "system", "value": "s"}, {"from": "human", "value": "u"},
              {"from": "gpt", "value": "a"}, {"from": "human", "value": "v"}]}
            """,
            """
            {"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "u"},
              {"role": "assistant", "content": "a"},
              {"role": "user", "content": [{"type": "text", "text": "v"}, {"type": "image"}]}]}
            """)) {
      assertThat(read(USUAL, row).passages()).containsExactly(Passage.turn("u"), Passage.turn("v"));
      assertThat(read(ALL, row).passages())
          .extracting(Passage::text)
          .containsExactly("s", "u", "a", "v");
    }
  }

  @Test
  void a_row_may_have_text_and_turns() throws Unreadable {
    assertThat(
            read(
                    USUAL,
                    "{\"text\": \"t\", \"messages\": [{\"role\": \"user\", \"content\": \"u\"}]}")
                .passages())
        .containsExactly(Passage.turn("u"), Passage.plain("t"));
    assertThat(read(USUAL, "{\"text\": \"t\", \"messages\": null}").passages())
        .containsExactly(Passage.plain("t"));
  }

  @Test
  void named_columns_are_paragraphs_of_one_text() throws Unreadable {
    TextColumns alpaca =
        new TextColumns(Optional.empty(), List.of("instruction", "input"), CheckedTurns.USER);
    assertThat(read(alpaca, "{\"instruction\": \"Add.\", \"input\": \"1 + 2\"}").passages())
        .containsExactly(Passage.plain("Add.\n\n1 + 2"));
    assertThat(read(alpaca, "{\"instruction\": \"Add.\", \"input\": \"\"}").passages())
        .containsExactly(Passage.plain("Add."));
    assertThatThrownBy(() -> read(alpaca, "{\"instruction\": \"Add.\"}"))
        .hasMessage("there is no column input");
    assertThatThrownBy(() -> read(alpaca, "{\"instruction\": null, \"input\": null}"))
        .hasMessage("instruction, input is null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"id": 1}                                                | there is neither text nor conversations nor messages: name a column by --text
          {"text": 7}                                              | text is no text
          {"messages": "u"}                                        | messages is not a list
          {"messages": ["u"]}                                      | messages, turn 0 is not an object
          {"messages": [{"content": "u"}]}                         | messages, turn 0 has neither from nor role
          {"messages": [{"role": "asker", "content": "u"}]}        | messages, turn 0 is of the unknown role "asker"
          {"messages": [{"role": "user"}]}                         | messages, turn 0: content is missing
          {"messages": [{"role": "user", "content": 3}]}           | messages, turn 0: content is no text
          {"conversations": [{"from": "human", "value": ["u"]}]}   | conversations, turn 0: value has a part that is not an object
          {"messages": [{"role": "user", "content": [{"text": 5}]}]} | messages, turn 0: content has a part whose text is none
          {"conversations": [{"from": "human", "content": "u"}]}   | conversations, turn 0: value is missing
          """)
  void a_row_that_cannot_be_read_says_why(String row, String message) {
    assertThatThrownBy(() -> read(USUAL, row)).isInstanceOf(Unreadable.class).hasMessage(message);
    assertThatThrownBy(() -> read(ALL, row)).isInstanceOf(Unreadable.class).hasMessage(message);
  }

  @Test
  void only_an_assistant_may_say_nothing() throws Unreadable {
    String call =
        "{\"messages\": [{\"role\": \"assistant\", \"content\": null, \"tool_calls\": []}]}";
    assertThat(read(ALL, call).passages()).isEmpty();
    for (String row :
        List.of(
            "{\"messages\": [{\"role\": \"user\", \"content\": null}]}",
            "{\"messages\": [{\"role\": \"assistant\", \"value\": \"a\"}]}",
            "{\"conversations\": [{\"from\": \"gpt\", \"content\": \"a\"}]}")) {
      assertThatThrownBy(() -> read(ALL, row))
          .isInstanceOf(Unreadable.class)
          .hasMessageEndingWith("is missing");
    }
  }

  @SuppressWarnings("unchecked") // a JSON object
  private static TextColumns.Texts read(TextColumns columns, String row) throws Unreadable {
    return columns.read(
        5, (Map<String, @Nullable Object>) JsonMapper.shared().readValue(row, Map.class));
  }
}
