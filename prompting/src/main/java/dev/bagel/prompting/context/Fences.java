package dev.bagel.prompting.context;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/// The words that part a prompt, and how text that spells one of them is kept from doing so.
///
/// A backslash goes between the verb and the noun, `ENDINPUT` becomes `END\INPUT`; text that spells
/// `END\INPUT` gets one more, so that taking one away gives the text back. A fence word is found
/// anywhere in capitals, and alone on its line in any case; characters without a width between the
/// letters do not hide it. All other text stays as it is.
///
/// Time is linear: every loop of the pattern is possessive and over characters that can begin no
/// match.
final class Fences {
  static final String BEGIN_INPUT = "BEGININPUT";
  static final String END_INPUT = "ENDINPUT";
  static final String BEGIN_CONTEXT = "BEGINCONTEXT";
  static final String END_CONTEXT = "ENDCONTEXT";
  static final String BEGIN_INSTRUCTION = "BEGININSTRUCTION";
  static final String END_INSTRUCTION = "ENDINSTRUCTION";

  private static final String UNSEEN = "\\p{Cf}\\p{Mn}\\p{Me}\\x00-\\x08\\x0E-\\x1F\\x7F";
  private static final String VERB = either("BEGIN", "END");
  private static final String REST =
      "[" + UNSEEN + "\\\\]*+" + either("INPUT", "CONTEXT", "INSTRUCTION");
  private static final String AROUND = "[^\\p{L}\\p{N}\\n\\r\\u0085\\u2028\\u2029]*+";
  private static final Pattern WORD =
      Pattern.compile(
          "^%s(?i:%s)(?i:%s)%s$|%s%s"
              .formatted(AROUND, group("alone", VERB), REST, AROUND, group("capitals", VERB), REST),
          Pattern.MULTILINE);

  private Fences() {}

  /// Whether a line of a prompt is a fence: white space may follow.
  static boolean isFence(String line) {
    return switch (line.stripTrailing()) {
      case BEGIN_INPUT, END_INPUT, BEGIN_CONTEXT, END_CONTEXT, BEGIN_INSTRUCTION, END_INSTRUCTION ->
          true;
      default -> false;
    };
  }

  /// The text with a backslash more in each fence word.
  static String neutralise(String text) {
    StringBuilder written = new StringBuilder(text.length());
    int from = 0;
    for (Matcher word = WORD.matcher(text); word.find(); ) {
      int verb = verbEnd(word);
      written.append(text, from, verb).append('\\');
      from = verb;
    }
    return from == 0 ? text : written.append(text, from, text.length()).toString();
  }

  /// The text with a backslash less in each fence word that has one.
  static String restore(String text) {
    StringBuilder written = new StringBuilder(text.length());
    int from = 0;
    for (Matcher word = WORD.matcher(text); word.find(); ) {
      int verb = verbEnd(word);
      if (text.charAt(verb) == '\\') {
        written.append(text, from, verb);
        from = verb + 1;
      }
    }
    return from == 0 ? text : written.append(text, from, text.length()).toString();
  }

  private static int verbEnd(Matcher word) {
    int alone = word.end("alone");
    return alone < 0 ? word.end("capitals") : alone;
  }

  private static String group(String name, String pattern) {
    return "(?<" + name + ">" + pattern + ")";
  }

  private static String either(String... words) {
    return Arrays.stream(words)
        .map(word -> word.chars().mapToObj(Character::toString).collect(unseenBetween()))
        .collect(Collectors.joining("|", "(?:", ")"));
  }

  private static Collector<CharSequence, ?, String> unseenBetween() {
    return Collectors.joining("[" + UNSEEN + "]*+");
  }
}
