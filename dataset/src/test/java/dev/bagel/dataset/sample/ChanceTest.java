package dev.bagel.dataset.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChanceTest {
  private static final List<UUID> IDS =
      IntStream.range(0, 10_000).mapToObj(i -> SampleId.of("question " + i)).toList();

  private final Chance chance = new Chance(42);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.15, 0.35, 0.5, 1})
  void things_happen_as_often_as_their_probability(double probability) {
    assertThat(share(chance, probability, "coin")).isCloseTo(probability, within(0.02));
  }

  @Test
  void what_never_happens_never_happens_and_what_always_happens_always_does() {
    assertThat(share(chance, 0, "coin")).isZero();
    assertThat(share(chance, 1, "coin")).isOne();
  }

  @Test
  void picks_are_even() {
    int[] counts = new int[4];
    IDS.forEach(id -> counts[chance.pick(4, id, "format")]++);
    assertThat(IntStream.of(counts).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(2_300, 2_700));
  }

  @Test
  void numbers_fill_the_unit_interval() {
    assertThat(IDS.stream().mapToDouble(id -> chance.of(id, "spread")))
        .allMatch(x -> x >= 0 && x < 1);
    assertThat(IDS.stream().mapToInt(id -> (int) (100 * chance.of(id, "spread"))).distinct())
        .hasSize(100);
  }

  @Test
  void neighbouring_ids_seeds_and_questions_are_independent() {
    List<UUID> counted = IntStream.range(0, 10_000).mapToObj(i -> new UUID(0, i)).toList();
    long byId = counted.stream().filter(id -> chance.happens(0.5, id, "coin")).count();
    assertThat(byId).isBetween(4_800L, 5_200L);
    assertThat(agreement(chance, "coin", new Chance(43), "coin")).isCloseTo(0.5, within(0.02));
    assertThat(agreement(chance, "coin", chance, "coin2")).isCloseTo(0.5, within(0.02));
  }

  @Test
  void an_answer_is_the_same_forever() {
    UUID id = SampleId.of("What floats?");
    assertThat(new Chance(42).of(id, "coin")).isEqualTo(chance.of(id, "coin"));
    assertThat(chance.pick(1_000_000, id, "coin")).isEqualTo(356_989);
  }

  private static double share(Chance chance, double probability, String question) {
    return IDS.stream().filter(id -> chance.happens(probability, id, question)).count()
        / (double) IDS.size();
  }

  private static double agreement(Chance a, String questionA, Chance b, String questionB) {
    return IDS.stream()
            .filter(id -> a.happens(0.5, id, questionA) == b.happens(0.5, id, questionB))
            .count()
        / (double) IDS.size();
  }
}
