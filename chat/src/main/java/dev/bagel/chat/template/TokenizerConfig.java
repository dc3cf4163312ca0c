package dev.bagel.chat.template;

import dev.bagel.BagelException;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The `tokenizer_config.json` of a model's folder, as far as chat templates go: the texts of BOS
/// and EOS, and the place where the usual libraries look for the template.
///
/// @param bos empty where the file names none
/// @param eos likewise
public record TokenizerConfig(Path file, String bos, String eos) {
  private static final String NAME = "tokenizer_config.json";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// Reads it.
  ///
  /// @throws BagelException USER where there is none, or none that makes sense
  public static TokenizerConfig in(Path modelFolder) {
    Path file = modelFolder.resolve(NAME);
    JsonNode config;
    try {
      config = JSON.readTree(ModelFile.read(file));
    } catch (JacksonException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("");
      throw BagelException.user(file + " is not JSON: " + reason + "; mend it first", e);
    }
    if (!config.isObject()) {
      throw BagelException.user(file + " holds no JSON object; fetch the model's folder again");
    }
    return new TokenizerConfig(
        file, token(file, config, "bos_token"), token(file, config, "eos_token"));
  }

  /// The style that writes this tokenizer's BOS and EOS.
  ///
  /// @throws BagelException USER where the file names no EOS
  public PromptStyle style(Style style, boolean imMarkers) {
    if (eos.isEmpty()) {
      throw BagelException.user(
          file + " names no eos_token, and without one a model never learns to stop; add it");
    }
    return new PromptStyle(style, bos, eos, imMarkers);
  }

  /// Makes a template the model's only one. The rest of the file stays as it is, to the byte; the
  /// file is there whole at any time, the old or the new one.
  ///
  /// @throws BagelException USER where the template's BOS or EOS are others than the file's, or
  ///   where a `chat_template.jinja` beside it would count instead; RESOURCES where it cannot be
  ///   written
  public void install(FormatTemplate template) {
    PromptStyle style = template.style();
    refuseOther("bos_token", bos, style.bos());
    refuseOther("eos_token", eos, style.eos());
    Path first = file.resolveSibling("chat_template.jinja");
    if (Files.exists(first)) {
      throw BagelException.user(
          first + " counts before the template in " + NAME + "; remove it first");
    }
    String changed = JsonMember.set(ModelFile.read(file), "chat_template", template.source());
    ModelFile.replace(file, changed);
  }

  private void refuseOther(String name, String here, String there) {
    if (!here.equals(there)) {
      throw BagelException.user(
          "%s: %s is \"%s\", but the prompts are written with \"%s\"; use the tokenizer's"
              .formatted(file, name, here, there));
    }
  }

  /// A special token is a text, or an object with its text as `content`.
  private static String token(Path file, JsonNode config, String name) {
    JsonNode value = config.path(name);
    JsonNode text = value.isObject() ? value.path("content") : value;
    if (text.isString()) {
      return text.stringValue();
    }
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    throw BagelException.user(
        "%s: %s is %s; write the token as a text, or as an object with \"content\""
            .formatted(file, name, value));
  }
}
