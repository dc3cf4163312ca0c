package dev.bagel.torch.card;

import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the manifest of a build says of the rows that a run learns from, as far as a card tells it.
/// A run writes it down when it begins: by the time of the card the build may be somewhere else.
///
/// @param sources by the names that the run has for them; those that the manifest knows
/// @param style of the build's prompts; null where the data are no build's
public record Provenance(Map<String, Origin> sources, @Nullable PromptStyle style) {
  /// Of one source. Texts are empty where nothing is known.
  ///
  /// @param datasets on a hub or elsewhere
  /// @param flags `G`: gated; `X`: adult or toxic
  public record Origin(List<String> datasets, String licence, List<String> flags) {
    static final Origin UNKNOWN = new Origin(List.of(), "", List.of());
  }

  private static final Provenance UNKNOWN = new Provenance(Map.of(), null);

  /// @param data a build's folder, one of its tables or files, or anything else
  /// @param names that the run has for its sources
  public static Provenance of(Path data, Collection<String> names) {
    return manifest(data).map(manifest -> of(manifest, names)).orElse(UNKNOWN);
  }

  private static Provenance of(JsonNode manifest, Collection<String> names) {
    Map<String, Origin> sources = new TreeMap<>();
    for (String name : names) {
      entry(name, manifest.path("sources"))
          .ifPresent(entry -> sources.put(name, origin(entry.getValue())));
    }
    return new Provenance(sources, style(manifest.path("settings")).orElse(null));
  }

  /// What a run wrote down; nothing where it did not.
  static Provenance read(JsonNode written) {
    if (!written.isObject()) {
      return UNKNOWN;
    }
    try {
      return JsonMapper.shared().treeToValue(written, Provenance.class);
    } catch (JacksonException _) {
      return UNKNOWN; // then nothing is known of the data, and the card says so
    }
  }

  Origin origin(String name) {
    return sources.getOrDefault(name, Origin.UNKNOWN);
  }

  private static Optional<JsonNode> manifest(Path data) {
    Path at = data.toAbsolutePath().normalize();
    for (int up = 0; up < 3 && at != null; up++, at = at.getParent()) {
      Path file = at.resolve("manifest.json");
      if (Files.isRegularFile(file)) {
        try {
          JsonNode read = JsonMapper.shared().readTree(Files.readAllBytes(file));
          return Optional.of(read).filter(all -> all.path("sources").isObject());
        } catch (IOException | JacksonException _) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /// Rows are named by their source, and some by a part of it: `airoboros_joke`.
  private static Optional<Map.Entry<String, JsonNode>> entry(String name, JsonNode entries) {
    return entries.properties().stream()
        .filter(entry -> name.equals(entry.getKey()) || name.startsWith(entry.getKey() + "_"))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()));
  }

  private static Origin origin(JsonNode entry) {
    List<String> flags = new ArrayList<>();
    entry.path("flags").forEach(flag -> flags.add(flag.asString("")));
    return new Origin(
        List.of(entry.path("dataset").asString("").split(",", -1)).stream()
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .toList(),
        entry.path("licence").asString(""),
        flags);
  }

  private static Optional<PromptStyle> style(JsonNode settings) {
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
