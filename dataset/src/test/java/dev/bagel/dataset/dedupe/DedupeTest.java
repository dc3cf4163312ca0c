package dev.bagel.dataset.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.dataset.engine.Fn;
import dev.bagel.dataset.engine.Key;
import dev.bagel.dataset.sample.Candidate;
import dev.bagel.dataset.sample.CandidateFlow;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.DropReason;
import dev.bagel.dataset.sample.Origin;
import dev.bagel.dataset.sample.Outcome;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import dev.bagel.dataset.sample.Sample;
import dev.bagel.dataset.sample.Shuffle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class DedupeTest {
  private static final Fn<Candidate, Key> KEY =
      candidate -> new Shuffle(42, 7).key(candidate.identity());
  private static final int LOW = 1;
  private static final int HIGH = 3;

  private static Path work = Path.of("");

  @BeforeContainer
  static void create_folder() throws IOException {
    work = Files.createTempDirectory("dedupe");
  }

  @AfterContainer
  static void delete_folder() throws IOException {
    Files.delete(work);
  }

  @Example
  void the_more_trusted_source_wins_though_it_stands_later() {
    List<Candidate> out =
        settle(
            candidate("early", 0, LOW, 0, Conversation.of("Why?", "Because.")),
            candidate("trusted", 1, HIGH, 0, Conversation.of("Why?", "For a reason.")));

    assertThat(keptSources(out)).containsExactly("trusted");
  }

  @Example
  void of_equally_trusted_sources_the_earlier_wins() {
    List<Candidate> out =
        settle(
            candidate("late", 5, HIGH, 0, Conversation.of("Why?", "A")),
            candidate("early", 2, HIGH, 0, Conversation.of("Why?", "B")));

    assertThat(keptSources(out)).containsExactly("early");
  }

  @Example
  void within_a_source_content_decides_and_not_the_place() {
    Conversation one = Conversation.of("Why?", "One answer.");
    Conversation other = Conversation.of("Why?", "Another answer.");

    List<Outcome> first =
        kept(settle(candidate("a", 0, HIGH, 0, one), candidate("a", 0, HIGH, 9, other)));
    List<Outcome> turned =
        kept(settle(candidate("a", 0, HIGH, 0, other), candidate("a", 0, HIGH, 9, one)));

    assertThat(first).hasSize(1).isEqualTo(turned);
  }

  @Example
  void the_loser_names_the_winner_and_keeps_its_origin() {
    Conversation winner = Conversation.of("Why?", "For a reason.");
    List<Candidate> out =
        settle(
            candidate("early", 0, LOW, 4, Conversation.of("Why?", "Because.")),
            candidate("trusted", 1, HIGH, 0, winner));

    assertThat(out)
        .filteredOn(candidate -> candidate.outcome() instanceof Drop)
        .singleElement()
        .satisfies(
            loser -> {
              assertThat(loser.source()).isEqualTo("early");
              assertThat(loser.origin()).isEqualTo(new Origin("early.jsonl", 4, 0));
              assertThat(loser.outcome())
                  .isEqualTo(
                      new Drop(
                          winner.id(),
                          DropReason.DUPLICATE,
                          "{\"winner_source\":\"trusted\",\"winner_id\":\"%s\"}"
                              .formatted(winner.id()),
                          "Why?"));
            });
  }

  @Example
  void a_conversation_a_pair_and_a_text_with_one_key_text_all_stay() {
    List<Candidate> out =
        settle(
            candidate("chats", 0, HIGH, 0, Conversation.of("Why?", "Because.")),
            candidate("pairs", 1, HIGH, 0, Preference.of("Why?", "Because.", "No.")),
            candidate("texts", 2, HIGH, 0, PlainText.of("Why?")));

    assertThat(keptSources(out)).containsExactlyInAnyOrder("chats", "pairs", "texts");
  }

  @Example
  void a_drop_never_wins_however_trusted() {
    Conversation conversation = Conversation.of("Why?", "Because.");
    Candidate dropped =
        candidate("trusted", 0, HIGH, 0, Conversation.of("Why?", "Declined."))
            .drop(DropReason.SAMPLED_OUT, "");
    List<Candidate> out = settle(dropped, candidate("late", 9, LOW, 0, conversation));

    assertThat(kept(out)).containsExactly(conversation);
  }

  @Example
  void drops_stay_what_they_are() {
    Candidate sampledOut =
        candidate("a", 0, HIGH, 0, Conversation.of("Why?", "A")).drop(DropReason.SAMPLED_OUT, "");
    Candidate refused =
        candidate("b", 1, HIGH, 0, Conversation.of("Why?", "B")).drop(DropReason.REFUSAL, "{}");
    List<Candidate> out = settle(sampledOut, refused);
    List<Candidate> besideWinner =
        settle(sampledOut, refused, candidate("c", 2, LOW, 0, Conversation.of("Why?", "C")));

    assertThat(out).containsExactlyInAnyOrder(sampledOut, refused);
    assertThat(besideWinner).contains(sampledOut, refused);
  }

  @Property(tries = 40)
  void any_order_of_candidates_gives_the_same_survivors(@ForAll("twoOrders") Orders orders) {
    List<Candidate> candidates = orders.one();
    List<Candidate> turned = orders.other();
    List<Candidate> out = settle(candidates.toArray(Candidate[]::new));

    assertThat(settle(turned.toArray(Candidate[]::new))).containsExactlyInAnyOrderElementsOf(out);
    assertThat(out).hasSameSizeAs(candidates);
    assertThat(kept(out).stream().map(Outcome::toString)).doesNotHaveDuplicates();
    Set<?> asked = candidates.stream().map(Candidate::identity).collect(Collectors.toSet());
    assertThat(kept(out)).hasSameSizeAs(asked);
  }

  record Orders(List<Candidate> one, List<Candidate> other) {}

  @Provide
  Arbitrary<Orders> twoOrders() {
    return candidates()
        .flatMap(one -> Arbitraries.shuffle(one).map(other -> new Orders(one, other)));
  }

  private static Arbitrary<List<Candidate>> candidates() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(true, false))
        .as(DedupeTest::anyCandidate)
        .list()
        .ofMaxSize(30)
        .map(DedupeTest::inPlaces);
  }

  private static Candidate anyCandidate(int position, int question, int answer, boolean pair) {
    String asked = "Question " + question;
    Sample sample =
        pair
            ? Preference.of(asked, "Good " + answer, "Bad")
            : Conversation.of(asked, "Answer " + answer);
    return candidate("source " + position, position, 1 + position % 3, 0, sample);
  }

  /// No two candidates come from one place.
  private static List<Candidate> inPlaces(List<Candidate> candidates) {
    List<Candidate> placed = new ArrayList<>();
    for (Candidate each : candidates) {
      placed.add(
          candidate(each.source(), each.position(), each.trust(), placed.size(), each.outcome()));
    }
    return placed;
  }

  private static Candidate candidate(
      String source, int position, int trust, long row, Outcome outcome) {
    return Candidate.of(
        source, position, trust, "", new Origin(source + ".jsonl", row, 0), outcome);
  }

  private static List<Candidate> settle(Candidate... candidates) {
    return CandidateFlow.through(
        work, List.of(candidates), records -> Dedupe.byTrust(records, KEY));
  }

  private static List<Outcome> kept(List<Candidate> candidates) {
    return candidates.stream()
        .map(Candidate::outcome)
        .filter(outcome -> outcome instanceof Sample)
        .toList();
  }

  private static List<String> keptSources(List<Candidate> candidates) {
    return candidates.stream()
        .filter(candidate -> candidate.outcome() instanceof Sample)
        .map(Candidate::source)
        .toList();
  }
}
