package dev.bagel.torch.card;

import dev.bagel.torch.card.DataOrigin.Source;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Puts a card together.
///
/// @param last the last value of each curve
/// @param charts files by title
record CardText(TrainedRun run, Map<String, Double> last, Map<String, String> charts) {
  /// Settings whose values are places on somebody's machine: only their last parts are told.
  private static final Set<String> PLACES =
      Set.of("model", "data", "out", "reference", "chat-template");

  /// How many runs are looked back upon.
  private static final int MOST_RUNS = 8;

  String text() {
    BaseModel base = BaseModel.of(run);
    List<TrainedRun> runs = runs();
    Map<TrainedRun, DataOrigin> origins = new LinkedHashMap<>();
    runs.forEach(one -> origins.put(one, DataOrigin.of(one)));
    List<Source> sources =
        origins.values().stream().flatMap(origin -> origin.sources().values().stream()).toList();
    StringBuilder text = new StringBuilder(FrontMatter.of(run, base, sources));
    text.append("\n# ").append(Markdown.text(run.name())).append("\n\n");
    introduction(text, base);
    origins.forEach((one, origin) -> data(text, one, origin));
    text.append(
        PromptExamples.of(
            run.folder(),
            origins.values().stream().flatMap(one -> one.style().stream()).findFirst()));
    use(text);
    evaluation(text);
    charts(text);
    settings(text);
    restrictions(text, base, sources);
    return text.toString();
  }

  /// This run, and those that made what it began with.
  private List<TrainedRun> runs() {
    List<TrainedRun> runs = new ArrayList<>(List.of(run));
    while (runs.size() < MOST_RUNS && runs.getLast().before().isPresent()) {
      runs.add(runs.getLast().before().get());
    }
    return runs;
  }

  private void introduction(StringBuilder text, BaseModel base) {
    String what =
        switch (run.method()) {
          case "sft" -> "fine-tuned on answers (SFT)";
          case "dpo" -> "fine-tuned on pairs of a better and a worse answer (DPO)";
          default -> "fine-tuned";
        };
    String name = base.id().orElse(base.name());
    text.append(
        "A language model, %s by Bagel%s, from %s.%s\n\n"
            .formatted(
                what,
                run.adapter() ? ", as an adapter for its base" : "",
                name.isEmpty() ? "a model that is not known" : Markdown.text(name),
                run.done()
                    ? String.format(Locale.ROOT, " The run made %,d steps.", run.steps())
                    : " **The run is not done**: what is here is no result yet."));
    text.append(
        base.licence().isEmpty()
            ? "The base's licence is not known: its folder has no card that says so.\n\n"
            : "The base's licence: %s.\n\n"
                .formatted(Markdown.text(String.join(", ", base.licence().values()))));
  }

  private void data(StringBuilder text, TrainedRun one, DataOrigin origin) {
    text.append(
        one.equals(run)
            ? "## Data\n\n"
            : "### The %s before, of %s\n\n"
                .formatted(Markdown.text(one.method()), Markdown.text(one.name())));
    text.append(
        """
        | source | data set | licence | rows | tokens learnt, an epoch | held out |
        |---|---|---|---:|---:|---:|
        """);
    for (Source source : origin.sources().values()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %,d | %,d | %,d |\n",
              Markdown.text(source.name()),
              source.datasets().isEmpty()
                  ? source.known() ? "own files" : "not known"
                  : Markdown.text(String.join(", ", source.datasets())),
              source.known() ? Markdown.text(source.licence()) : "not known",
              source.rows(),
              source.learnt(),
              source.heldOut()));
    }
    text.append('\n');
  }

  private void use(StringBuilder text) {
    text.append("## To run it\n\n");
    text.append(
        Markdown.block(
            "sh",
            """
            bagel generate --model DIR --prompt "Once upon a time"
            bagel chat --model DIR
            """));
    text.append(
        run.adapter()
            ? "\n"
                + "DIR is this folder. It holds an adapter in PEFT's layout, and its base must be"
                + " where it was.\n\n"
            : "\nDIR is this folder. Other tools load it as they load its base.\n\n");
  }

  private void evaluation(StringBuilder text) {
    text.append("## Evaluation\n\n");
    Map<String, Double> values = new LinkedHashMap<>();
    last.forEach(
        (name, value) -> {
          if (name.startsWith("eval/")) {
            values.put(name.substring("eval/".length()), value);
          }
        });
    if (values.isEmpty()) {
      text.append("Not known: no rows were held out, or their losses are not there any more.\n\n");
      return;
    }
    text.append(
        "On rows that were held out of training, at the end. A loss is in nats a token that is"
            + " learnt, or of a pair.\n\n");
    text.append("| | |\n|---|---:|\n");
    values.forEach(
        (name, value) ->
            text.append("| %s | %s |\n".formatted(Markdown.text(words(name)), number(value))));
    text.append("\nIt was compared with no benchmark by this run.\n\n");
  }

  /// `loss/SOURCE` is `loss, SOURCE`.
  private static String words(String name) {
    int slash = name.indexOf('/');
    return slash < 0
        ? name.replace('_', ' ')
        : name.substring(0, slash).replace('_', ' ') + ", " + name.substring(slash + 1);
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "" + value;
  }

  private void charts(StringBuilder text) {
    if (!charts.isEmpty()) {
      text.append("## Training\n\n");
      charts.forEach(
          (title, file) -> text.append("![%s](%s)\n\n".formatted(Markdown.text(title), file)));
    }
  }

  private void settings(StringBuilder text) {
    text.append("## Settings\n\n| setting | |\n|---|---|\n");
    run.settings()
        .forEach(
            (name, value) ->
                text.append(
                    "| %s | %s |\n"
                        .formatted(
                            Markdown.text(name),
                            Markdown.code(PLACES.contains(name) ? place(value) : value))));
    text.append('\n');
  }

  private static String place(String value) {
    try {
      Path name = Path.of(value).getFileName();
      return name == null ? "" : name.toString();
    } catch (InvalidPathException _) {
      return "";
    }
  }

  private void restrictions(StringBuilder text, BaseModel base, List<Source> sources) {
    text.append(
        """
        ## Restrictions

        What follows from the licences that are known, for whoever uses or shares the model; it is no legal advice.

        """);
    text.append(
        base.licence().isEmpty()
            ? "- The base's own licence holds, and is not known here.\n"
            : "- The base's licence holds: %s.\n"
                .formatted(Markdown.text(String.join(", ", base.licence().values()))));
    Restrictions.of(sources).forEach(line -> text.append("- ").append(line).append('\n'));
  }
}
