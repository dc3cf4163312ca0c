package dev.bagel.prompting.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// What our reader takes means what it means to a reader of all of YAML; what only ours takes is a
/// text with a colon, or one that begins with a mark that YAML keeps for later.
final class YamlAgreementTest {

  @Property(tries = 3000)
  void what_is_read_means_what_yaml_says(@ForAll("documents") String yaml) {
    Optional<String> ours = ours(yaml);
    Optional<String> theirs = theirs(yaml);
    Statistics.collect(ours.isPresent(), theirs.isPresent());
    if (ours.isPresent() && theirs.isPresent()) {
      assertThat(ours).isEqualTo(theirs);
    } else if (ours.isPresent()) {
      assertThat(yaml).containsPattern("(?m):[ ].*:[ ]|:[ ].*:$|-[ ].*:|[@%`]|\\[|\\{");
    }
  }

  private static Optional<String> ours(String yaml) {
    try {
      return Optional.of(CallReaderTest.shown(YamlReader.whole(yaml)));
    } catch (Unclear e) {
      return Optional.empty();
    }
  }

  private static Optional<String> theirs(String yaml) {
    try {
      LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
      return new Compose(settings).composeString(yaml).map(YamlAgreementTest::shown);
    } catch (YamlEngineException e) {
      return Optional.empty();
    }
  }

  private static String shown(Node node) {
    return switch (node) {
      case ScalarNode scalar -> shown(scalar);
      case SequenceNode list ->
          list.getValue().stream()
              .map(YamlAgreementTest::shown)
              .collect(Collectors.joining(", ", "[", "]"));
      case MappingNode mapping ->
          mapping.getValue().stream()
              .map(
                  one ->
                      ((ScalarNode) one.getKeyNode()).getValue() + ": " + shown(one.getValueNode()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> throw new AssertionError(node);
    };
  }

  private static String shown(ScalarNode scalar) {
    String text = scalar.getValue();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return JsonText.quote(text);
    }
    boolean isNull = List.of("", "~", "null", "Null", "NULL").contains(text);
    return isNull ? "null" : "~" + JsonText.quote(text);
  }

  @Provide
  Arbitrary<String> documents() {
    Arbitrary<String> keys = Arbitraries.of("a", "b", "c", "\"d\"", "'e f'");
    Arbitrary<String> rests =
        Arbitraries.of(
            ": x",
            ": x y",
            ":",
            ": x: y",
            ": x:",
            ": \"q: #\"",
            ": 'it''s'",
            ": |",
            ": >",
            ": |-",
            ": >+",
            ": [x, \"y\"]",
            ": {k: v}",
            ": []",
            ": [x,",
            ": - x",
            ": #c",
            ": x #c",
            ": ~",
            ": @x",
            ": -1",
            ":x",
            ": \"\\t\\u00e9\"",
            ": 'x' # c",
            ": {\"k\":1}",
            ": ? x",
            ": ?x");
    Arbitrary<String> lines =
        Arbitraries.oneOf(
            net.jqwik.api.Combinators.combine(keys, rests).as((key, rest) -> key + rest),
            net.jqwik.api.Combinators.combine(keys, rests).as((key, rest) -> "- " + key + rest),
            Arbitraries.of("- x", "-", "- - x", "x y", "", "# c", "  deeper", "- \"x\"", "- x: y"));
    return net.jqwik.api.Combinators.combine(Arbitraries.of(0, 0, 0, 2, 2, 2, 4, 4, 1), lines)
        .as((indent, line) -> " ".repeat(indent) + line)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(all -> "a0:" + "\n" + String.join("\n", all) + "\n");
  }

  @Property(tries = 1000)
  void block_texts_are_those_of_yaml(
      @ForAll("blocks") List<String> block, @ForAll("headers") String header) {
    String yaml = "a: " + header + "\n" + String.join("\n", block) + "\nb: x\n";
    Optional<String> theirs = theirs(yaml);
    Optional<String> ours = ours(yaml);
    Statistics.collect(ours.isPresent(), theirs.isPresent());
    if (ours.isPresent()) {
      assertThat(ours).isEqualTo(theirs);
    }
  }

  @Provide
  Arbitrary<List<String>> blocks() {
    return Arbitraries.of(
            "  x", "  y z", "   deeper", "", "    ", " ", "  # no comment", "  k: v", "\t")
        .list()
        .ofMaxSize(6)
        .map(Collections::unmodifiableList);
  }

  @Provide
  Arbitrary<String> headers() {
    return Arbitraries.of("|", ">", "|-", ">-", "|+", ">+");
  }
}
