package dev.bagel.torch.card;

import dev.bagel.dataset.files.YamlText;
import dev.bagel.torch.card.DataOrigin.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The YAML in front of a card, which hubs read. What is not known is a comment that asks for it.
final class FrontMatter {
  private static final Pattern ON_HUB = Pattern.compile("[\\w.-]+/[\\w.-]+");

  private FrontMatter() {}

  static String of(TrainedRun run, BaseModel base, Collection<Source> sources) {
    Map<String, Object> values = new LinkedHashMap<>();
    StringBuilder asked = new StringBuilder();
    base.id()
        .ifPresentOrElse(
            id -> values.put("base_model", id),
            () -> asked.append("# base_model: set it, as owner/name on the hub\n"));
    if (base.licence().isEmpty()) {
      asked.append("# license: set it: that of the base is not known\n");
    }
    asked.append("# language: set it: no run knows what language its rows are in\n");
    values.putAll(base.licence());
    values.put("library_name", run.adapter() ? "peft" : "transformers");
    values.put("pipeline_tag", "text-generation");
    values.put("tags", tags(run, sources));
    List<String> datasets =
        sources.stream()
            .flatMap(source -> source.datasets().stream())
            .filter(name -> ON_HUB.matcher(name).matches())
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .toList();
    if (!datasets.isEmpty()) {
      values.put("datasets", datasets);
    }
    return "---\n" + asked + YamlText.of(values) + "---\n";
  }

  private static List<String> tags(TrainedRun run, Collection<Source> sources) {
    List<String> tags = new ArrayList<>(List.of("bagel"));
    if (run.method().matches("[a-z]+")) {
      tags.add(run.method());
    }
    if (run.adapter()) {
      tags.add("lora");
    }
    if (sources.stream().anyMatch(Source::adultOrToxic)) {
      tags.add("not-for-all-audiences");
    }
    return tags;
  }
}
