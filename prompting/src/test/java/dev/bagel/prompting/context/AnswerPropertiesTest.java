package dev.bagel.prompting.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.prompting.Mutated;
import dev.bagel.prompting.context.Citation.Altered;
import dev.bagel.prompting.context.Citation.Given;
import dev.bagel.prompting.context.Citation.Invented;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

class AnswerPropertiesTest {
  private static final List<Block> BLOCKS =
      List.of(
          Block.of("Cherries are blue.").with("date", "2021-01-01").with("url", "https://a.b/c"),
          Block.of("Plums are red.").with("date", "2021-01-01").with("dc:title", "url: plums"),
          Block.of("Pears.").with("key", "").with("", "none").with("a", "b"));
  private static final List<String> ANSWERS =
      List.of(
          "Cherries are blue.\nSource:\ndate: 2021-01-01\nurl: https://a.b/c",
          "Plums (Source: dc:title: url: plums, date: 2021-01-01). And more.\n\nBye.",
          "Both.\nSources:\n- date: 2021-01-01\n- url: https://a.b/c\n- a: b\n",
          "The context does not say. Source: none.",
          "{\"answer\": \"x\"}\nReference(s): [c](https://a.b/c)\n```\n\"a\": \"b\"\n```");

  @Provide
  Arbitrary<String> answers() {
    Arbitrary<String> mutated =
        Combinators.combine(Arbitraries.of(ANSWERS), Arbitraries.longs())
            .as(
                (answer, seed) ->
                    Mutated.of(answer, HostileText.PIECES, new SplittableRandom(seed)));
    return Arbitraries.frequencyOf(Tuple.of(3, mutated), Tuple.of(1, HostileText.texts()));
  }

  @Provide
  Arbitrary<List<Block>> blocks() {
    return HostileText.blocks();
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void any_text_is_an_answer(@ForAll("answers") String answer) {
    holds(answer, BLOCKS);
  }

  @Tag("slow")
  @Property(tries = 1_000_000, edgeCases = EdgeCasesMode.NONE)
  void any_of_a_million_texts_is_an_answer(@ForAll("answers") String answer) {
    holds(answer, BLOCKS);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void any_text_is_an_answer_from_any_blocks(
      @ForAll("answers") String answer, @ForAll("blocks") List<Block> blocks) {
    holds(answer, blocks);
  }

  @Provide
  Arbitrary<Block> plainBlocks() {
    Arbitrary<String> words = Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(9);
    return Combinators.combine(words, words)
        .as(Field::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .uniqueElements(field -> Spelling.key(field.key()))
        .map(fields -> new Block(fields, "Yes."));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void metadata_copied_from_the_prompt_are_given(
      @ForAll("plainBlocks") Block block, @ForAll("separators") String separator) {
    String metadata =
        String.join(separator, block.metadata().stream().map(Field::toString).toList());

    ContextAnswer answer = ContextAnswer.read("Yes.\nSource:\n" + metadata, List.of(block));

    assertThat(answer.citations()).containsExactly(new Given(block.metadata(), List.of(block)));
  }

  /// Found by the property above.
  @Example
  void a_value_that_is_a_joining_word_is_a_value() {
    Block block = new Block(List.of(new Field("A", "A"), new Field("B", "and")), "Yes.");

    assertThat(ContextAnswer.read("Yes.\nSource: A: A, B: and", List.of(block)).citations())
        .containsExactly(new Given(block.metadata(), List.of(block)));
  }

  @Provide
  Arbitrary<String> separators() {
    return Arbitraries.of("\n", "\r\n", ", ", "; ", "\n- ", " | ");
  }

  private static void holds(String answer, List<Block> blocks) {
    ContextAnswer read = ContextAnswer.read(answer, blocks);

    assertThat(read.text().length()).isLessThanOrEqualTo(answer.length());
    for (Citation citation : read.citations()) {
      assertThat(citation.quoted()).isNotEmpty();
      switch (citation) {
        case Given given ->
            assertThat(given.blocks())
                .isNotEmpty()
                .allSatisfy(
                    block ->
                        assertThat(given.quoted())
                            .allSatisfy(field -> assertThat(has(block, field)).isTrue()));
        case Altered altered -> {
          assertThat(blocks).contains(altered.block());
          assertThat(altered.differences()).isNotEmpty();
        }
        case Invented _ -> {}
      }
    }
  }

  private static boolean has(Block block, Field quoted) {
    return block.metadata().stream()
        .anyMatch(
            field ->
                (quoted.key().isEmpty()
                        || Spelling.key(quoted.key()).isEmpty()
                        || Spelling.key(field.key()).equals(Spelling.key(quoted.key())))
                    && Spelling.values(quoted.value()).contains(Spelling.value(field.value())));
  }
}
