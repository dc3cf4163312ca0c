package dev.bagel.prompting.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a part of a plan begins: at the start of a line, or after the thought on the same line.
///
/// @param line from 1
/// @param start of the part: what is before belongs to the part before
/// @param body where its own text begins
record Head(Head.Kind kind, int line, int start, int body, Notation notation, String number) {
  enum Kind {
    PLAN,
    STEP,
    ANSWER
  }

  // Every repetition is possessive or short: a line of any make is matched in linear time.
  private static final String COLON = "[*_`]{0,3}\\h{0,3}:";
  private static final Pattern PLAN = Pattern.compile("(?i)plan(?:\\h{1,3}\\d{1,9})?" + COLON);
  private static final Pattern ANSWER = Pattern.compile("(?i)(?:final\\h{1,3})?answer" + COLON);
  private static final Pattern STEP =
      Pattern.compile("(?::evidence(\\d++):|#E(\\d++))[*_`]{0,3}\\h{0,9}=(?!=)");
  private static final Pattern CALL =
      Pattern.compile(STEP.pattern() + "\\h{0,9}`?(?=[A-Za-z]\\w{0,99}+\\h{0,9}\\[)");

  /// All heads of a text whose lines end with `\n`.
  static List<Head> of(String text) {
    List<Head> heads = new ArrayList<>();
    Matcher matcher = PLAN.matcher(text);
    int line = 1;
    for (int start = 0; start < text.length(); line++) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      int own = Marks.skip(text, start, end);
      if (own < end) {
        add(heads, line, start, matcher.region(own, end), text.charAt(own));
      }
      start = end + 1;
    }
    return heads;
  }

  // The first character decides which pattern can match at all: most lines need none.
  private static void add(List<Head> heads, int line, int start, Matcher matcher, char first) {
    switch (first) {
      case ':', '#' -> {
        if (matcher.usePattern(STEP).lookingAt()) {
          heads.add(step(line, start, matcher));
        }
      }
      case 'a', 'A', 'f', 'F' -> {
        if (matcher.usePattern(ANSWER).lookingAt()) {
          heads.add(new Head(Kind.ANSWER, line, start, matcher.end(), Notation.EVIDENCE, ""));
        }
      }
      case 'p', 'P' -> {
        if (matcher.usePattern(PLAN).lookingAt()) {
          heads.add(new Head(Kind.PLAN, line, start, matcher.end(), Notation.EVIDENCE, ""));
          matcher.region(matcher.end(), matcher.regionEnd());
          if (matcher.usePattern(CALL).find()) {
            heads.add(step(line, matcher.start(), matcher));
          }
        }
      }
      default -> {}
    }
  }

  private static Head step(int line, int start, Matcher matcher) {
    String card = matcher.group(1);
    return card != null
        ? new Head(Kind.STEP, line, start, matcher.end(), Notation.EVIDENCE, card)
        : new Head(Kind.STEP, line, start, matcher.end(), Notation.HASH, matcher.group(2));
  }
}
