package dev.bagel.torch.card;

import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where the rows of a run came from, as the manifest of the build that they are of says.
///
/// @param sources by the names that the run has for them
/// @param style of the build's prompts; empty where the data are no build's, or it is gone
record DataOrigin(Map<String, Source> sources, Optional<PromptStyle> style) {
  /// What is known of a source. Texts are empty where nothing is.
  ///
  /// @param datasets on a hub or elsewhere
  /// @param flags `G`: gated; `X`: adult or toxic
  record Source(
      String name,
      List<String> datasets,
      String licence,
      List<String> flags,
      long rows,
      long learnt,
      long heldOut) {
    boolean known() {
      return !licence.isEmpty();
    }

    boolean adultOrToxic() {
      return flags.contains("X");
    }
  }

  static DataOrigin of(TrainedRun run) {
    Optional<JsonNode> manifest = run.path("data").flatMap(DataOrigin::manifest);
    JsonNode entries =
        manifest.map(all -> all.path("sources")).orElseGet(JsonMapper.shared()::createObjectNode);
    Map<String, Source> sources = new LinkedHashMap<>();
    run.sources()
        .forEach((name, facts) -> sources.put(name, source(name, facts, entry(name, entries))));
    return new DataOrigin(sources, manifest.flatMap(DataOrigin::style));
  }

  /// Of a build's folder, or of one of its tables or files.
  private static Optional<JsonNode> manifest(Path data) {
    Path at = data.toAbsolutePath().normalize();
    for (int up = 0; up < 3 && at != null; up++, at = at.getParent()) {
      Path file = at.resolve("manifest.json");
      if (Files.isRegularFile(file)) {
        try {
          JsonNode read = JsonMapper.shared().readTree(Files.readAllBytes(file));
          return Optional.of(read).filter(all -> all.path("sources").isObject());
        } catch (IOException | JacksonException _) {
          return Optional.empty(); // then nothing is known of the data, and the card says so
        }
      }
    }
    return Optional.empty();
  }

  /// Rows are named by their source, and some by a part of it: `airoboros_joke`.
  private static JsonNode entry(String name, JsonNode entries) {
    return entries.properties().stream()
        .filter(entry -> name.equals(entry.getKey()) || name.startsWith(entry.getKey() + "_"))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue)
        .orElseGet(JsonMapper.shared()::missingNode);
  }

  private static Source source(String name, JsonNode facts, JsonNode entry) {
    List<String> flags = new ArrayList<>();
    entry.path("flags").forEach(flag -> flags.add(flag.asString("")));
    return new Source(
        name,
        List.of(entry.path("dataset").asString("").split(",", -1)).stream()
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .toList(),
        entry.path("licence").asString(""),
        flags,
        facts.path("rows").asLong(0),
        facts.path("learnt").asLong(0),
        facts.path("heldOut").asLong(0));
  }

  private static Optional<PromptStyle> style(JsonNode manifest) {
    JsonNode settings = manifest.path("settings");
    return List.of(Style.values()).stream()
        .filter(style -> style.label().equals(settings.path("style").asString("")))
        .findFirst()
        .map(
            style ->
                new PromptStyle(
                    style,
                    settings.path("bos").asString("<s>"),
                    settings.path("eos").asString("</s>"),
                    settings.path("chatml-markers").asString("").equals("im")));
  }
}
