package dev.bagel.dataset.decontaminate;

import dev.bagel.dataset.decontaminate.BenchmarkRows.CodingTask;
import dev.bagel.dataset.decontaminate.BenchmarkRows.Ending;
import dev.bagel.dataset.decontaminate.BenchmarkRows.Exam;
import dev.bagel.dataset.decontaminate.BenchmarkRows.ExpertQuestion;
import dev.bagel.dataset.hub.HubFiles;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Every benchmark that Bagel knows. To add one, write a row record, a constant, and list it; what
/// asks in several ways has its record in [BenchmarkRows].
public final class BenchmarkCatalog {
  private record Instruction(String instruction) {}

  private record Turns(List<String> turns) {}

  private record PassageQuestion(String passage, String question) {}

  private record Sentence(String sentence) {}

  private record Question(String question) {}

  private record Prompt(String prompt) {}

  private record Problem(String problem) {}

  private record TaskInput(String input) {}

  private static final Benchmark<Instruction> ALPACA_EVAL =
      new Benchmark<>(
          "alpaca_eval",
          "the instruction",
          HubFiles.of("tatsu-lab/alpaca_eval", "alpaca_eval.json"),
          "CC-BY-NC-4.0",
          Instruction.class,
          row -> List.of(row.instruction()));

  private static final Benchmark<Turns> MT_BENCH =
      new Benchmark<>(
          "mt_bench",
          "every turn",
          HubFiles.of("github/lm-sys/FastChat", "fastchat/llm_judge/data/mt_bench/question.jsonl"),
          "Apache-2.0",
          Turns.class,
          Turns::turns);

  private static final Benchmark<PassageQuestion> DROP =
      new Benchmark<>(
          "drop",
          "passage and question",
          HubFiles.of("ucinlp/drop", "data/validation-*"),
          "CC-BY-SA-4.0",
          PassageQuestion.class,
          row -> List.of(row.passage() + "\n" + row.question()));

  private static final Benchmark<Sentence> WINOGRANDE =
      new Benchmark<>(
          "winogrande",
          "the sentence",
          HubFiles.of("allenai/winogrande", "winogrande_xl/validation-*"),
          "CC-BY",
          Sentence.class,
          row -> List.of(row.sentence()));

  private static final Benchmark<Question> MMLU =
      question("mmlu", HubFiles.of("cais/mmlu", "all/test-*"), "MIT");

  private static final Benchmark<Question> TRUTHFUL_QA =
      question(
          "truthful_qa",
          HubFiles.of("truthfulqa/truthful_qa", "generation/validation-*"),
          "Apache-2.0");

  private static final Benchmark<Question> GSM8K =
      question("gsm8k", HubFiles.of("openai/gsm8k", "main/test-*"), "MIT");

  private static final Benchmark<Exam> ARC_CHALLENGE =
      new Benchmark<>(
          "arc_challenge",
          "the question with its options; with the answer",
          HubFiles.of("allenai/ai2_arc", "ARC-Challenge/test-*", "ARC-Challenge/validation-*"),
          "CC-BY-SA-4.0",
          Exam.class,
          Exam::texts);

  private static final Benchmark<Prompt> HUMANEVAL =
      prompt("humaneval", HubFiles.of("openai/openai_humaneval", "openai_humaneval/test-*"), "MIT");

  /// The hand-edited part has its own wording of most tasks, so both are read.
  private static final Benchmark<CodingTask> MBPP =
      new Benchmark<>(
          "mbpp",
          "the task; with its tests",
          HubFiles.of("google-research-datasets/mbpp", "full/test-*", "sanitized/test-*"),
          "CC-BY-4.0",
          CodingTask.class,
          CodingTask::texts);

  /// The authors' own copy was taken down from the hub in 2025; this one was not.
  private static final Benchmark<Problem> MATH =
      new Benchmark<>(
              "math",
              "the problem",
              testsOf(
                  "EleutherAI/hendrycks_math",
                  """
                  algebra counting_and_probability geometry intermediate_algebra number_theory
                  prealgebra precalculus
                  """),
              "MIT",
              Problem.class,
              row -> List.of(row.problem()))
          .inSubsets();

  private static final Benchmark<Ending> HELLASWAG =
      new Benchmark<>(
          "hellaswag",
          "the beginning; with its right ending; with all endings",
          HubFiles.of("Rowan/hellaswag", "data/validation-*"),
          "MIT",
          Ending.class,
          Ending::texts);

  private static final Benchmark<Prompt> IFEVAL =
      prompt("ifeval", HubFiles.of("google/IFEval", "ifeval_input_data"), "Apache-2.0");

  private static final Benchmark<TaskInput> BBH =
      new Benchmark<>(
              "bbh",
              "the input",
              testsOf(
                  "lukaemon/bbh",
                  """
                  boolean_expressions causal_judgement date_understanding disambiguation_qa
                  dyck_languages formal_fallacies geometric_shapes hyperbaton
                  logical_deduction_five_objects logical_deduction_seven_objects
                  logical_deduction_three_objects movie_recommendation multistep_arithmetic_two
                  navigate object_counting penguins_in_a_table reasoning_about_colored_objects
                  ruin_names salient_translation_error_detection snarks sports_understanding
                  temporal_sequences tracking_shuffled_objects_five_objects
                  tracking_shuffled_objects_seven_objects tracking_shuffled_objects_three_objects
                  web_of_lies word_sorting
                  """),
              "MIT",
              TaskInput.class,
              row -> List.of(row.input()))
          .inSubsets();

  /// The extended set holds the main and the diamond one.
  private static final Benchmark<ExpertQuestion> GPQA =
      new Benchmark<>(
              "gpqa",
              "the question; with its options",
              HubFiles.of("Idavidrein/gpqa", "gpqa_extended.csv"),
              "CC-BY-4.0",
              ExpertQuestion.class,
              ExpertQuestion::texts)
          .asGated();

  private static final List<Benchmark<?>> BENCHMARKS =
      List.of(
          ALPACA_EVAL,
          MT_BENCH,
          DROP,
          WINOGRANDE,
          MMLU,
          TRUTHFUL_QA,
          GSM8K,
          ARC_CHALLENGE,
          HUMANEVAL,
          MBPP,
          MATH,
          HELLASWAG,
          IFEVAL,
          BBH,
          GPQA);

  private BenchmarkCatalog() {}

  /// In the order of the model card, then those beyond it.
  public static List<Benchmark<?>> all() {
    return BENCHMARKS;
  }

  public static Optional<Benchmark<?>> find(String name) {
    return BENCHMARKS.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
  }

  /// As [#find], and a part of a benchmark by `NAME/PART`: `bbh/word_sorting`.
  public static Optional<Benchmark<?>> findPart(String name) {
    int slash = name.indexOf('/');
    return slash < 0
        ? find(name)
        : find(name.substring(0, slash)).flatMap(whole -> whole.part(name.substring(slash + 1)));
  }

  private static Benchmark<Question> question(String name, HubFiles files, String licence) {
    return new Benchmark<>(
        name, "the question", files, licence, Question.class, row -> List.of(row.question()));
  }

  private static Benchmark<Prompt> prompt(String name, HubFiles files, String licence) {
    return new Benchmark<>(
        name, "the prompt", files, licence, Prompt.class, row -> List.of(row.prompt()));
  }

  /// The test splits of configurations that each lie in a folder of their name. They are named one
  /// by one, so that none can be missing without being missed.
  private static HubFiles testsOf(String dataset, String configurations) {
    return new HubFiles(
        dataset,
        Stream.of(configurations.strip().split("\\s+", -1)).map(name -> name + "/test-*").toList());
  }
}
