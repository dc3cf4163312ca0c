package dev.bagel.prompting.context;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether an answer says that the context does not hold it: English phrases, in its first sentence
/// and the first 300 characters.
final class Declining {
  private static final int LENGTH = 300;
  private static final Pattern SENTENCE = Pattern.compile("[.!?](?=\\s|$)|\\n");
  private static final String GIVEN =
      "(?:context|texts?|inputs?|passages?|documents?|information|sources?|blocks?|articles?)\\b";
  private static final String NOT = "(?:not|n['’]t|never|nowhere|cannot)\\b";
  private static final String GAP = "[^.!?\\n]{0,40}?\\b";
  private static final List<Pattern> PHRASES =
      List.of(
          Pattern.compile(
              "\\b%s%s(?:does|do|did|is|are|was|were) ?%s%s%s"
                  .formatted(
                      GIVEN,
                      GAP,
                      NOT,
                      GAP,
                      "(?:contain|mention|sa(?:y|id)|state|specif|provide|include|give|tell|answer"
                          + "|indicate|address|discuss|explain|describe|enough|sufficient)")),
          Pattern.compile(
              "%s%s%s%s%s"
                  .formatted(
                      NOT,
                      GAP,
                      "(?:mentioned|provided|specified|stated|contained|given|included|found"
                          + "|answered?|determined?|generated|said|present|in)\\b",
                      GAP,
                      GIVEN)),
          Pattern.compile(
              "\\b(?:no|not enough|insufficient) (?:\\w{1,12} )?"
                  + "(?:information|mention|answer|details?|data)\\b"),
          Pattern.compile(
              "\\b(?:i|we) (?:do not|don['’]t|cannot|can['’]t|could not|couldn['’]t|am unable to)"
                  + " (?:know|answer|find|say|tell|determine)\\b"),
          Pattern.compile(
              "\\b(?:cannot|can['’]t|could not|couldn['’]t) be"
                  + " (?:answered|determined|found|generated)\\b"));

  private Declining() {}

  static boolean in(String text) {
    String begin = text.substring(0, Math.min(LENGTH, text.length()));
    Matcher end = SENTENCE.matcher(begin);
    String sentence =
        (end.find() ? begin.substring(0, end.start()) : begin).toLowerCase(Locale.ROOT);
    return PHRASES.stream().anyMatch(phrase -> phrase.matcher(sentence).find());
  }
}
