package dev.bagel.torch.card;

import dev.bagel.chat.PromptStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Where the rows of a run came from, as the run says.
///
/// @param sources by the names that the run has for them
/// @param style of the build's prompts; empty where the data were no build's
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
    Provenance provenance = run.provenance();
    Map<String, Source> sources = new LinkedHashMap<>();
    run.sources()
        .forEach((name, facts) -> sources.put(name, source(name, facts, provenance.origin(name))));
    return new DataOrigin(sources, Optional.ofNullable(provenance.style()));
  }

  private static Source source(String name, JsonNode facts, Provenance.Origin origin) {
    return new Source(
        name,
        origin.datasets(),
        origin.licence(),
        origin.flags(),
        facts.path("rows").asLong(0),
        facts.path("learnt").asLong(0),
        facts.path("heldOut").asLong(0));
  }
}
