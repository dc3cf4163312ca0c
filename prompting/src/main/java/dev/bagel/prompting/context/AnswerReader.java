package dev.bagel.prompting.context;

import dev.bagel.prompting.context.Citation.Given;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/// Parts one answer into its text and what it cites.
///
/// After so many sources that no honest answer has them, in a line and in all, the rest is text:
/// with that the time is linear.
final class AnswerReader {
  private static final int MOST_IN_A_LINE = 20;
  private static final int LONGEST_SEPARATOR = 20;

  private final GivenMetadata given;
  private final SourceLines lines;
  private final StringJoiner text = new StringJoiner("\n");
  private final Map<List<Field>, Citation> citations = new LinkedHashMap<>();

  private final List<Field> group = new ArrayList<>();
  private Set<Integer> groupOwners = Set.of();
  private boolean inSources = false;
  private boolean contiguous = false;
  private boolean empty = false;

  AnswerReader(GivenMetadata given) {
    this.given = given;
    this.lines = new SourceLines(given);
  }

  ContextAnswer read(String answer) {
    answer.lines().forEach(this::line);
    closeGroup();
    String said = Fences.restore(text.toString()).strip();
    return new ContextAnswer(said, List.copyOf(citations.values()), support(said));
  }

  private void line(String line) {
    if (lines.isUsedUp()) {
      text.add(line);
    } else if (inSources && isSeparator(line)) {
      closeGroup();
      contiguous = false;
    } else if (!marked(line) && !(inSources && source(line))) {
      closeGroup();
      inSources = false;
      text.add(line);
    }
  }

  /// Takes a line apart that holds the word `Source:`.
  private boolean marked(String line) {
    SourceMarker marker = SourceMarker.in(line);
    if (marker == null) {
      return false;
    }
    StringBuilder said = new StringBuilder();
    String rest = line;
    for (int i = 0; marker != null && i < MOST_IN_A_LINE; i++) {
      closeGroup();
      SourceLine source = lines.read(marker.after());
      source.fields().forEach(field -> add(field, false));
      inSources = true;
      contiguous = true;
      empty = source.fields().isEmpty();
      said.append(marker.before()).append(source.prose());
      rest = marker.rest();
      if (!rest.isEmpty() && ".,;:!?".indexOf(rest.charAt(0)) >= 0) {
        said.setLength(said.toString().stripTrailing().length());
      }
      marker = SourceMarker.in(rest);
    }
    said.append(rest);
    if (!said.toString().isBlank()) {
      text.add(said.toString().stripTrailing());
    }
    return true;
  }

  /// Takes a line below such a word, if it can be a source.
  private boolean source(String line) {
    SourceLine source = lines.read(line);
    boolean close = contiguous && (empty || source.hasKey() || source.bulleted());
    boolean first = empty && source.bulleted();
    if (source.fields().isEmpty() || !(source.known() || source.isAddress() || close || first)) {
      return false;
    }
    boolean item = source.bulleted();
    for (Field field : source.fields()) {
      add(field, item);
      item = false;
    }
    if (!source.prose().isEmpty()) {
      text.add(source.prose());
    }
    empty = false;
    contiguous = true;
    return true;
  }

  /// A key that comes again begins another source, and so does an item of a list, or a bare value,
  /// that belongs to another block.
  private void add(Field field, boolean item) {
    List<Integer> owners = given.owners(field);
    Set<Integer> common = new HashSet<>(owners);
    common.retainAll(groupOwners);
    boolean again = group.stream().anyMatch(it -> it.key().equalsIgnoreCase(field.key()));
    boolean elsewhere = !groupOwners.isEmpty() && !owners.isEmpty() && common.isEmpty();
    boolean bare = field.key().isEmpty();
    if ((again && !(bare && !common.isEmpty())) || (elsewhere && (item || bare))) {
      closeGroup();
    }
    if (group.isEmpty()) {
      groupOwners = new HashSet<>(owners);
    } else if (!owners.isEmpty()) { // a value that nobody has does not say whose the others are
      groupOwners = common;
    }
    group.add(field);
  }

  private void closeGroup() {
    if (!group.isEmpty()) {
      List<Field> quoted = List.copyOf(group);
      citations.computeIfAbsent(quoted, given::resolve);
      group.clear();
      groupOwners = Set.of();
    }
  }

  private Support support(String said) {
    Collection<Citation> all = citations.values();
    if (said.isEmpty()) {
      return Support.EMPTY;
    }
    if (Declining.in(said)) {
      return Support.DECLINED;
    }
    if (all.isEmpty()) {
      return Support.UNCITED;
    }
    if (all.stream().allMatch(Given.class::isInstance)) {
      return Support.CITED;
    }
    return all.stream().anyMatch(Given.class::isInstance) ? Support.PARTLY_CITED : Support.MISCITED;
  }

  /// A blank line, a fence, or a rule of dashes and the like.
  private static boolean isSeparator(String line) {
    String bare = line.strip();
    return bare.isEmpty()
        || (line.length() < LONGEST_SEPARATOR && (bare.startsWith("```") || isRule(bare)));
  }

  private static boolean isRule(String bare) {
    char first = bare.charAt(0);
    return bare.length() > 2 && "-_*".indexOf(first) >= 0 && bare.chars().allMatch(c -> c == first);
  }
}
