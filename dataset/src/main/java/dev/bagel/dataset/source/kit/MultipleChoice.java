package dev.bagel.dataset.source.kit;

import dev.bagel.dataset.sample.Chance;
import dev.bagel.dataset.sample.Detail;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.DropReason;
import dev.bagel.dataset.sample.Outcome;
import dev.bagel.dataset.sample.SampleId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A question with lettered options, of which one is right.
///
/// Whatever the data calls its options, they are lettered A, B, C … in their order. Wording and
/// chance depend on the question alone, so that one question found in two sources makes the same
/// sample twice.
public final class MultipleChoice {
  private static final int LETTERS = 26;
  private static final Wording EXAM =
      new Wording(
          "",
          "Choose the option that best answers the question or completes the sentence."
              + " Reply with its letter only.",
          "Choose the option that best answers the question or completes the sentence."
              + " Reply with its letter and its text.");
  private static final Wording SOLUTIONS =
      new Wording(
          "Goal: ",
          "Which option reaches the goal better? Reply with its letter only.",
          "Which option reaches the goal better? Reply with its letter and its text.");

  private MultipleChoice() {}

  /// A question as in an exam. By even chance the answer is the letter alone, and the instruction
  /// says so; else it is the letter and the text: `B. a telescope`.
  ///
  /// @param answer index into `options`
  public static Outcome exam(String question, List<String> options, int answer, Chance chance) {
    return of(EXAM, 0.5, question, options, answer, chance);
  }

  /// The same for options that the data labels.
  public static Outcome exam(
      String question, List<String> labels, List<String> options, String answer, Chance chance) {
    int index = labels.size() == options.size() ? labels.indexOf(answer.strip()) : -1;
    return index < 0
        ? outOfRange(question, answer, String.join(" ", labels))
        : exam(question, options, index, chance);
  }

  /// Ways to reach a goal. By a chance of one in four the answer is the letter alone.
  public static Outcome solutions(String goal, List<String> options, int answer, Chance chance) {
    return of(SOLUTIONS, 0.25, goal, options, answer, chance);
  }

  private static Outcome of(
      Wording wording,
      double letterOnly,
      String question,
      List<String> options,
      int answer,
      Chance chance) {
    String asked = Tidy.english(question);
    List<String> texts = options.stream().map(Tidy::line).map(Tidy::english).toList();
    if (answer < 0 || answer >= texts.size() || texts.size() > LETTERS) {
      return outOfRange(asked, String.valueOf(answer), String.valueOf(texts.size()));
    }
    if (asked.isEmpty() || texts.contains("")) {
      String blank = asked.isEmpty() ? "" : Detail.of("option", letter(texts.indexOf("")));
      return Drop.row(DropReason.EMPTY_TURN, blank, asked);
    }
    boolean bare = chance.happens(letterOnly, SampleId.of(asked), "letter only");
    String lettered =
        IntStream.range(0, texts.size())
            .mapToObj(i -> lettered(i, texts))
            .collect(Collectors.joining("\n"));
    return Exchange.of(
        List.of(
            wording.before + asked, lettered, bare ? wording.letterOnly : wording.letterAndText),
        bare ? letter(answer) : lettered(answer, texts));
  }

  private static Drop outOfRange(String question, String answer, String choices) {
    return Drop.row(
        DropReason.ANSWER_OUT_OF_RANGE, Detail.of("answer", answer, "choices", choices), question);
  }

  private static String lettered(int option, List<String> texts) {
    return letter(option) + ". " + texts.get(option);
  }

  private static String letter(int option) {
    return String.valueOf((char) ('A' + option));
  }

  private record Wording(String before, String letterOnly, String letterAndText) {}
}
