package dev.bagel.chat.template;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The templates and special tokens of a model, as its files give them.
///
/// In a folder: `chat_template.jinja` comes before the template in `tokenizer_config.json`; further
/// ones by name stand in that file, or as `NAME.jinja` in `additional_chat_templates` or
/// `chat_templates`.
///
/// @param templates by name
/// @param tokens by their name, `bos_token` for example
record TemplateFiles(Map<String, String> templates, Map<String, String> tokens) {
  static final String DEFAULT = "default";
  private static final String CONFIG = "tokenizer_config.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /// @throws BagelException USER where there is no template
  static TemplateFiles read(Path path) {
    TemplateFiles files = find(path);
    if (files.templates.isEmpty()) {
      throw BagelException.user(
          path
              + " has no chat template; give a folder with chat_template.jinja, or with a "
              + CONFIG
              + " that holds one");
    }
    return files;
  }

  /// Maybe without any template.
  static TemplateFiles find(Path path) {
    TemplateFiles files = new TemplateFiles(new TreeMap<>(), new TreeMap<>());
    if (Files.isDirectory(path)) {
      files.folder(path);
    } else if (path.toString().endsWith(".json")) {
      files.config(path);
    } else {
      files.templates.put(DEFAULT, ModelFile.read(path));
    }
    return files;
  }

  /// The template of that name. One alone is the default whatever its name.
  String template(Path path, String name) {
    String template = templates.get(name);
    if (template == null && templates.size() == 1 && name.equals(DEFAULT)) {
      template = templates.values().iterator().next();
    }
    if (template == null) {
      throw BagelException.user(
          "%s has no chat template '%s'; it has %s"
              .formatted(path, name, String.join(", ", templates.keySet())));
    }
    return template;
  }

  private void folder(Path folder) {
    if (Files.exists(folder.resolve(CONFIG))) {
      config(folder.resolve(CONFIG));
    }
    if (Files.exists(folder.resolve("chat_template.jinja"))) {
      templates.put(DEFAULT, ModelFile.read(folder.resolve("chat_template.jinja")));
    }
    named(folder.resolve("additional_chat_templates"));
    named(folder.resolve("chat_templates"));
  }

  private void named(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jinja")) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        templates.put(name.substring(0, name.length() - ".jinja".length()), ModelFile.read(file));
      }
    } catch (IOException e) {
      throw BagelException.resources("cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  private void config(Path file) {
    JsonNode config;
    try {
      config = JSON.readTree(ModelFile.read(file));
    } catch (JacksonException e) {
      throw BagelException.user(file + " is not JSON: " + e.getOriginalMessage(), e);
    }
    JsonNode template = config.path("chat_template");
    if (template.isString()) {
      templates.put(DEFAULT, template.stringValue());
    } else if (template.isArray()) {
      template.forEach(entry -> named(file, entry));
    } else if (!template.isMissingNode() && !template.isNull()) {
      throw BagelException.user(
          file + ": chat_template is neither a text nor a list of named ones");
    }
    config.forEachEntry(this::token);
    config.path("extra_special_tokens").forEachEntry(this::token);
  }

  private void named(Path file, JsonNode entry) {
    if (!entry.path("name").isString() || !entry.path("template").isString()) {
      throw BagelException.user(
          file + ": an entry of chat_template wants a name and a template, both texts");
    }
    templates.put(entry.path("name").stringValue(), entry.path("template").stringValue());
  }

  /// A special token is a text, or an object with its text as `content`.
  private void token(String name, JsonNode value) {
    JsonNode text = value.isObject() ? value.path("content") : value;
    if (name.endsWith("_token") && text.isString()) {
      tokens.put(name, text.stringValue());
    }
  }
}
