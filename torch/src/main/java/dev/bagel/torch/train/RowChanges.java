package dev.bagel.torch.train;

import dev.bagel.torch.data.DataFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What became of the files of a run's rows.
final class RowChanges {
  /// For a line.
  private static final int MOST = 3;

  private RowChanges() {}

  /// For people.
  ///
  /// @param before what run.json has of the data
  static String between(JsonNode before, List<DataFacts.FileFact> now) {
    Map<String, String> left = new LinkedHashMap<>();
    before
        .path("files")
        .forEach(
            file -> left.put(file.path("name").asString(""), file.path("sha256").asString("")));
    List<String> changes = new ArrayList<>();
    for (DataFacts.FileFact file : now) {
      String was = left.remove(file.name());
      if (was == null) {
        changes.add(file.name() + " is new");
      } else if (!was.equals(file.sha256())) {
        changes.add(file.name() + " has changed");
      }
    }
    left.keySet().forEach(name -> changes.add(name + " is gone"));
    if (changes.isEmpty()) {
      return "the files are the same: the tokenizer or the chat template has changed";
    }
    String more = changes.size() > MOST ? ", and %d more".formatted(changes.size() - MOST) : "";
    return String.join(", ", changes.subList(0, Math.min(MOST, changes.size()))) + more;
  }
}
