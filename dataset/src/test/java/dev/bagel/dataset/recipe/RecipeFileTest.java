package dev.bagel.dataset.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.bagel.BagelException;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.Style;
import dev.bagel.dataset.decontaminate.CheckedTurns;
import dev.bagel.dataset.decontaminate.Checks;
import dev.bagel.dataset.decontaminate.Rule;
import dev.bagel.dataset.decontaminate.SentenceModel;
import dev.bagel.dataset.format.Coverage;
import dev.bagel.dataset.hub.HubFiles;
import dev.bagel.dataset.recipe.Recipe.SourceLine;
import dev.bagel.dataset.source.Kind;
import dev.bagel.dataset.source.SourceCatalog;
import dev.bagel.dataset.source.Take;
import dev.bagel.dataset.source.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class RecipeFileTest {
  private static final Path FOLDER = Path.of("here");

  @TempDir Path temporary;

  @ParameterizedTest
  @FieldSource("dev.bagel.dataset.recipe.RecipeFile#BUILT_IN")
  void built_in_recipes_are_sound(String name) {
    Recipe recipe = RecipeFile.read(name, FOLDER);

    assertThat(recipe.name()).isEqualTo(name);
    assertThat(recipe.seed()).isEqualTo(42);
    assertThat(recipe.sources()).hasSizeGreaterThan(10);
    assertThat(recipe.benchmarks()).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void the_sampler_shows_every_source_of_the_catalogue() {
    Set<String> names = new TreeSet<>();
    RecipeFile.read("sampler", FOLDER).sources().forEach(line -> names.add(line.name()));

    assertThat(names).containsAll(SourceCatalog.names()).contains("house_chats", "notes");
  }

  @Test
  void what_is_not_said_has_its_default() {
    Recipe recipe = parse("name: small\nsources:\n  boolq:\n");

    assertThat(recipe.seed()).isEqualTo(42);
    assertThat(recipe.maxCharacters()).isEqualTo(1_000_000);
    assertThat(recipe.benchmarks()).isEmpty();
    assertThat(recipe.checks()).isEqualTo(Checks.CARD);
    assertThat(recipe.format().coverage()).isEqualTo(Coverage.ALL);
    assertThat(recipe.format().prompt().style()).isEqualTo(Style.CARD);
    assertThat(recipe.format().prompt().bos()).isEqualTo("<s>");
    assertThat(recipe.format().systemChance()).contains(entry(PromptFormat.VICUNA, 0.35));
    assertThat(recipe.sources())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.take()).isEqualTo(new Take.All());
              assertThat(line.trust()).isEqualTo(Trust.HIGH);
              assertThat(line.ownFiles()).isEmpty();
            });
  }

  @Test
  void what_is_said_counts() {
    Recipe recipe =
        parse(
            """
            name: all
            seed: -7
            style: later
            coverage: three-of-four
            chatml-markers: im
            bos: <b>
            eos: </b>
            max-characters: 5000
            system-chance: {vicuna: 0, chatml: 1}
            benchmarks: [gsm8k, mmlu]
            decontamination: {rule: strict, turns: all, cosine: 0.9}
            sources:
              boolq: {take: 5, trust: low}
              piqa: {take: {each: 6}}
              ropes: {take: {stratified: 7}}
              squad_v2: {take: {answerable: 8, unanswerable: 9}}
              winogrande: {take: 2/3}
              belebele: {take: {each-stratified: 10}}
              mmlu: {files: {dataset: mine/mmlu, paths: [a.jsonl, b.jsonl]}}
              spider:
                on-request: true
                files:
                - {dataset: mine/spider, paths: a.jsonl}
                - {paths: [b.jsonl]}
            """);

    assertThat(recipe.seed()).isEqualTo(-7);
    assertThat(recipe.maxCharacters()).isEqualTo(5000);
    assertThat(recipe.benchmarks()).containsExactly("gsm8k", "mmlu");
    assertThat(recipe.checks())
        .isEqualTo(new Checks(Rule.STRICT.at(0.9), CheckedTurns.ALL, SentenceModel.bundled()));
    assertThat(recipe.format().coverage()).isEqualTo(Coverage.THREE_OF_FOUR);
    assertThat(recipe.format().prompt().imMarkers()).isTrue();
    assertThat(recipe.format().prompt().eos()).isEqualTo("</b>");
    assertThat(recipe.format().systemChance())
        .containsOnly(
            entry(PromptFormat.VICUNA, 0.0),
            entry(PromptFormat.LLAMA_2, 0.5),
            entry(PromptFormat.CHATML, 1.0));
    assertThat(recipe.sources())
        .extracting(SourceLine::take)
        .containsExactly(
            new Take.Some(5),
            new Take.Each(6),
            new Take.Stratified(7),
            new Take.Named(Map.of("answerable", 8L, "unanswerable", 9L)),
            new Take.Share(2, 3),
            new Take.EachStratified(10),
            new Take.All(),
            new Take.All());
    assertThat(recipe.sources().getFirst().trust()).isEqualTo(Trust.LOW);
    assertThat(recipe.sources().get(6).files())
        .containsExactly(HubFiles.of("mine/mmlu", "a.jsonl", "b.jsonl"));
    assertThat(recipe.sources().getLast().files())
        .containsExactly(
            HubFiles.of("mine/spider", "a.jsonl"), HubFiles.of("xlangai/spider", "b.jsonl"));
    assertThat(recipe.leftOut()).containsOnlyKeys("spider");
  }

  @Test
  void own_files_lie_beside_the_recipe() throws IOException {
    Path file = temporary.resolve("mine.yaml");
    Files.writeString(
        file,
        """
        name: mine
        sources:
          chats:
            path: [a.jsonl, sub/b.jsonl.gz]
            kind: conversation
            columns: {user: q, assistant: a, system: s}
            licence: CC0-1.0
        """);
    SourceLine line = RecipeFile.read(file.toString(), FOLDER).sources().getFirst();

    assertThat(line.ownFiles()).extracting("name").containsExactly("a.jsonl", "sub/b.jsonl.gz");
    assertThat(line.ownFiles())
        .extracting("path")
        .containsExactly(
            temporary.toAbsolutePath().resolve("a.jsonl"),
            temporary.toAbsolutePath().resolve("sub/b.jsonl.gz"));
    assertThat(line.source().info().kind()).isEqualTo(Kind.CONVERSATION);
    assertThat(line.source().info().licence()).isEqualTo("CC0-1.0");
    assertThat(line.trust()).isEqualTo(Trust.HIGH);
  }

  @Test
  void an_anchor_saves_writing() {
    Recipe recipe = parse("name: a\nsources:\n  boolq: &few {take: 5}\n  piqa: *few\n");

    assertThat(recipe.sources())
        .extracting(SourceLine::take)
        .containsExactly(new Take.Some(5), new Take.Some(5));
  }

  @Test
  void a_recipe_can_be_narrowed_to_some_of_its_sources() {
    Recipe recipe = parse("name: a\nsources:\n  boolq:\n  piqa:\n  ropes:\n");

    assertThat(recipe.only(Set.of("ropes", "boolq")).sources())
        .extracting(SourceLine::name)
        .containsExactly("boolq", "ropes");
    assertThatThrownBy(() -> recipe.only(Set.of("ropes", "bolq")))
        .isInstanceOf(BagelException.class)
        .hasMessageContainingAll("bolq", "boolq, piqa, ropes");
  }

  @Test
  void a_recipe_that_is_not_there_is_an_error_that_names_those_that_are() {
    for (String name : List.of("smapler", "none/such.yaml", "", "a\0b", temporary.toString())) {
      assertThatThrownBy(() -> RecipeFile.read(name, FOLDER))
          .isInstanceOf(BagelException.class)
          .hasMessageContainingAll("no recipe '%s'".formatted(name), "sampler", "bagel-v0.5");
    }
  }

  @Test
  void a_recipe_that_is_not_utf8_is_an_error() throws IOException {
    Path file = Files.write(temporary.resolve("latin.yaml"), new byte[] {'n', (byte) 0xFC, '\n'});

    assertThatThrownBy(() -> RecipeFile.read(file.toString(), FOLDER))
        .isInstanceOf(BagelException.class)
        .hasMessageContainingAll("latin.yaml", "not UTF-8");
  }

  private static Recipe parse(String yaml) {
    return RecipeFile.parse("my.yaml", yaml, FOLDER);
  }
}
