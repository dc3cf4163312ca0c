package dev.bagel.dataset.decontaminate;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A file of settings in a model's folder.
///
/// @param file for messages
record ModelJson(Path file, JsonNode root) {
  /// @param without what it means that there is no such file
  static ModelJson read(Path file, String without) {
    if (!Files.exists(file)) {
      throw BagelException.user("there is no %s: without it, %s".formatted(file, without));
    }
    return readOrEmpty(file);
  }

  static ModelJson readOrEmpty(Path file) {
    try {
      return new ModelJson(file, JsonMapper.shared().readTree(Files.readAllBytes(file)));
    } catch (NoSuchFileException _) {
      return new ModelJson(file, JsonMapper.shared().createObjectNode());
    } catch (JacksonException e) {
      throw BagelException.user(
          "%s is not JSON: %s; fetch the model's folder again"
              .formatted(file, e.getOriginalMessage().lines().findFirst().orElse("")),
          e);
    } catch (IOException e) {
      throw FileTrouble.reading("the sentence model's " + file.getFileName(), file, e);
    }
  }

  /// @param name of a field, or nothing for the whole
  JsonNode at(String name) {
    return name.isEmpty() ? root : root.path(name);
  }

  /// Empty where there is none.
  String text(String name) {
    return root.path(name).asString("");
  }

  /// 0 where there is none that an `int` holds: tokenizers without a limit name a huge one.
  int number(String name) {
    return root.path(name).asInt(0);
  }

  boolean flag(String name, boolean otherwise) {
    return root.path(name).asBoolean(otherwise);
  }
}
