package dev.bagel.chat.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.chat.Message;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TokenizerConfigTest {
  private static final String CONFIG =
      """
      {
        "bos_token": {"content": "<b>", "lstrip": false},
        "chat_template": [{"name": "default", "template": "old"}],
        "model_max_length": 1000000000000000019884624838656,  "ratio": 1.0e-05,
        "eos_token": "</b>" }
      """;

  @TempDir private Path folder;

  private Path config(String text) throws IOException {
    return Files.writeString(folder.resolve("tokenizer_config.json"), text);
  }

  private FormatTemplate installed(PromptFormat format) {
    TokenizerConfig config = TokenizerConfig.in(folder);
    FormatTemplate template = FormatTemplate.of(format, config.style(Style.CARD, false));
    config.install(template);
    return template;
  }

  @Test
  void a_template_takes_the_place_of_the_old_and_nothing_else_changes() throws IOException {
    Path file = config(CONFIG);
    FormatTemplate template = installed(PromptFormat.LLAMA_2);

    assertThat(file)
        .hasContent(
            CONFIG.replace(
                "[{\"name\": \"default\", \"template\": \"old\"}]",
                JsonMapper.shared().writeValueAsString(template.source())));
    assertThat(
            ChatTemplate.of(folder)
                .render(List.of(Message.user("Hi")), null, TemplateOptions.DEFAULTS))
        .isEqualTo("<b>[INST] Hi [/INST]");
    assertThat(folder.toFile().list()).containsExactly("tokenizer_config.json");
  }

  @Test
  void a_file_without_one_gets_it_as_its_last() throws IOException {
    String text = "{\n  \"eos_token\": \"</s>\",\n  \"a\": [1, {\"chat_template\": 2}]\n}";
    Path file = config(text);
    FormatTemplate template = installed(PromptFormat.VICUNA);
    String member =
        "\"chat_template\": " + JsonMapper.shared().writeValueAsString(template.source());

    assertThat(Files.readString(file)).isEqualTo(text.replace("]\n}", "],\n  " + member + "\n}"));
    assertThat(JsonMember.set("{}", "k", "v")).isEqualTo("{\"k\": \"v\"}");
    assertThat(JsonMember.set("{\"a\":1}", "k", "\"")).isEqualTo("{\"a\":1,\"k\": \"\\\"\"}");
    assertThat(JsonMember.set("{\"k\":null}", "k", "v")).isEqualTo("{\"k\":\"v\"}");
    assertThat(JsonMember.set("{\"k\":\"é🐝\" ,\"b\": 12 }", "k", "v"))
        .isEqualTo("{\"k\":\"v\" ,\"b\": 12 }");
    assertThat(JsonMember.set("{\"b\": 12 }", "k", "v")).isEqualTo("{\"b\": 12,\"k\": \"v\" }");
  }

  @Test
  void installing_again_changes_nothing() throws IOException {
    Path file = config(CONFIG);
    installed(PromptFormat.CHATML);
    String once = Files.readString(file);
    installed(PromptFormat.CHATML);
    assertThat(file).hasContent(once);
  }

  @Test
  void a_file_that_cannot_be_replaced_stays_as_it_is() throws IOException {
    Path file = config(CONFIG);
    String draft = ".bagel-" + ProcessHandle.current().pid() + ".incomplete";
    Files.createDirectories(folder.resolve(draft).resolve("in the way"));
    assertThatThrownBy(() -> installed(PromptFormat.ALPACA))
        .isInstanceOfSatisfying(
            BagelException.class,
            e -> assertThat(e.kind()).isEqualTo(BagelException.Kind.RESOURCES))
        .hasMessageContaining("cannot write " + file);
    assertThat(file).hasContent(CONFIG);
  }

  @Test
  void the_file_keeps_its_permissions() throws IOException {
    Path file = config(CONFIG);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    installed(PromptFormat.ALPACA);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void what_a_link_leads_to_is_left_alone() throws IOException {
    Path blob = Files.writeString(folder.resolve("blob"), CONFIG);
    Files.createSymbolicLink(folder.resolve("tokenizer_config.json"), blob);
    installed(PromptFormat.ALPACA);
    assertThat(blob).hasContent(CONFIG);
    assertThat(ChatTemplate.names(folder)).containsExactly("default");
  }

  @Test
  void prompts_with_other_tokens_are_refused() throws IOException {
    Path file = config(CONFIG);
    FormatTemplate other = FormatTemplate.of(PromptFormat.CHATML, PromptStyle.of(Style.CARD));
    assertThatThrownBy(() -> TokenizerConfig.in(folder).install(other))
        .isInstanceOf(BagelException.class)
        .hasMessage(
            file
                + ": bos_token is \"<b>\", but the prompts are written with \"<s>\"; use the"
                + " tokenizer's");
    assertThat(file).hasContent(CONFIG);

    config("{\"eos_token\": \"</s>\", \"bos_token\": null}");
    assertThatThrownBy(() -> TokenizerConfig.in(folder).install(other))
        .hasMessageContaining("bos_token is \"\", but");
  }

  @Test
  void a_template_file_that_would_count_instead_is_named() throws IOException {
    Path file = config(CONFIG);
    Path jinja = Files.writeString(folder.resolve("chat_template.jinja"), "old");
    assertThatThrownBy(() -> installed(PromptFormat.CHATML))
        .hasMessageContaining(jinja + " counts before")
        .hasMessageContaining("remove it");
    assertThat(file).hasContent(CONFIG);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                                    | is not JSON",
        "{\"eos_token\": \"a\"} }             | is not JSON",
        "{\"a\": 1, \"a\": 2}                 | is not JSON: Duplicate",
        "[]                                   | holds no JSON object",
        "{}                                   | names no eos_token",
        "{\"eos_token\": null}                | names no eos_token",
        "{\"eos_token\": 7}                   | eos_token is 7; write the token as a text",
        "{\"eos_token\": {\"lstrip\": true}}  | write the token as a text",
      })
  void a_file_that_makes_no_sense_is_named(String text, String complaint) throws IOException {
    Path file = config(text);
    assertThatThrownBy(() -> installed(PromptFormat.CHATML))
        .isInstanceOf(BagelException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(complaint);
    assertThat(file).hasContent(text);
  }

  @Test
  void a_folder_without_the_file_is_named() {
    assertThatThrownBy(() -> TokenizerConfig.in(folder))
        .hasMessage(
            "cannot read " + folder.resolve("tokenizer_config.json") + ": there is no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "🐝 \u2028"})
  void any_text_can_be_a_token(String token) throws IOException {
    config("{\"eos_token\": \"%s\"}".formatted(token));
    assertThat(TokenizerConfig.in(folder).eos()).isEqualTo(token);
  }
}
