package dev.bagel.dataset.write;

import dev.bagel.dataset.source.SourceInfo.Flag;
import dev.bagel.dataset.write.Manifest.SourceEntry;
import dev.bagel.dataset.write.Manifest.TableEntry;
import dev.bagel.dataset.write.Manifest.TokenEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// `README.md` of a built data set: the card that hubs read, so that `load_dataset` finds each
/// table by its name.
public final class DatasetCard {
  private DatasetCard() {}

  public static String of(Manifest manifest) {
    StringBuilder card = new StringBuilder(frontMatter(manifest));
    card.append("\n# ").append(manifest.recipe()).append("\n\n");
    card.append(
        """
        A composite fine-tuning data set, built by Bagel %s from the sources below with seed %d.
        Every row that was read is either in `samples/` or in `dropped/` (or counted there as a bulk drop),
        and `bagel verify` proves it from the files alone.

        ```python
        from datasets import load_dataset

        sft = load_dataset("parquet", data_files="sft/*.parquet", split="train")
        dpo = load_dataset("parquet", data_files="dpo/*.parquet", split="train")
        ```

        ## Tables

        | table | rows | columns |
        |---|---:|---|
        """
            .formatted(manifest.bagel(), manifest.seed()));
    for (Map.Entry<String, TableEntry> table : manifest.tables().entrySet()) {
      card.append(
          "| `%s/` | %s | %s |\n"
              .formatted(
                  table.getKey(),
                  number(table.getValue().rows()),
                  String.join(", ", Table.named(table.getKey()).columns())));
    }
    card.append(exports(manifest));
    card.append(sources(manifest));
    card.append(tokens(manifest));
    card.append(adultOrToxic(manifest));
    card.append(contamination(manifest));
    card.append(leftOut(manifest));
    return card.toString();
  }

  private static String frontMatter(Manifest manifest) {
    StringBuilder yaml = new StringBuilder("---\n");
    yaml.append("pretty_name: ").append(quoted(manifest.recipe())).append('\n');
    yaml.append("license: other\nlicense_name: by-source\n");
    yaml.append("task_categories:\n- text-generation\ntags:\n- sft\n- dpo\n- bagel\n");
    if (!adultOrToxicSources(manifest).isEmpty()) {
      yaml.append("- not-for-all-audiences\n");
    }
    yaml.append("configs:\n");
    for (String table : manifest.tables().keySet()) {
      yaml.append("- config_name: ").append(table).append('\n');
      yaml.append("  data_files: ").append(table).append("/*.parquet\n");
      if (table.equals(Table.SFT.label())) {
        yaml.append("  default: true\n");
      }
    }
    return yaml.append("---\n").toString();
  }

  private static String exports(Manifest manifest) {
    if (manifest.exports().isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder(
            """

            ## Exports

            The samples as other trainers load them. Not every sample has a place in every export:

            | export | samples | without a place |
            |---|---:|---|
            """);
    manifest
        .exports()
        .forEach(
            (name, export) ->
                text.append(
                    "| `%s/` | %s | %s |\n"
                        .formatted(
                            name, number(export.samples()), reasons(export.withoutPlace()))));
    return text.toString();
  }

  private static String sources(Manifest manifest) {
    StringBuilder text =
        new StringBuilder(
            """

            ## Sources

            | source | data set | licence | trust | rows read | candidates | kept | dropped |
            |---|---|---|---|---:|---:|---:|---|
            """);
    for (Map.Entry<String, SourceEntry> entry : manifest.sources().entrySet()) {
      SourceEntry source = entry.getValue();
      text.append(
          "| %s | %s | %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  entry.getKey(),
                  source.dataset().isEmpty() ? "own files" : source.dataset(),
                  source.licence().replace("|", "\\|"),
                  source.trust(),
                  number(source.rows()),
                  number(source.candidates()),
                  number(source.kept()),
                  reasons(source.dropped())));
    }
    TreeSet<String> licences = new TreeSet<>();
    manifest.sources().values().forEach(source -> licences.add(source.licence()));
    return text.append(
            "\nEach row's `source` begins with its source's name, and keeps that source's licence: %s.\n"
                .formatted(String.join(", ", licences)))
        .toString();
  }

  private static String tokens(Manifest manifest) {
    if (manifest.tokens().isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder(
            """

            ## Tokens

            Rows of `sft/` and `dpo/`, counted by the tokenizer whose files `manifest.json` names by their hashes;
            of a pair, with its longer answer.

            | source | rows | tokens | longest row | rows cut | rows over the limit, not written |
            |---|---:|---:|---:|---:|---:|
            """);
    manifest.tokens().forEach((name, entry) -> text.append(line(name, entry)));
    return text.append(line("**all**", manifest.allTokens())).toString();
  }

  private static String line(String name, TokenEntry entry) {
    return "| %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            name,
            number(entry.rows()),
            number(entry.tokens()),
            number(entry.longest()),
            number(entry.cut()),
            number(entry.overLimit()));
  }

  private static List<String> adultOrToxicSources(Manifest manifest) {
    return manifest.sources().entrySet().stream()
        .filter(source -> source.getValue().flags().contains(Flag.ADULT_OR_TOXIC.letter()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String adultOrToxic(Manifest manifest) {
    List<String> names = adultOrToxicSources(manifest);
    return "\n## Adult or toxic content\n\n"
        + (names.isEmpty()
            ? "No source that is known to hold adult or toxic content is in.\n"
            : "These sources hold adult or toxic content and are in: %s. They were asked for by name.\n"
                .formatted(String.join(", ", names)));
  }

  private static String contamination(Manifest manifest) {
    if (manifest.benchmarks().isEmpty()) {
      return """

      ## Contamination

      No benchmark was compared with: the recipe names none that was there.
      """;
    }
    StringBuilder text =
        new StringBuilder(
            """

            ## Contamination

            Samples whose user asks what one of these benchmarks asks were dropped (cosine of sentence vectors at
            least 0.975, lengths within 20 %); `dropped/` names item and similarity for each.

            | benchmark | licence | files |
            |---|---|---|
            """);
    manifest
        .benchmarks()
        .forEach(
            (name, benchmark) ->
                text.append(
                    "| %s | %s | %s |\n"
                        .formatted(
                            name,
                            benchmark.licence(),
                            benchmark.files().stream()
                                .map(Manifest.FileEntry::name)
                                .collect(Collectors.joining(", ")))));
    return text.toString();
  }

  private static String leftOut(Manifest manifest) {
    if (manifest.missing().isEmpty() && manifest.leftOut().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\n## Left out\n\nThe recipe names these too:\n\n");
    manifest.leftOut().forEach((name, reason) -> text.append("- %s: %s\n".formatted(name, reason)));
    manifest
        .missing()
        .forEach(
            (name, patterns) ->
                text.append(
                    "- %s: not to be had: %s\n".formatted(name, String.join(", ", patterns))));
    return text.toString();
  }

  private static String reasons(Map<String, Long> counts) {
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (reason, count) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(number(count))
                .append(' ')
                .append(reason));
    return text.toString();
  }

  /// As a YAML string, whose escapes are those of JSON.
  private static String quoted(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
