package dev.bagel.chat.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptStyle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/// A prompt format as a chat template, so that what a model is served is what it was trained on.
///
/// The text is BOS, once, then what [dev.bagel.chat.PromptRenderer] writes: of a conversation that
/// ends with a user's turn its prompt, whether a generation prompt is asked for or not; of one that
/// ends with an answer the input, the output and EOS. Conversations that the renderer refuses are
/// refused, and so are tools. `generation` blocks hold every answer and, where the format ends it
/// with one, its stop token; white space between the two, which no model writes, lies outside.
///
/// @param style its BOS and EOS are what [#template] renders with; in the source they are the
///   variables `bos_token` and `eos_token`, so it suits any tokenizer
public record FormatTemplate(PromptFormat format, PromptStyle style) {

  public static FormatTemplate of(PromptFormat format, PromptStyle style) {
    return new FormatTemplate(format, style);
  }

  /// In Jinja, for our engine and Python's.
  public String source() {
    return resource("conversation") + settings() + resource(format.label());
  }

  /// Compiled anew at each call.
  public ChatTemplate template() {
    return ChatTemplate.parse(
        format.label(), source(), Map.of("bos_token", style.bos(), "eos_token", style.eos()));
  }

  /// What the body of a format's template reads of its style.
  private String settings() {
    return switch (format) {
      case VICUNA, LLAMA_2 -> "";
      case ALPACA ->
          switch (style.style()) {
            case CARD -> "{%- set cue = '### Response:\\n' -%}\n";
            case LATER -> "{%- set cue = '### Response:' -%}\n";
          };
      case CHATML -> "{%- set style = '" + style.style().label() + "' -%}\n" + markers();
    };
  }

  private String markers() {
    return style.imMarkers()
        ? """
        {%- set start = '<|im_start|>' -%}
        {%- set end = '<|im_end|>' -%}
        {{- bos_token -}}
        """
        : """
        {%- set start = bos_token -%}
        {%- set end = eos_token -%}
        """;
  }

  private static String resource(String name) {
    try (InputStream in = FormatTemplate.class.getResourceAsStream(name + ".jinja")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
