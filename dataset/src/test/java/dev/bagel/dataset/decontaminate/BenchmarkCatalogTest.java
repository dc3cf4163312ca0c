package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.dataset.hub.HubFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkCatalogTest {
  @TempDir Path folder;

  @Test
  void lists_the_benchmarks_of_the_model_card_and_six_more() {
    assertThat(BenchmarkCatalog.all())
        .extracting(Benchmark::name)
        .containsExactly(
            "alpaca_eval",
            "mt_bench",
            "drop",
            "winogrande",
            "mmlu",
            "truthful_qa",
            "gsm8k",
            "arc_challenge",
            "humaneval",
            "mbpp",
            "math",
            "hellaswag",
            "ifeval",
            "bbh",
            "gpqa");
    assertThat(BenchmarkCatalog.find("gsm8k"))
        .hasValueSatisfying(found -> assertThat(found.name()).isEqualTo("gsm8k"));
    assertThat(BenchmarkCatalog.find("gsm9k")).isEmpty();
  }

  @Test
  void parts_of_a_benchmark_are_read_alone() {
    write("lukaemon/bbh/snarks/test-0.jsonl", "{\"input\": \"Which is sarcastic?\"}\n");
    write("lukaemon/bbh/navigate/test-0.jsonl", "{\"input\": \"Take 3 steps. Are you back?\"}\n");
    assertThat(read("bbh/snarks").items())
        .containsExactly(new BenchmarkItem("bbh/snarks", 0, "Which is sarcastic?"));
    for (String none : List.of("bbh/none", "bbh/", "gsm8k/main", "/", "")) {
      assertThat(BenchmarkCatalog.findPart(none)).isEmpty();
    }
  }

  @Test
  void every_turn_of_mt_bench_is_an_item() {
    write(
        "github/lm-sys/FastChat/fastchat/llm_judge/data/mt_bench/question.jsonl",
        """
        {"question_id": 1, "turns": ["Write a letter.", "Make it shorter."]}
        {"question_id": 2, "turns": ["Draw a cat."]}
        """);
    assertThat(read("mt_bench").items())
        .containsExactly(
            new BenchmarkItem("mt_bench", 0, "Write a letter."),
            new BenchmarkItem("mt_bench", 0, "Make it shorter."),
            new BenchmarkItem("mt_bench", 1, "Draw a cat."));
  }

  @Test
  void arc_asks_with_options_and_with_the_answer() {
    write(
        "allenai/ai2_arc/ARC-Challenge/test-00000.jsonl",
        """
        {"question": "What melts?", "choices": {"text": ["ice", "fire"], "label": ["1", "2"]}, "answerKey": "1"}
        """);
    write(
        "allenai/ai2_arc/ARC-Challenge/validation-00000.jsonl",
        """
        {"question": "What burns?", "choices": {"text": ["ice", "wood"], "label": ["A", "B"]}, "answerKey": "B"}
        """);
    assertThat(read("arc_challenge").items())
        .containsExactly(
            new BenchmarkItem("arc_challenge", 0, "What melts?\nA. ice\nB. fire"),
            new BenchmarkItem("arc_challenge", 0, "What melts?\nice"),
            new BenchmarkItem("arc_challenge", 1, "What burns?\nA. ice\nB. wood"),
            new BenchmarkItem("arc_challenge", 1, "What burns?\nwood"));
  }

  @Test
  void drop_asks_about_a_passage() {
    write(
        "ucinlp/drop/data/validation-00000.jsonl",
        """
        {"passage": "Two teams met.", "question": "How many?"}
        """);
    assertThat(read("drop").items())
        .containsExactly(new BenchmarkItem("drop", 0, "Two teams met.\nHow many?"));
  }

  @Test
  void mbpp_asks_for_its_task_with_and_without_tests_in_either_wording() {
    write(
        "google-research-datasets/mbpp/full/test-00000.jsonl",
        """
        {"task_id": 900, "text": "Write a function to double a number.", "code": "def double(n):\\r\\n  return 2 * n", "test_list": ["assert double(2) == 4", "assert double(0) == 0"], "test_setup_code": "", "challenge_test_list": []}
        """);
    write(
        "google-research-datasets/mbpp/sanitized/test-00000.jsonl",
        """
        {"source_file": "tasks.ipynb", "task_id": 900, "prompt": "Write a function that doubles a whole number.", "code": "def double(n): return 2 * n", "test_imports": [], "test_list": ["assert double(2) == 4"]}
        """);
    assertThat(read("mbpp").items())
        .containsExactly(
            new BenchmarkItem("mbpp", 0, "Write a function to double a number."),
            new BenchmarkItem(
                "mbpp",
                0,
                """
                Write a function to double a number.
                assert double(2) == 4
                assert double(0) == 0\
                """),
            new BenchmarkItem("mbpp", 1, "Write a function that doubles a whole number."),
            new BenchmarkItem(
                "mbpp", 1, "Write a function that doubles a whole number.\nassert double(2) == 4"));
  }

  @Test
  void items_of_math_are_named_by_subject_and_counted_in_it() {
    write(
        "EleutherAI/hendrycks_math/algebra/test-00000.jsonl",
        """
        {"problem": "Find $x$ if $3x = 12$.", "level": "Level 1", "type": "Algebra", "solution": "$x = \\boxed{4}$."}
        {"problem": "Find $y$ if $y + 5 = 9$.", "level": "Level 1", "type": "Algebra", "solution": "$y = \\boxed{4}$."}
        """);
    write(
        "EleutherAI/hendrycks_math/geometry/test-00000.jsonl",
        """
        {"problem": "A square has side 3. What is its area?", "level": "Level 1", "type": "Geometry", "solution": "\\boxed{9}"}
        """);
    BenchmarkItems read = read("math");
    assertThat(read.items())
        .containsExactly(
            new BenchmarkItem("math/algebra", 0, "Find $x$ if $3x = 12$."),
            new BenchmarkItem("math/algebra", 1, "Find $y$ if $y + 5 = 9$."),
            new BenchmarkItem("math/geometry", 0, "A square has side 3. What is its area?"));
    assertThat(read.missing())
        .hasSize(5)
        .contains("EleutherAI/hendrycks_math/precalculus/test-*")
        .noneMatch(pattern -> pattern.contains("train"));
  }

  @Test
  void hellaswag_asks_with_the_beginning_and_with_endings() {
    write(
        "Rowan/hellaswag/data/validation-00000.jsonl",
        """
        {"ind": 7, "activity_label": "Baking", "ctx_a": "A baker rolls out dough.", "ctx_b": "she", "ctx": "A baker rolls out dough. she", "endings": ["cuts it into rings.", "paints a fence.", "boards a train.", "feeds a goat."], "source_id": "own~7", "split": "val", "split_type": "indomain", "label": "0"}
        {"ind": 8, "activity_label": "Rowing", "ctx_a": "Two men row.", "ctx_b": "they", "ctx": "Two men row. they", "endings": ["sing.", "melt."], "source_id": "own~8", "split": "val", "split_type": "indomain", "label": ""}
        """);
    assertThat(read("hellaswag").items())
        .containsExactly(
            new BenchmarkItem("hellaswag", 0, "A baker rolls out dough. she"),
            new BenchmarkItem(
                "hellaswag",
                0,
                """
                A baker rolls out dough. she
                A. cuts it into rings.
                B. paints a fence.
                C. boards a train.
                D. feeds a goat.\
                """),
            new BenchmarkItem("hellaswag", 0, "A baker rolls out dough. she cuts it into rings."),
            new BenchmarkItem("hellaswag", 1, "Two men row. they"),
            new BenchmarkItem(
                "hellaswag",
                1,
                """
                Two men row. they
                A. sing.
                B. melt.\
                """));
  }

  @Test
  void hellaswag_asks_with_and_without_the_marks_of_its_source() {
    write(
        "Rowan/hellaswag/data/validation-00000.jsonl",
        """
        {"ctx": "[header] How to dry herbs [title] Choose a dry day. [step] Cut them early.", "endings": ["[substeps] Hang them up."], "label": "0"}
        """);
    assertThat(read("hellaswag").items())
        .extracting(BenchmarkItem::text)
        .containsExactly(
            "[header] How to dry herbs [title] Choose a dry day. [step] Cut them early.",
            "[header] How to dry herbs [title] Choose a dry day. [step] Cut them early.\n"
                + "A. [substeps] Hang them up.",
            "[header] How to dry herbs [title] Choose a dry day. [step] Cut them early. [substeps]"
                + " Hang them up.",
            "How to dry herbs. Choose a dry day. Cut them early.",
            "How to dry herbs. Choose a dry day. Cut them early.\nA. Hang them up.",
            "How to dry herbs. Choose a dry day. Cut them early. Hang them up.");
  }

  @Test
  void ifeval_asks_its_prompt() {
    write(
        "google/IFEval/ifeval_input_data.jsonl",
        """
        {"key": 1, "prompt": "Write a poem about rain without commas.", "instruction_id_list": ["punctuation:no_comma"], "kwargs": [{}]}
        """);
    assertThat(read("ifeval").items())
        .containsExactly(new BenchmarkItem("ifeval", 0, "Write a poem about rain without commas."));
  }

  @Test
  void items_of_bbh_are_named_by_task_and_counted_in_it() {
    write(
        "lukaemon/bbh/word_sorting/test-00000.jsonl",
        """
        {"input": "Sort the following words alphabetically: List: pear fig", "target": "fig pear"}
        """);
    write(
        "lukaemon/bbh/navigate/test/0000.jsonl",
        """
        {"input": "Not the place where this lies.", "target": "No"}
        """);
    write(
        "lukaemon/bbh/boolean_expressions/test-00000.jsonl",
        """
        {"input": "not ( True ) and True is", "target": "False"}
        {"input": "True or not False is", "target": "True"}
        """);
    BenchmarkItems read = read("bbh");
    assertThat(read.items())
        .containsExactly(
            new BenchmarkItem("bbh/boolean_expressions", 0, "not ( True ) and True is"),
            new BenchmarkItem("bbh/boolean_expressions", 1, "True or not False is"),
            new BenchmarkItem(
                "bbh/word_sorting", 0, "Sort the following words alphabetically: List: pear fig"));
    assertThat(read.missing()).hasSize(25).contains("lukaemon/bbh/navigate/test-*");
  }

  @Test
  void gpqa_asks_its_question_with_and_without_options() {
    write(
        "Idavidrein/gpqa/gpqa_extended.csv",
        """
        Pre-Revision Question,Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2,Incorrect Answer 3,Extra Revised Question,High-level domain
        Which?,"Which of these, at rest, is heaviest?
        ",muon,electron,"photon
        ",neutrino,,Physics
        """);
    assertThat(read("gpqa").items())
        .containsExactly(
            new BenchmarkItem("gpqa", 0, "Which of these, at rest, is heaviest?"),
            new BenchmarkItem(
                "gpqa",
                0,
                """
                Which of these, at rest, is heaviest?
                A. muon
                B. electron
                C. photon
                D. neutrino\
                """));
  }

  @Test
  void only_test_and_validation_splits_are_read() {
    assertThat(BenchmarkCatalog.all())
        .flatExtracting(benchmark -> benchmark.files().patterns())
        .noneMatch(pattern -> pattern.contains("train"));
  }

  @Test
  void items_that_show_nothing_are_left_out_and_rows_still_counted() {
    write(
        "openai/gsm8k/main/test-00000.jsonl",
        """
        {"question": ""}
        {"question": " \\n\\u0000"}
        {"question": "What is 2 + 2?"}
        """);
    assertThat(read("gsm8k").items())
        .containsExactly(new BenchmarkItem("gsm8k", 2, "What is 2 + 2?"));
  }

  @Test
  void files_that_the_hub_lacks_are_named() {
    write(
        "allenai/ai2_arc/ARC-Challenge/test-00000.jsonl",
        """
        {"question": "What melts?", "choices": {"text": ["ice"], "label": ["A"]}, "answerKey": "A"}
        """);
    BenchmarkItems read =
        BenchmarkItems.read(
            new HubFolder(folder),
            BenchmarkCatalog.all().stream().filter(it -> it.name().startsWith("a")).toList());
    assertThat(read.items()).hasSize(2);
    assertThat(read.files()).hasSize(1);
    assertThat(read.missing())
        .containsExactly(
            "tatsu-lab/alpaca_eval/alpaca_eval.json", "allenai/ai2_arc/ARC-Challenge/validation-*");
  }

  @Test
  void a_bad_row_is_an_error_that_names_it() {
    write(
        "openai/gsm8k/main/test-00000.jsonl",
        """
        {"question": "What is 2 + 2?"}
        {"question": 4}
        """);
    assertThatThrownBy(() -> read("gsm8k"))
        .isInstanceOfSatisfying(
            BagelException.class, e -> assertThat(e.kind()).isEqualTo(BagelException.Kind.USER))
        .hasMessageContainingAll("gsm8k", "openai/gsm8k/main/test-00000.jsonl", "row 1");
  }

  @Test
  void a_file_that_asks_nothing_is_an_error_that_names_it() {
    write(
        "google-research-datasets/mbpp/full/test-00000.jsonl",
        """
        {"task": "Write a function to double a number.", "test_list": ["assert double(2) == 4"]}
        """);
    assertThatThrownBy(() -> read("mbpp"))
        .isInstanceOfSatisfying(
            BagelException.class, e -> assertThat(e.kind()).isEqualTo(BagelException.Kind.USER))
        .hasMessageContainingAll(
            "mbpp", "google-research-datasets/mbpp/full/test-00000.jsonl", "asks nothing");
  }

  @Test
  void a_missing_column_is_an_error_that_names_it() {
    write("openai/gsm8k/main/test-00000.jsonl", "{\"query\": \"What is 2 + 2?\"}\n");
    assertThatThrownBy(() -> read("gsm8k"))
        .isInstanceOf(BagelException.class)
        .hasMessageContainingAll("gsm8k", "question");
  }

  private BenchmarkItems read(String name) {
    return BenchmarkItems.read(
        new HubFolder(folder), List.of(BenchmarkCatalog.findPart(name).orElseThrow()));
  }

  private void write(String name, String content) {
    Path path = folder.resolve(name);
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
