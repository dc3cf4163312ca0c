package dev.bagel.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.prompting.plan.Outcome;
import dev.bagel.prompting.plan.PlanTrace;
import dev.bagel.prompting.plan.StepTrace;
import dev.bagel.prompting.plan.TraceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `bagel plan run`, from the command line to the web and the model, both on loopback.
class PlanRunTest {
  private static final String QUESTION =
      "Who won the Nobel Prize in Literature 2020, and what are two of the winner's books?";
  private static final String NOBEL =
      """
      Plan: Search the web for the winner.
      :evidence0: = DuckDuckGo[Nobel Prize in Literature 2020 winner]
      Plan: Take the links from the results.
      :evidence1: = HyperlinkExtractor[:evidence0:]
      Plan: Read the pages.
      :evidence2: = TextScraper[:evidence1:]
      Plan: Find the winner's name in the pages.
      :evidence3: = KnowledgeModel[Who won the Nobel Prize in Literature 2020, given :evidence2:?]
      Plan: Search for the winner's books.
      :evidence4: = DuckDuckGo[books by :evidence3:]
      Plan: Answer from all that was found.
      :evidence5: = KnowledgeModel[Name two books by :evidence3:, given :evidence4:.]
      Answer: :evidence5:
      """;

  @TempDir private Path folder;
  private final Site site = new Site();
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void close() {
    never.countDown();
    site.close();
  }

  @Test
  void the_example_runs_from_search_to_answer() {
    site.results("/html/", "The prize of 2020", site.url("/2020"))
        .html("/2020", "<p>It went to Louise Glück, author of The Wild Iris and Averno.</p>");
    try (ModelServer model = new ModelServer(PlanRunTest::nobel)) {
      Run run = run(model, QUESTION);

      assertThat(run.result()).isEqualTo("The Wild Iris and Averno\n");
      assertThat(run.err())
          .contains("plan 1: the model is asked", "plan 1: 6 steps")
          .contains("step 0 called: Nobel Prize in Literature 2020 winner")
          .contains("step 5 KnowledgeModel done after")
          .doesNotContain("\u001b");
      assertThat(site.asked())
          .contains("/2020", "/html/?q=Nobel%20Prize%20in%20Literature%202020%20winner")
          .contains("/html/?q=books%20by%20Louise%20Gl%C3%BCck");
      PlanTrace trace = trace();
      assertThat(trace.outcome().kind()).isEqualTo(Outcome.Kind.EVIDENCE);
      assertThat(trace.attempts().getFirst().steps()).hasSize(6);
      assertThat(folder.toFile().list()).containsExactly("trace.json");
    }
  }

  @Test
  void with_json_the_trace_is_the_result() {
    try (ModelServer model = new ModelServer(PlanRunTest::nobel)) {
      Run run = run(model, QUESTION, "--json", "--tools=KnowledgeModel");

      assertThat(run.code()).isEqualTo(3);
      assertThat(TraceFile.read(run.out(), "standard output")).isEqualTo(trace());
      assertThat(trace().outcome().kind()).isEqualTo(Outcome.Kind.FAULTY_PLAN);
    }
  }

  @Test
  void a_plan_made_elsewhere_needs_no_model_where_no_step_does() throws IOException {
    Path plan =
        file("#E1 = HyperlinkExtractor[see http://a.example/x and http://b.example]\nAnswer: #E1");

    Run run = Run.of("plan", "run", "--response", plan, "--trace", traceFile(), "Which links?");

    assertThat(run.result()).isEqualTo("http://a.example/x\nhttp://b.example\n");
    assertThat(trace().attempts().getFirst().prompt()).isEmpty();
  }

  @Test
  void without_a_model_whoever_asks_it_says_so() throws IOException {
    Path plan = file(":evidence0: = KnowledgeModel[Why?]\nAnswer: :evidence0:");

    Run run = Run.of("plan", "run", "--response", plan, "--trace", traceFile(), "Why?");

    assertThat(last(run)).contains("no answer:", "name one with --model");
    assertThat(run.code()).isEqualTo(3);
    assertThat(trace().outcome().kind()).isEqualTo(Outcome.Kind.MODEL_FAILED);
    assertThat(steps().getFirst().failure()).contains("name one with --model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "I cannot plan.", ":evidence0: = Serch[x]\nAnswer: :evidence0:"})
  void a_file_with_a_plan_of_faults_is_the_users(String text) throws IOException {
    Run run = Run.of("plan", "run", "--response", file(text), "--trace", traceFile(), "Why?");

    assertThat(last(run)).contains("no plan that can run: line 1", "bagel plan show");
    assertThat(run.code()).isEqualTo(2);
    assertThat(trace().outcome().kind()).isEqualTo(Outcome.Kind.FAULTY_PLAN);
  }

  @Test
  void a_model_that_invents_tools_is_asked_again_and_told() {
    try (ModelServer model = new ModelServer(_ -> "#E1 = Oracle[x]\nAnswer: #E1")) {
      Run run = run(model, "Why?", "--replans", 1);

      assertThat(run.code()).isEqualTo(3);
      assertThat(last(run)).contains("no plan that can run", "there is no tool Oracle");
      assertThat(model.asked()).hasSize(2);
      assertThat(model.asked().getLast().prompt()).contains("there is no tool Oracle");
      assertThat(trace().attempts()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, answered nothing", "200001, more than 200000"})
  void a_model_that_says_nothing_or_loops_gives_no_answer(int times, String reason) {
    try (ModelServer model =
        new ModelServer(_ -> " again".substring(0, times == 1 ? 1 : 6).repeat(times))) {
      fails(run(model, "Why?"), Outcome.Kind.MODEL_FAILED, reason);
    }
  }

  @Test
  void a_model_that_takes_no_more_questions_gives_no_answer() {
    try (ModelServer model = new ModelServer(_ -> "").failing(429)) {
      fails(run(model, "Why?"), Outcome.Kind.MODEL_FAILED, "no more questions for now");
    }
  }

  @Test
  void a_model_that_hangs_is_left_when_its_time_is_over() {
    try (ModelServer model = new ModelServer(this::hanging)) {
      fails(
          run(model, "Why?", "--answer-seconds", 1),
          Outcome.Kind.MODEL_FAILED,
          "no answer within 1 s");
      fails(run(model, "Why?", "--total-seconds", 1), Outcome.Kind.OUT_OF_TIME, "1 s is over");
      never.countDown();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/report.pdf, application/pdf",
    "/large, longer than allowed",
    "/circle, circle",
    "/gone, status 404"
  })
  void a_page_that_is_no_text_is_a_failed_step(String path, String reason) throws IOException {
    byte[] large = new byte[50 << 20];
    Arrays.fill(large, (byte) 'a');
    site.with("/report.pdf", "application/pdf", "%PDF-1.7 stream".getBytes(US_ASCII))
        .with("/large", "text/plain", large)
        .redirecting("/circle", site.url("/round"))
        .redirecting("/round", site.url("/circle"));
    Path plan = file(":evidence0: = TextScraper[" + site.url(path) + "]\nAnswer: :evidence0:");
    try (ModelServer model = new ModelServer(_ -> "It could not be read.")) {
      Run goesOn = run(model, "Why?", "--response", plan);

      assertThat(goesOn.result()).isEqualTo("It could not be read.\n");
      assertThat(steps().getFirst().state()).isEqualTo(StepTrace.State.FAILED);
      assertThat(steps().getFirst().failure()).contains(reason);
      assertThat(trace().outcome().kind()).isEqualTo(Outcome.Kind.SOLVED);
      fails(
          run(model, "Why?", "--response", plan, "--on-failure", "stop"),
          Outcome.Kind.STEP_FAILED,
          reason);
    }
  }

  @Test
  void another_plan_is_asked_for_where_a_step_failed() throws IOException {
    Path plan = file("#E1 = TextScraper[" + site.url("/gone") + "]\nAnswer: #E1");
    UnaryOperator<String> script = _ -> "#E1 = HyperlinkExtractor[http://a.example]\nAnswer: #E1";
    try (ModelServer model = new ModelServer(script)) {
      Run run = run(model, "Why?", "--response", plan, "--on-failure", "replan");

      assertThat(run.result()).isEqualTo("http://a.example\n");
      assertThat(model.asked()).hasSize(1);
      assertThat(model.asked().getFirst().prompt()).contains("An earlier plan", "status 404");
    }
  }

  @Test
  void limits_hold() throws IOException {
    Path plan = file("#E1 = HyperlinkExtractor[a]\n#E2 = HyperlinkExtractor[b]\nAnswer: #E2");
    try (ModelServer model = new ModelServer(_ -> "nothing")) {
      fails(
          run(model, "Why?", "--response", plan, "--max-calls", 1),
          Outcome.Kind.OUT_OF_CALLS,
          "budget of 1 calls");
      fails(
          run(model, "Why?", "--response", plan, "--max-steps", 1, "--replans", 0),
          Outcome.Kind.FAULTY_PLAN,
          "at most 1 are allowed",
          2);
    }
  }

  @Test
  void this_machine_is_read_only_if_that_is_asked_for() throws IOException {
    site.html("/a", "<p>Text</p>");
    Path plan = file("#E1 = TextScraper[" + site.url("/a") + "]\nAnswer: #E1");

    Run run =
        Run.of(
            "plan", "run", "--response", plan, "--on-failure", "stop", "--trace", traceFile(), "?");

    fails(run, Outcome.Kind.STEP_FAILED, "refused");
    assertThat(site.asked()).isEmpty();
  }

  @Test
  void robots_txt_counts_unless_it_is_to_be_ignored() throws IOException {
    site.html("/a", "<p>Text</p>")
        .with("/robots.txt", "text/plain", "User-agent: *\nDisallow: /".getBytes(US_ASCII));
    Path plan = file("#E1 = TextScraper[" + site.url("/a") + "]\nAnswer: #E1");
    try (ModelServer model = new ModelServer(_ -> "Forbidden.")) {
      assertThat(run(model, "?", "--response", plan).result()).isEqualTo("Forbidden.\n");
      assertThat(run(model, "?", "--response", plan, "--ignore-robots").result())
          .isEqualTo("Text\n");
    }
  }

  @Test
  void what_a_page_says_moves_no_cursor() throws IOException {
    site.html("/a", "<p>\u001b[2Jred\u202e</p>");
    Path plan = file("#E1 = TextScraper[" + site.url("/a") + "]\nAnswer: #E1");

    Run run = run("--response", plan, "--search", site.url("/html/"), "--allow-loopback", "?");

    assertThat(run.err()).contains("␛[2Jred\\u{202e}").doesNotContain("\u001b", "\u202e");
  }

  @Test
  void a_trace_that_cannot_be_written_is_said_before_anything_runs() {
    try (ModelServer model = new ModelServer(_ -> "nothing")) {
      Path nowhere = folder.resolve("none").resolve("t.json");
      assertThat(
              Run.of("plan", "run", "--model", model.openAi(), "--trace", nowhere, "?").failure(2))
          .contains("there is no such folder");
      assertThat(
              Run.of("plan", "run", "--model", model.openAi(), "--trace", folder, "?").failure(2))
          .contains("--trace takes a file");
      assertThat(
              Run.of("plan", "run", "--model", model.openAi(), "--trace", "/dev/null", "?")
                  .failure(2))
          .contains("--trace takes a file");
      assertThat(model.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--tools, Oracle, there is no tool 'Oracle'",
    "--max-calls, 0, --max-calls must be 1 or more",
    "--search, nowhere, a search needs a web address",
    "--on-failure, never, --on-failure takes go-on or replan or stop",
    "--search, http://, 'such as https://search.example/html/, not'",
    "--tools, 'TextScraper,TextScraper', --tools names TextScraper twice",
    "--max-steps, 0, --max-steps must be 1 or more"
  })
  void a_wrong_option_is_the_users(String option, String value, String complaint) {
    assertThat(Run.of("plan", "run", "--model", "openai:http://x#a", option, value, "?").failure(2))
        .contains(complaint);
  }

  @Test
  void the_prompt_is_printed_without_a_model() {
    assertThat(Run.of("plan", "run", "--print-prompt", "Why?").result())
        .contains("DuckDuckGo[input]: ")
        .endsWith("Question: Why?\n");
    assertThat(Run.of("plan", "run", "Why?").failure(2)).contains("--model is missing");
  }

  @Test
  void an_answer_moves_no_cursor_and_turns_no_writing() throws IOException {
    Path plan = file(":evidence0: = KnowledgeModel[Why?]\nAnswer: :evidence0:");
    try (ModelServer model = new ModelServer(_ -> "Red\u001b[31m\nnot\u202e")) {
      Run run = Run.of("plan", "run", "--model", model.openAi(), "--response", plan, "Why?");

      assertThat(run.result()).isEqualTo("Red␛[31m\nnot\\u{202e}\n");
    }
  }

  @Test
  void nothing_lies_in_the_folder_of_the_trace_while_a_plan_runs() throws IOException {
    Path kept = Files.createDirectory(folder.resolve("kept"));
    List<String> seen = new CopyOnWriteArrayList<>();
    UnaryOperator<String> looks =
        _ -> {
          seen.addAll(List.of(kept.toFile().list()));
          return "So.";
        };
    Path plan = file(":evidence0: = KnowledgeModel[Why?]\nAnswer: :evidence0:");
    try (ModelServer model = new ModelServer(looks)) {
      Path trace = kept.resolve("trace.json");
      Run run =
          Run.of(
              "plan", "run", "--model", model.openAi(), "--response", plan, "--trace", trace, "?");

      assertThat(run.result()).isEqualTo("So.\n");
      assertThat(seen).isEmpty();
      assertThat(trace).exists();
    }
  }

  private static String nobel(String prompt) {
    if (prompt.startsWith("Who won the Nobel Prize")) {
      return "Louise Glück";
    }
    return prompt.startsWith("Name two books") ? "The Wild Iris and Averno" : NOBEL;
  }

  private String hanging(String prompt) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return prompt;
  }

  private Run run(ModelServer model, String question, Object... options) {
    Object[] fixed = {
      "--model", model.openAi(), "--search", site.url("/html/"), "--allow-loopback"
    };
    return run(
        Stream.of(fixed, options, new Object[] {question}).flatMap(Arrays::stream).toArray());
  }

  private Run run(Object... options) {
    return Run.of(
        Stream.concat(Stream.of("plan", "run", "--trace", traceFile()), Arrays.stream(options))
            .toArray());
  }

  private void fails(Run run, Outcome.Kind kind, String reason) throws AssertionError {
    fails(run, kind, reason, 3);
  }

  private void fails(Run run, Outcome.Kind kind, String reason, int code) {
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
    assertThat(last(run)).contains(reason);
    assertThat(trace().outcome().kind()).isEqualTo(kind);
    assertThat(trace().outcome().text()).contains(reason);
  }

  /// The last line on standard error, which is the one about the failure.
  private static String last(Run run) {
    String last = run.err().lines().toList().getLast();
    assertThat(last).startsWith("bagel: ");
    return last;
  }

  private Path traceFile() {
    return folder.resolve("trace.json");
  }

  private PlanTrace trace() {
    return TraceFile.read(TextInput.of(traceFile()), "the trace");
  }

  private List<StepTrace> steps() {
    return trace().attempts().getLast().steps();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("plan.txt"), text);
  }
}
