package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.chat.template.TemplateOptions;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A chat template with what it is given, as a line of a case file states it.
///
/// What the line gives is passed as it stands, null as Python's None. What it does not give, a
/// template sees as a rendering without it: no tools, no generation prompt, tokens undefined.
///
/// @param template in Jinja
record TemplateCase(JsonNode id, String template, TemplateOptions options) {
  private static final List<String> GIVEN =
      List.of("messages", "tools", "add_generation_prompt", "bos_token", "eos_token");

  /// @throws BagelException USER where the line is no case
  static TemplateCase read(String line) {
    JsonNode fields;
    try {
      fields = JsonMapper.shared().readTree(line);
    } catch (JacksonException e) {
      throw BagelException.user("not JSON: " + JsonTrouble.reason(e), e);
    }
    for (String name : List.of("id", "template", "messages")) {
      if (!fields.has(name)) {
        throw BagelException.user("there is no " + name);
      }
    }
    if (!fields.path("template").isString()) {
      throw BagelException.user("template is no text");
    }
    return new TemplateCase(
        fields.path("id"), fields.path("template").stringValue(), options(fields));
  }

  private static TemplateOptions options(JsonNode fields) {
    TemplateOptions options = TemplateOptions.DEFAULTS;
    for (String name : GIVEN) {
      if (fields.has(name)) {
        options = options.with(name, fields.path(name));
      }
    }
    for (Map.Entry<String, JsonNode> more : extra(fields).properties()) {
      options = options.with(more.getKey(), more.getValue());
    }
    for (JsonNode name : fields.path("absent")) {
      if (!name.isString()) {
        throw BagelException.user("absent is not a list of names");
      }
      options = options.without(name.stringValue());
    }
    JsonNode now = fields.path("strftime_now");
    return now.isMissingNode() || now.isNull() ? options : options.at(time(now));
  }

  private static JsonNode extra(JsonNode fields) {
    JsonNode extra = fields.path("extra");
    if (!(extra.isObject() || extra.isMissingNode() || extra.isNull())) {
      throw BagelException.user("extra is not an object of variables");
    }
    return extra;
  }

  private static LocalDateTime time(JsonNode now) {
    try {
      return LocalDateTime.parse(now.asString(""));
    } catch (DateTimeException e) {
      throw BagelException.user(
          "strftime_now is %s; write a time as in \"2024-07-26T12:00:00\"".formatted(now), e);
    }
  }
}
