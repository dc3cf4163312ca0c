package dev.bagel.dataset.decontaminate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Reads what a folder of Sentence Transformers says of its model.
///
/// @param folder absolute
record ModelFolder(Path folder) {
  SentenceModel read() {
    if (!Files.isDirectory(folder)) {
      throw BagelException.user(
          "there is no folder %s: name a folder of Sentence Transformers".formatted(folder));
    }
    ModelModules modules = ModelModules.read(folder);
    Path transformer = folder.resolve(modules.transformer());
    Path weights =
        first(
            "ONNX weights, onnx/model.onnx or model.onnx: export the model to ONNX",
            transformer.resolve("onnx/model.onnx"),
            transformer.resolve("model.onnx"),
            folder.resolve("onnx/model.onnx"),
            folder.resolve("model.onnx"));
    Path tokenizer =
        first(
            "tokenizer.json: save the model's fast tokenizer there",
            transformer.resolve("tokenizer.json"),
            folder.resolve("tokenizer.json"));
    ModelJson reading = ModelJson.readOrEmpty(transformer.resolve("sentence_bert_config.json"));
    String prefix = prefix(modules);
    boolean lowerCase = reading.flag("do_lower_case", false);
    int maxTokens = maxTokens(transformer, reading);
    return new SentenceModel(
        String.valueOf(folder.getFileName()),
        folder.toString(),
        weights.toString(),
        tokenizer.toString(),
        hash(weights, tokenizer, modules + "\n" + maxTokens + lowerCase + prefix),
        modules.pooling(),
        modules.dimensions(),
        maxTokens,
        prefix,
        lowerCase);
  }

  private Path first(String wanted, Path... places) {
    return Stream.of(places)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () -> BagelException.user("the model folder %s has no %s".formatted(folder, wanted)));
  }

  /// Of the prompts, only the default one is put before texts that nobody names a prompt for.
  private String prefix(ModelModules modules) {
    ModelJson config = ModelJson.readOrEmpty(folder.resolve("config_sentence_transformers.json"));
    String name = config.text("default_prompt_name");
    if (name.isEmpty()) {
      return "";
    }
    JsonNode prompt = config.at("prompts").path(name);
    if (!prompt.isString()) {
      throw BagelException.user(
          "%s: the default prompt '%s' is not among its prompts".formatted(config.file(), name));
    }
    if (!prompt.asString().isEmpty() && !modules.poolsPrompt()) {
      throw BagelException.user(
          ("the model folder %s pools without the prompt (include_prompt is false), which Bagel"
                  + " cannot do: choose another model")
              .formatted(folder));
    }
    return prompt.asString();
  }

  /// As Sentence Transformers finds it: its own setting, else the smaller of what tokenizer and
  /// model say.
  private static int maxTokens(Path transformer, ModelJson reading) {
    int own = reading.number("max_seq_length");
    if (own > 0) {
      return own;
    }
    return Stream.of(
            ModelJson.readOrEmpty(transformer.resolve("tokenizer_config.json"))
                .number("model_max_length"),
            ModelJson.readOrEmpty(transformer.resolve("config.json"))
                .number("max_position_embeddings"))
        .filter(number -> number > 0)
        .min(Integer::compare)
        .orElseThrow(
            () ->
                BagelException.user(
                    "%s does not say how long texts may be: put {\"max_seq_length\": 512} there"
                        .formatted(reading.file())));
  }

  private static String hash(Path weights, Path tokenizer, String settings) {
    try (DigestOutputStream hash =
        new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.start())) {
      for (Path file : parts(weights)) {
        hash.write(file.getFileName().toString().getBytes(UTF_8));
        copy(file, hash);
      }
      copy(tokenizer, hash);
      hash.write(settings.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash.getMessageDigest().digest());
    } catch (IOException e) {
      throw FileTrouble.reading("the sentence model", weights, e);
    }
  }

  /// Large models have their numbers beside the graph, in a file of its name and more.
  private static List<Path> parts(Path weights) throws IOException {
    String name = weights.getFileName().toString();
    try (Stream<Path> files = Files.list(weights.getParent())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static void copy(Path file, OutputStream to) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(to);
    }
  }
}
