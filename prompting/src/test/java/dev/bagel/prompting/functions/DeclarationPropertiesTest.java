package dev.bagel.prompting.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.prompting.functions.ParameterType.Choice;
import dev.bagel.prompting.functions.ParameterType.DecimalNumber;
import dev.bagel.prompting.functions.ParameterType.ListOf;
import dev.bagel.prompting.functions.ParameterType.Nested;
import dev.bagel.prompting.functions.ParameterType.Text;
import dev.bagel.prompting.functions.ParameterType.TrueOrFalse;
import dev.bagel.prompting.functions.ParameterType.WholeNumber;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Whatever is declared is the same after a detour.
final class DeclarationPropertiesTest {

  @Property(tries = 300)
  void a_function_is_the_same_after_a_detour(@ForAll("functions") Function function) {
    assertThat(Function.fromYaml(function.toYaml())).isEqualTo(function);
    assertThat(Function.fromSchema(function.toSchema())).isEqualTo(function);
    assertThat(Function.fromTool(function.toTool())).isEqualTo(function);
  }

  @Property(tries = 300)
  void other_yaml_readers_read_the_same_texts(@ForAll("functions") Function function) {
    Object root = new Load(LoadSettings.builder().build()).loadFromString(function.toYaml());
    Object inner = ((Map<?, ?>) root).values().iterator().next();
    if (inner == null) {
      assertThat(function.description()).isEmpty();
      assertThat(function.parameters()).isEmpty();
      return;
    }
    if (!function.description().isEmpty()) {
      assertThat(((Map<?, ?>) inner).get("description")).isEqualTo(function.description());
    }
    assertThat(function.toYaml().lines())
        .allMatch(line -> line.matches("[ ]*[A-Za-z_(][^:]*:( .*)?"));
  }

  @Provide
  Arbitrary<Function> functions() {
    return Combinators.combine(names(), descriptions(), parameters(3)).as(Function::new);
  }

  private static Arbitrary<List<Parameter>> parameters(int depth) {
    return Combinators.combine(names(), types(depth), descriptions(), Arbitraries.of(true, false))
        .as(Parameter::new)
        .list()
        .ofMaxSize(3)
        .uniqueElements(Parameter::name);
  }

  private static Arbitrary<ParameterType> types(int depth) {
    Arbitrary<ParameterType> simple =
        Arbitraries.of(new Text(), new WholeNumber(), new DecimalNumber(), new TrueOrFalse());
    Arbitrary<ParameterType> choice =
        descriptions().list().ofMinSize(1).ofMaxSize(3).uniqueElements().map(Choice::new);
    if (depth == 0) {
      return Arbitraries.oneOf(simple, choice);
    }
    return Arbitraries.oneOf(
        simple,
        choice,
        Arbitraries.lazy(() -> types(depth - 1).map(ListOf::new)),
        Arbitraries.lazy(() -> parameters(depth - 1).map(Nested::new)));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.of(
        "a", "b", "null", "true", "_x-1", "params", "description", "y.z", "Input");
  }

  /// Pieces that mean something to the form, and anything else.
  private static Arbitrary<String> descriptions() {
    Arbitrary<String> pieces =
        Arbitraries.of(
                "(integer)",
                "(optional)",
                "(one of \"a\")",
                "(list of string, optional)",
                "(object)",
                "x",
                " ",
                "\n",
                ": ",
                " #",
                "\"",
                "'",
                "\\",
                "- ",
                "{",
                "[",
                "&a",
                "*",
                "!",
                "|",
                ">",
                "%",
                "@",
                "null",
                "~",
                "1",
                "true",
                "\t",
                "\u2028",
                "\u0085",
                "é",
                "😀",
                ")",
                "(",
                ",")
            .list()
            .ofMaxSize(6)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(pieces, Arbitraries.strings().ascii().ofMaxLength(8));
  }
}
