package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.chat.Message;
import dev.bagel.dataset.engine.BatchOpener.Batches;
import dev.bagel.dataset.sample.Candidate;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.DropReason;
import dev.bagel.dataset.sample.Origin;
import dev.bagel.dataset.sample.Outcome;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DecontaminationTest {
  private static final String MOON = "Why does the moon look larger near the horizon?";
  private static final String PLUMS = "Nadia has 12 \"plums\" and eats 5. How many are left?";
  private static final Decontamination STEP =
      new Decontamination(
          List.of(new BenchmarkItem("facts", 41, MOON), new BenchmarkItem("sums", 7, PLUMS)),
          Comparisons.cascade(Rule.STRICT, Path.of("target", "vectors")),
          CheckedTurns.USER);

  /// Keeps the model loaded from one test to the next.
  private static Batches<Candidate, Candidate> open;

  @BeforeAll
  static void open() {
    open = STEP.open();
  }

  @AfterAll
  static void close() {
    open.close();
  }

  @Test
  void a_contaminated_conversation_is_dropped_and_told_why() {
    Conversation sample = Conversation.of(PLUMS, "7");
    assertThat(check(sample))
        .isEqualTo(
            Drop.of(
                sample,
                DropReason.CONTAMINATED,
                """
                {"benchmark":"sums","index":7,"similarity":1.0,"rule":"strict","reason":"close",\
                "text":"Nadia has 12 \\"plums\\" and eats 5. How many are left?",\
                "benchmark_text":"Nadia has 12 \\"plums\\" and eats 5. How many are left?"}\
                """));
  }

  @Test
  void similarity_has_four_digits() {
    assertThat(check(Conversation.of("Why does the moon look larger near the horizon", "?")))
        .isInstanceOfSatisfying(
            Drop.class,
            drop -> assertThat(drop.detail()).containsPattern("\":0\\.9[789]\\d{1,2},"));
  }

  @Test
  void both_texts_are_shown_in_2000_characters() {
    String text = MOON + " 🌕".repeat(1000);
    Decontamination step =
        new Decontamination(
            List.of(new BenchmarkItem("long", 0, text)), STEP.how(), CheckedTurns.USER);
    String shown = MOON + " 🌕".repeat((2000 - MOON.length()) / 2);
    assertThat(check(step, List.of(candidate(Conversation.of(text, "x")))))
        .first()
        .extracting(Candidate::outcome)
        .isInstanceOfSatisfying(
            Drop.class,
            drop ->
                assertThat(drop.detail())
                    .containsPattern("\"text\":\"" + Pattern.quote(shown) + " ?…\"")
                    .containsPattern("\"benchmark_text\":\"" + Pattern.quote(shown) + " ?…\"}$"));
  }

  @Test
  void the_turn_that_matches_is_shown_beside_the_item() {
    Conversation sample =
        Conversation.of(
            List.of(
                Message.user("Hello, who are you?"),
                Message.assistant("A guide to the stars."),
                Message.user(MOON.toUpperCase(Locale.ROOT)),
                Message.assistant("It only seems so.")));
    assertThat(check(sample))
        .isInstanceOfSatisfying(
            Drop.class,
            drop ->
                assertThat(drop.detail())
                    .endsWith(
                        "\"text\":\"%s\",\"benchmark_text\":\"%s\"}"
                            .formatted(MOON.toUpperCase(Locale.ROOT), MOON)));
  }

  @Test
  void every_user_turn_is_checked() {
    Conversation second =
        Conversation.of(
            List.of(
                Message.user("Hello, who are you?"),
                Message.assistant("A guide to the stars."),
                Message.user(MOON.toLowerCase(Locale.ROOT)),
                Message.assistant("It only seems so.")));
    assertThat(check(second)).isInstanceOf(Drop.class);
  }

  @Test
  void system_and_assistant_turns_are_not_checked() {
    Conversation sample =
        Conversation.of(
            List.of(
                Message.system(PLUMS), Message.user("Ask me something."), Message.assistant(MOON)));
    assertThat(check(sample)).isSameAs(sample);
  }

  @Test
  void a_preference_is_checked_by_the_user_turns_of_its_prompt() {
    Preference contaminated =
        Preference.of(
            List.of(
                Message.system("Be brief."),
                Message.user(MOON),
                Message.assistant("Does it?"),
                Message.user("Yes.")),
            "An illusion.",
            "Lenses.");
    Preference clean = Preference.of("Which question shall I ask?", MOON, PLUMS);
    assertThat(check(contaminated)).isInstanceOf(Drop.class);
    assertThat(check(clean)).isSameAs(clean);
  }

  @Test
  void all_turns_and_both_answers_are_checked_on_request() {
    Decontamination all = new Decontamination(STEP.items(), STEP.how(), CheckedTurns.ALL);
    List<Candidate> asked =
        List.of(
            candidate(Conversation.of("Ask me something.", MOON)),
            candidate(Conversation.of(MOON, "Is it?", "It is.")),
            candidate(Preference.of("Which question shall I ask?", "Any.", PLUMS)),
            candidate(Preference.of("Which question shall I ask?", MOON, "None.")),
            candidate(Preference.of("Which question shall I ask?", "Any.", "None.")));
    assertThat(check(STEP, asked)).isEqualTo(asked);
    assertThat(check(all, asked))
        .extracting(candidate -> candidate.outcome() instanceof Drop)
        .containsExactly(true, true, true, true, false);
  }

  @Test
  void plain_text_is_checked_whole_and_where_it_is_long_in_windows() {
    String story = "The inn stood by the river, and nobody had ever seen its owner awake. ";
    PlainText whole = PlainText.of(PLUMS);
    PlainText within = PlainText.of(story.repeat(10) + PLUMS + " " + story.repeat(10));
    PlainText clean = PlainText.of(story.repeat(20));
    assertThat(check(whole)).isInstanceOf(Drop.class);
    assertThat(check(within))
        .isInstanceOfSatisfying(
            Drop.class,
            drop ->
                assertThat(drop.detail())
                    .startsWith("{\"benchmark\":\"sums\",\"index\":7,\"similarity\":1.0,")
                    .contains("\"text\":\"" + story)
                    .contains(story + "Nadia has 12 \\\"plums\\\" and eats 5. How many"));
    assertThat(check(clean)).isSameAs(clean);
  }

  @Test
  void of_a_long_text_the_part_that_matches_is_told() {
    String story = "The inn stood by the river, and nobody had ever seen its owner awake. ";
    assertThat(check(PlainText.of(story.repeat(20) + PLUMS + " " + story.repeat(20))))
        .isInstanceOfSatisfying(
            Drop.class,
            drop ->
                assertThat(drop.detail())
                    .contains("\"text\":\"Nadia has 12 \\\"plums\\\" and eats 5. How many")
                    .doesNotContain("The inn"));
  }

  @Test
  void drops_pass() {
    Drop drop = Drop.of(Conversation.of(MOON, "x"), DropReason.DUPLICATE, "");
    assertThat(check(drop)).isSameAs(drop);
  }

  @Test
  void an_empty_turn_passes() {
    Conversation sample = Conversation.of("", "");
    assertThat(check(sample)).isSameAs(sample);
  }

  @Test
  void verdicts_depend_neither_on_batches_nor_on_threads() throws Exception {
    List<Candidate> candidates = mixed();
    List<Candidate> expected = check(STEP, candidates);
    assertThat(dropped(expected)).hasSize(8);
    try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
      List<Callable<List<Candidate>>> workers = new ArrayList<>();
      for (int size : new int[] {1, 4, 7, 23}) {
        workers.add(() -> inBatches(copy(STEP), candidates, size));
      }
      for (Future<List<Candidate>> result : pool.invokeAll(workers)) {
        assertThat(result.get()).isEqualTo(expected);
      }
    }
    assertThat(check(STEP, candidates.reversed())).isEqualTo(expected.reversed());
  }

  @Test
  void a_worker_may_stop_while_others_go_on_and_the_last_may_be_followed() {
    Decontamination other =
        new Decontamination(STEP.items().reversed(), STEP.how(), CheckedTurns.USER);
    List<Candidate> candidates = mixed();
    List<Candidate> before;
    try (Batches<Candidate, Candidate> going = other.open()) {
      before = going.apply(candidates);
      other.open().close();
      assertThat(going.apply(candidates)).isEqualTo(before);
    }
    assertThat(check(other, candidates)).isEqualTo(before);
  }

  private static List<Candidate> mixed() {
    return IntStream.range(0, 23)
        .mapToObj(
            i ->
                switch (i % 6) {
                  case 0 -> MOON + " ".repeat(i / 6);
                  case 3 -> PLUMS.replace("plums", i % 4 == 1 ? "plums" : "Plums");
                  default -> "Tell me about the number " + i + ".";
                })
        .map(text -> candidate(Conversation.of(text, "x")))
        .toList();
  }

  private static List<Candidate> dropped(List<Candidate> candidates) {
    return candidates.stream().filter(candidate -> candidate.outcome() instanceof Drop).toList();
  }

  private static Outcome check(Outcome outcome) {
    return check(STEP, List.of(candidate(outcome))).getFirst().outcome();
  }

  private static List<Candidate> check(Decontamination step, List<Candidate> candidates) {
    return inBatches(step, candidates, candidates.size());
  }

  private static List<Candidate> inBatches(
      Decontamination step, List<Candidate> candidates, int size) {
    List<Candidate> checked = new ArrayList<>();
    try (Batches<Candidate, Candidate> worker = step.open()) {
      for (int from = 0; from < candidates.size(); from += size) {
        int to = Math.min(from + size, candidates.size());
        checked.addAll(worker.apply(candidates.subList(from, to)));
      }
    }
    return checked;
  }

  private static Candidate candidate(Outcome outcome) {
    return Candidate.of("tests", 0, 2, "", new Origin("tests.jsonl", 0, 0), outcome);
  }

  /// As it arrives at a worker of a cluster.
  private static Decontamination copy(Decontamination step)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(step);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Decontamination) in.readObject();
    }
  }
}
