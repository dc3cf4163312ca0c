package dev.bagel.torch.card;

import dev.bagel.torch.card.DataOrigin.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What the licences of the data ask of whoever uses the model, in the words of no lawyer.
final class Restrictions {
  /// Data sets that language models of OpenAI wrote or took part in, as those who published them
  /// say.
  private static final Set<String> OPENAI =
      Set.of(
          "unalignment/spicy-3.1",
          "jondurbin/airoboros-3.2",
          "camel-ai/biology",
          "camel-ai/chemistry",
          "camel-ai/math",
          "camel-ai/physics",
          "WizardLM/WizardLM_evol_instruct_70k",
          "lmsys/lmsys-chat-1m",
          "Intel/orca_dpo_pairs",
          "Open-Orca/SlimOrca",
          "migtissera/Synthia-v1.3",
          "allenai/ultrafeedback_binarized_cleaned");

  private Restrictions() {}

  /// A line each, as Markdown; none where nothing follows.
  static List<String> of(Collection<Source> sources) {
    List<String> lines = new ArrayList<>();
    add(lines, sources, licence("-nc"), "Not for commercial use");
    add(lines, sources, licence("research"), "For research only");
    add(
        lines,
        sources,
        licence("-sa").or(licence("gpl")).or(licence("gfdl")),
        "Share alike: what is made of it may have to stand under the same licence");
    add(lines, sources, licence("cc-by").or(licence("gfdl")), "Those who made it are to be named");
    add(lines, sources, licence("own terms"), "Terms of its own, to be read at its source");
    add(
        lines,
        sources,
        source -> source.flags().contains("G"),
        "Given only to those who accepted its terms, which may go on to hold");
    add(
        lines,
        sources,
        source -> source.datasets().stream().anyMatch(OPENAI::contains),
        "Written by language models of OpenAI, all or in part; OpenAI's terms of use do not allow"
            + " to develop models with it that compete with OpenAI's");
    add(
        lines,
        sources,
        Source::adultOrToxic,
        "Adult or toxic content, which was asked for by name: the model may write such");
    add(
        lines,
        sources,
        source -> !source.known() || licence("unstated").test(source),
        "Licence not known: it may allow nothing");
    return lines;
  }

  private static Predicate<Source> licence(String part) {
    return source -> source.licence().toLowerCase(Locale.ROOT).contains(part);
  }

  private static void add(
      List<String> lines, Collection<Source> sources, Predicate<Source> which, String what) {
    Set<String> names =
        sources.stream()
            .filter(which)
            .map(source -> Markdown.text(source.name()))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!names.isEmpty()) {
      lines.add("**%s**: %s.".formatted(what, String.join(", ", names)));
    }
  }
}
