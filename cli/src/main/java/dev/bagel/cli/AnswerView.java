package dev.bagel.cli;

import dev.bagel.prompting.context.Citation;
import dev.bagel.prompting.context.Citation.Altered;
import dev.bagel.prompting.context.Citation.Difference;
import dev.bagel.prompting.context.Citation.Given;
import dev.bagel.prompting.context.Citation.Invented;
import dev.bagel.prompting.context.ContextAnswer;
import dev.bagel.prompting.context.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An answer with its sources, for people or for machines.
record AnswerView(AskedBlocks asked, ContextAnswer answer) {
  private static final String GREEN = "32";
  private static final String YELLOW = "33";
  private static final String RED = "1;31";

  /// The answer, a line or more a source, and what to make of it.
  String text(boolean colour) {
    List<String> parts = new ArrayList<>();
    if (!answer.text().isEmpty()) {
      parts.add(VisibleText.lines(answer.text()));
    }
    if (!answer.citations().isEmpty()) {
      parts.add(
          "Sources:\n"
              + answer.citations().stream()
                  .flatMap(citation -> lines(citation, colour).stream())
                  .collect(Collectors.joining("\n")));
    }
    parts.add(support(colour));
    return String.join("\n\n", parts);
  }

  private String support(boolean colour) {
    return switch (answer.support()) {
      case CITED -> painted(GREEN, "Cited", colour) + ": every source that it names was given.";
      case PARTLY_CITED ->
          painted(YELLOW, "Partly cited", colour)
              + ": of the sources that it names, some were given, others not or not like this.";
      case MISCITED -> unsupported(colour) + ": no source that it names was given like this.";
      case UNCITED -> unsupported(colour) + ": it names no source.";
      case DECLINED ->
          painted(RED, "NOT ANSWERED", colour)
              + ": the model says that the texts do not hold the answer.";
      case EMPTY -> painted(RED, "NOT ANSWERED", colour) + ": there are sources only.";
    };
  }

  private static String unsupported(boolean colour) {
    return painted(RED, "NOT SUPPORTED", colour);
  }

  private List<String> lines(Citation citation, boolean colour) {
    List<String> lines = new ArrayList<>();
    String quoted = quoted(citation.quoted());
    switch (citation) {
      case Given given -> {
        lines.add(line(painted(GREEN, "given   ", colour), quoted));
        asked.sources(given.blocks()).stream()
            .map(source -> VisibleText.line(source.from()))
            .filter(from -> !quoted.equals("file: " + from))
            .forEach(from -> lines.add(line("        ", "in " + from)));
      }
      case Altered altered -> {
        lines.add(line(painted(YELLOW, "altered ", colour), quoted));
        String from = VisibleText.line(asked.source(altered.block()).from());
        altered
            .differences()
            .forEach(difference -> lines.add(line("        ", from + " has " + has(difference))));
      }
      case Invented _ -> lines.add(line(painted(RED, "invented", colour), quoted));
    }
    return lines;
  }

  private static String line(String outcome, String rest) {
    return "  %s  %s".formatted(outcome, rest);
  }

  private static String has(Difference difference) {
    Field quoted = difference.quoted();
    String value = difference.given();
    return value == null
        ? "no " + VisibleText.line(quoted.toString())
        : VisibleText.line(new Field(quoted.key(), value).toString());
  }

  private static String quoted(List<Field> fields) {
    return VisibleText.line(fields.stream().map(Field::toString).collect(Collectors.joining(", ")));
  }

  private static String painted(String style, String text, boolean colour) {
    return colour ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
  }

  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("answer", answer.text());
    facts.put("support", name(answer.support()));
    facts.put("supported", answer.supported());
    facts.put("citations", answer.citations().stream().map(this::facts).toList());
    facts.put(
        "left_out",
        asked.selection().leftOut().stream()
            .map(
                out -> {
                  Map<String, Object> one = asked.blocks().get(out.number()).facts();
                  one.put("size", out.size());
                  one.put("reason", name(out.reason()));
                  return one;
                })
            .toList());
    return facts;
  }

  private Map<String, Object> facts(Citation citation) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("outcome", name(citation));
    facts.put("quoted", citation.quoted());
    switch (citation) {
      case Given given ->
          facts.put(
              "blocks", asked.sources(given.blocks()).stream().map(SourceBlock::facts).toList());
      case Altered altered -> {
        facts.put("blocks", List.of(asked.source(altered.block()).facts()));
        facts.put("differences", altered.differences().stream().map(AnswerView::facts).toList());
      }
      case Invented _ -> facts.put("blocks", List.of());
    }
    return facts;
  }

  private static Map<String, @Nullable Object> facts(Difference difference) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("key", difference.quoted().key());
    facts.put("value", difference.quoted().value());
    facts.put("given", difference.given());
    return facts;
  }

  private static String name(Citation citation) {
    return switch (citation) {
      case Given _ -> "given";
      case Altered _ -> "altered";
      case Invented _ -> "invented";
    };
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
