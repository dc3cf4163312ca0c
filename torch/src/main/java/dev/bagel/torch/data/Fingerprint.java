package dev.bagel.torch.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.FileTrouble;
import dev.bagel.dataset.files.Sha256;
import dev.bagel.dataset.rows.StoredPrompts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What decides about the tokens of rows: the data files, the tokenizer, the chat template, the
/// settings that rows are read by. Not what is held out, packed or shuffled, which is done anew
/// each time.
final class Fingerprint {
  private static final List<String> MODEL_FILES =
      List.of("tokenizer.json", "tokenizer_config.json", "chat_template.jinja");
  private static final List<String> TEMPLATE_FOLDERS =
      List.of("additional_chat_templates", "chat_templates");

  private final List<String> parts = new ArrayList<>();
  private boolean asksForDate;

  /// Hashes the files, each of them whole.
  static List<DataFacts.FileFact> files(List<DataFile> files) {
    return files.stream()
        .map(
            file ->
                new DataFacts.FileFact(
                    file.name(), file.path().toFile().length(), Sha256.of(file.path())))
        .toList();
  }

  /// @param kind `sft` or `dpo`
  /// @param otherwise the source of rows that name none
  static byte[] of(
      String kind,
      List<DataFacts.FileFact> files,
      StoredPrompts prompts,
      DataSettings settings,
      Path model,
      int vocabulary,
      String otherwise) {
    Fingerprint all = new Fingerprint();
    all.parts.add(kind);
    files.forEach(file -> all.parts.add(file.sha256()));
    all.add(model);
    if (settings.template() != null) {
      all.parts.add("template");
      all.add(settings.template());
    }
    if (all.asksForDate) {
      all.parts.add(settings.date().toString());
    }
    all.parts.add(prompts.styles().toString());
    all.parts.add(otherwise);
    all.parts.add(vocabulary + " " + settings.maxTokens() + " " + settings.boundary());
    all.parts.add(settings.over().label());
    return all.hash();
  }

  private void add(Path path) {
    if (Files.isRegularFile(path)) {
      addFile(path);
      return;
    }
    MODEL_FILES.stream().map(path::resolve).filter(Files::isRegularFile).forEach(this::addFile);
    for (String name : TEMPLATE_FOLDERS) {
      Path folder = path.resolve(name);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files.sorted().filter(Files::isRegularFile).forEach(this::addFile);
        } catch (IOException e) {
          throw FileTrouble.reading(folder.toString(), folder, e);
        }
      }
    }
  }

  private void addFile(Path file) {
    parts.add(file.getFileName() + " " + Sha256.of(file));
    if (!file.endsWith("tokenizer.json")) {
      try {
        asksForDate |= new String(Files.readAllBytes(file), UTF_8).contains("strftime_now");
      } catch (IOException e) {
        throw FileTrouble.reading(file.toString(), file, e);
      }
    }
  }

  private byte[] hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(UTF_8);
        digest.update((bytes.length + ":").getBytes(UTF_8));
        digest.update(bytes);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw BagelException.internal("this Java has no SHA-256", e);
    }
  }
}
