package dev.bagel.torch.card;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.YamlBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is known of the model with which a run began.
///
/// @param name of its folder
/// @param id on a hub, as `owner/name`
/// @param licence as its card's front matter has it: `license`, and what else belongs to it
record BaseModel(String name, Optional<String> id, Map<String, String> licence) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*");
  private static final Pattern CACHED = Pattern.compile("models--([\\w.-]+?)--([\\w.-]+)");
  private static final List<String> LICENCE = List.of("license", "license_name", "license_link");

  static BaseModel of(TrainedRun run) {
    return run.path("model")
        .map(BaseModel::in)
        .orElse(new BaseModel("", Optional.empty(), Map.of()));
  }

  private static BaseModel in(Path folder) {
    Optional<YamlBlock> card = frontMatter(folder.resolve("README.md"));
    Map<String, String> licence = new LinkedHashMap<>();
    card.ifPresent(
        block ->
            LICENCE.forEach(key -> one(block, key).ifPresent(value -> licence.put(key, value))));
    if (!licence.containsKey("license")) {
      licence.clear();
    }
    return new BaseModel(
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()), id(folder), licence);
  }

  /// By its place in the hub's cache, or what its config.json has been saved with.
  private static Optional<String> id(Path folder) {
    for (Path part : folder.toAbsolutePath().normalize()) {
      Matcher cached = CACHED.matcher(part.toString());
      if (cached.matches()) {
        return Optional.of(cached.group(1) + "/" + cached.group(2));
      }
    }
    try {
      JsonNode config =
          JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve("config.json")));
      return Optional.of(config.path("_name_or_path").asString(""))
          .filter(name -> ID.matcher(name).matches());
    } catch (IOException | JacksonException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> one(YamlBlock block, String key) {
    try {
      return block.text(key);
    } catch (BagelException _) {
      return Optional.empty(); // a list, say
    }
  }

  private static Optional<YamlBlock> frontMatter(Path card) {
    try {
      String text = Files.readString(card).replace("\r\n", "\n");
      int end = text.indexOf("\n---", 3);
      return text.startsWith("---\n") && end > 3
          ? Optional.of(YamlBlock.parse(card.toString(), text.substring(4, end + 1)))
          : Optional.empty();
    } catch (IOException | BagelException _) {
      return Optional.empty(); // then its licence is not known, and the card says so
    }
  }
}
