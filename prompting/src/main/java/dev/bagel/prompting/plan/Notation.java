package dev.bagel.prompting.plan;

import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// How a plan writes evidence: as the model card does, or as the paper (Xu et al. 2023) does.
public enum Notation {
  /// `:evidence0:`, counted from 0.
  EVIDENCE(":evidence", ":", 0, ":evidence(\\d{1,9}+):"),
  /// `#E1`, counted from 1. Not within a word or a number, so that neither `C#E1` nor `#E1x` is
  /// one; scripts that put no space between words may adjoin it.
  HASH(
      "#E",
      "",
      1,
      "(?<![#\\w\\p{IsLatin}\\p{N}\\p{M}])#E(\\d{1,9}+)(?![\\w\\p{IsLatin}\\p{N}\\p{M}])");

  private final String before;
  private final String after;
  private final int first;
  private final Pattern pattern;

  Notation(String before, String after, int first, String pattern) {
    this.before = before;
    this.after = after;
    this.first = first;
    this.pattern = Pattern.compile(pattern);
  }

  /// The evidence as it stands in texts.
  public String reference(int evidence) {
    return before + evidence + after;
  }

  /// The number that plans begin with.
  public int first() {
    return first;
  }

  /// The evidence that `text` refers to, each once, as it comes. `:evidence1:` is no part of
  /// `:evidence10:`.
  public IntStream references(String text) {
    return pattern.matcher(text).results().mapToInt(Notation::number).distinct();
  }

  /// `text` with each reference replaced, in one pass: what is put in is never looked at again.
  ///
  /// @throws TooLongException where it would become longer than `limit`
  String fill(String text, IntFunction<String> evidence, int limit) throws TooLongException {
    StringBuilder filled = new StringBuilder();
    Matcher matcher = pattern.matcher(text);
    int from = 0;
    while (matcher.find()) {
      append(filled, text.substring(from, matcher.start()), limit);
      append(filled, evidence.apply(number(matcher)), limit);
      from = matcher.end();
    }
    append(filled, text.substring(from), limit);
    return filled.toString();
  }

  private static void append(StringBuilder to, String text, int limit) throws TooLongException {
    if (text.length() > limit - to.length()) {
      throw new TooLongException(limit);
    }
    to.append(text);
  }

  private static int number(MatchResult reference) {
    return Integer.parseInt(reference.group(1));
  }

  /// What was to be put together is longer than allowed.
  static final class TooLongException extends Exception {
    private static final long serialVersionUID = 1L;

    TooLongException(int limit) {
      super("with the evidence put in, the input is longer than " + limit + " characters");
    }
  }
}
