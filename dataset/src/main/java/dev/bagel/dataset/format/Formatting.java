package dev.bagel.dataset.format;

import static java.util.Objects.requireNonNull;

import dev.bagel.chat.Message;
import dev.bagel.chat.Prompt;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptRenderer;
import dev.bagel.chat.Rendered;
import dev.bagel.chat.Role;
import dev.bagel.dataset.sample.Chance;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import dev.bagel.dataset.sample.Sample;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Turns samples into training rows: a conversation into one row for each format and assistant
/// turn, a pair into one for each format, plain text into one.
///
/// A row depends on nothing but the settings, the chance's seed and the sample. The default system
/// text is decided once for each sample and format. Samples must be sound; see
/// [dev.bagel.dataset.sample.Soundness].
public record Formatting(FormatSettings settings, Chance chance) implements Serializable {

  /// The sample's rows, by format in the order of [PromptFormat], then by turn.
  public List<RowPlan> plan(Sample sample) {
    return switch (sample) {
      case Conversation conversation -> {
        int[] answers = answers(conversation.messages());
        yield formats(sample)
            .flatMap(format -> IntStream.of(answers).mapToObj(turn -> new RowPlan(format, turn)))
            .toList();
      }
      case Preference pair ->
          formats(sample).map(format -> new RowPlan(format, pair.prompt().size())).toList();
      case PlainText _ -> List.of(RowPlan.PLAIN_TEXT);
    };
  }

  /// Writes one row, in time linear in its text.
  ///
  /// @param source the name of the sample's source
  /// @param plan one of this sample's
  public TrainingRow render(String source, Sample sample, RowPlan plan) {
    return row(source, sample, plan, text(sample, plan, 0));
  }

  /// What a row says.
  ///
  /// @param leftOut how many exchanges, the earliest ones, are left out; a system text stays. 0 for
  ///   plain text
  public RowText text(Sample sample, RowPlan plan, int leftOut) {
    return switch (sample) {
      case Conversation conversation -> {
        List<Message> seen = conversation.messages().subList(0, plan.turn() + 1);
        yield new RowText.Answer(
            renderer(plan).render(withSystem(sample, plan, without(leftOut, seen))));
      }
      case Preference pair -> {
        List<Message> seen = without(leftOut, pair.prompt());
        yield new RowText.Answers(
            renderer(plan).prompt(withSystem(sample, plan, seen)),
            format(plan).output(pair.chosen()),
            format(plan).output(pair.rejected()));
      }
      case PlainText plain -> new RowText.Answer(new Rendered(Prompt.EMPTY, plain.text()));
    };
  }

  /// How many exchanges stand before the one that a row is about.
  public static int earlierExchanges(Sample sample, RowPlan plan) {
    return switch (sample) {
      case Conversation conversation ->
          (plan.turn() - 1 - systemTexts(conversation.messages())) / 2;
      case Preference pair -> (pair.prompt().size() - 1 - systemTexts(pair.prompt())) / 2;
      case PlainText _ -> 0;
    };
  }

  /// The row of these texts.
  ///
  /// @param text of this sample and plan
  public TrainingRow row(String source, Sample sample, RowPlan plan, RowText text) {
    String id = sample.id().toString();
    String format = plan.format() == null ? SftRow.PLAIN_TEXT : plan.format().label();
    String name = source + "_" + format;
    return switch (text) {
      case RowText.Answer(Rendered rendered) ->
          new SftRow(id, name, format, rendered.input(), rendered.output());
      case RowText.Answers(Prompt prompt, String chosen, String rejected) ->
          new DpoRow(id, name, format, prompt.text(), chosen, rejected);
    };
  }

  private static List<Message> without(int exchanges, List<Message> messages) {
    if (exchanges == 0) {
      return messages;
    }
    int systemTexts = systemTexts(messages);
    List<Message> kept = new ArrayList<>(messages.subList(0, systemTexts));
    kept.addAll(messages.subList(systemTexts + 2 * exchanges, messages.size()));
    return kept;
  }

  private static int systemTexts(List<Message> messages) {
    return messages.getFirst().role() == Role.SYSTEM ? 1 : 0;
  }

  private List<Message> withSystem(Sample sample, RowPlan plan, List<Message> messages) {
    PromptFormat format = format(plan);
    double probability = settings.systemChance(format);
    return chance.happens(probability, sample.id(), "system " + format.label())
        ? format.withDefaultSystem(messages)
        : messages;
  }

  private Stream<PromptFormat> formats(Sample sample) {
    return settings.coverage().formats(sample.id(), chance).stream();
  }

  private PromptRenderer renderer(RowPlan plan) {
    return new PromptRenderer(format(plan), settings.prompt());
  }

  private static int[] answers(List<Message> messages) {
    return IntStream.range(0, messages.size())
        .filter(i -> messages.get(i).role() == Role.ASSISTANT)
        .toArray();
  }

  private static PromptFormat format(RowPlan plan) {
    return requireNonNull(plan.format(), "the plan of a plain text belongs to no other sample");
  }
}
