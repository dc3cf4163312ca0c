package dev.bagel.dataset.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.BagelException;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AnyRecipeTest {
  private static final String SAMPLER = RecipeFile.builtIn("sampler");

  @Property(tries = 500)
  void any_text_is_a_recipe_or_one_error(@ForAll String text) {
    check(text);
  }

  @Property(tries = 1000)
  void signs_of_yaml_are_a_recipe_or_one_error(@ForAll("signs") String text) {
    check(text);
  }

  @Property(tries = 500)
  void a_recipe_with_a_wound_is_a_recipe_or_one_error(@ForAll("wounded") String text) {
    check(text);
  }

  private static void check(String text) {
    try {
      assertThat(RecipeFile.parse("any.yaml", text, Path.of("here")).sources()).isNotEmpty();
    } catch (BagelException e) {
      assertThat(e.kind()).isEqualTo(BagelException.Kind.USER);
      assertThat(e.getMessage()).startsWith("any.yaml").doesNotContain("\n");
    }
  }

  @Provide
  Arbitrary<String> signs() {
    return Arbitraries.of(
            "name",
            "sources",
            "take",
            "boolq",
            "path",
            "kind",
            "text",
            "columns",
            "seed",
            "files",
            ": ",
            ":",
            "\n",
            "\n  ",
            "\n    ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "- ",
            "&a ",
            "*a",
            "? ",
            "!!str ",
            "!x ",
            "|",
            ">",
            "'",
            "\"",
            "%YAML 1.2",
            "---",
            "...",
            "#",
            "\t",
            "\\0",
            "~",
            "null",
            "0",
            "-1",
            "1e9",
            "<<",
            "\uFEFF",
            "🥯")
        .list()
        .ofMaxSize(25)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> wounded() {
    return Combinators.combine(
            Arbitraries.integers().between(0, SAMPLER.length() - 1),
            Arbitraries.integers().between(0, 12),
            Arbitraries.of(List.of("", " ", "\n", ":", "{", "}", "[", "'", "\"", "*", "\0", "\t")))
        .as(
            (at, length, with) ->
                SAMPLER.substring(0, at)
                    + with
                    + SAMPLER.substring(Math.min(SAMPLER.length(), at + length)));
  }
}
