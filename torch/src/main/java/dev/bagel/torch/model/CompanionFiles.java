package dev.bagel.torch.model;

import dev.bagel.BagelException;
import dev.bagel.torch.weights.ElementType;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What lies beside weights in a model's folder, and is needed to use them: config and tokenizer.
///
/// @param model the folder that has the config
/// @param tokenizer the folder that may have a tokenizer; where not, that of the model is taken
public record CompanionFiles(Path model, Path tokenizer) {
  private static final String CONFIG = "config.json";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /// Any of the first two is a whole tokenizer.
  private static final List<String> TOKENIZER =
      List.of(
          "tokenizer.json",
          "tokenizer.model",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "added_tokens.json",
          "vocab.json",
          "merges.txt",
          "chat_template.jinja",
          "chat_template.json");

  /// Where more chat templates lie, `NAME.jinja` each.
  private static final List<String> TEMPLATES =
      List.of("additional_chat_templates", "chat_templates");

  /// Copies what is there.
  ///
  /// @param type that the weights in the new folder have, if they all have one; config.json says so
  /// @throws BagelException RESOURCES when it cannot be written
  public void copy(Path to, Optional<ElementType> type) {
    copyTokenizer(to);
    try {
      copy(model, to, "generation_config.json");
      if (type.isEmpty()) {
        copy(model, to, CONFIG);
      } else {
        Files.write(to.resolve(CONFIG), JSON.writeValueAsBytes(config(type.get())));
      }
    } catch (IOException e) {
      throw trouble(to, e);
    }
  }

  /// Where the tokenizer lies.
  public Path tokenizerFolder() {
    boolean own = TOKENIZER.stream().limit(2).map(tokenizer::resolve).anyMatch(Files::exists);
    return own ? tokenizer : model;
  }

  /// Copies what is there of the tokenizer alone, with its chat template.
  ///
  /// @throws BagelException RESOURCES when it cannot be written
  public void copyTokenizer(Path to) {
    try {
      Files.createDirectories(to);
      for (String name : TOKENIZER) {
        copy(tokenizerFolder(), to, name);
      }
      for (String name : TEMPLATES) {
        copyTemplates(tokenizerFolder().resolve(name), to.resolve(name));
      }
    } catch (IOException e) {
      throw trouble(to, e);
    }
  }

  private static void copyTemplates(Path from, Path to) throws IOException {
    if (Files.isDirectory(from)) {
      Files.createDirectories(to);
      try (DirectoryStream<Path> templates = Files.newDirectoryStream(from, "*.jinja")) {
        for (Path template : templates) {
          copy(from, to, template.getFileName().toString());
        }
      }
    }
  }

  private static void copy(Path from, Path to, String name) throws IOException {
    if (Files.exists(from.resolve(name))) {
      Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Newer files have `dtype`, older ones `torch_dtype`.
  private ObjectNode config(ElementType type) throws IOException {
    ObjectNode config = (ObjectNode) JSON.readTree(Files.readAllBytes(model.resolve(CONFIG)));
    return config.put(config.has("dtype") ? "dtype" : "torch_dtype", name(type));
  }

  private static String name(ElementType type) {
    return switch (type) {
      case F32 -> "float32";
      case BF16 -> "bfloat16";
      case F16 -> "float16";
      case F64, I64, I32, I16, I8, U8, BOOL ->
          throw new IllegalArgumentException("models do not have weights of type " + type);
    };
  }

  private static BagelException trouble(Path to, IOException e) {
    return BagelException.resources("cannot write to " + to + ": " + e.getMessage(), e);
  }
}
