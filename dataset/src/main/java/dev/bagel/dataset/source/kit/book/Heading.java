package dev.bagel.dataset.source.kit.book;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a heading says.
///
/// @param level what stands under it
/// @param word `chapter`, `book`, `preface`; empty for a number alone
/// @param number 0 where it has none
/// @param titled whether a title stands beside the number
record Heading(Level level, String word, int number, boolean titled) {
  enum Level {
    /// Book, part, volume: chapters.
    DIVISION,
    /// Chapter, letter, scene, preface: text.
    CHAPTER,
    /// A number with or without a title: text, where it is one of a row of such.
    NUMBER,
    /// Contents, lists of illustrations.
    CONTENTS,
    /// Footnotes, transcriber's notes, dedications, indexes.
    NOTES,
    /// The end.
    END
  }

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final String DIVISION = "book|part|volume|vol";
  private static final String CHAPTER =
      "chapter|chap|letter|stave|canto|act|scene|section|adventure|lecture|essay";

  private static final Pattern WORD_FIRST =
      Pattern.compile(
          "(?:the )?("
              + DIVISION
              + "|"
              + CHAPTER
              + ")\\.?\\s+(?:the\\s+)?([\\p{L}\\d-]+?)(--.*|[^\\p{L}\\d-].*|-)?",
          FLAGS);
  private static final Pattern ORDINAL_FIRST =
      Pattern.compile(
          "(?:the )?([\\p{L}-]+)\\s+(" + DIVISION + "|" + CHAPTER + ")([^\\p{L}\\d].*)?", FLAGS);
  private static final Pattern NUMBER =
      Pattern.compile("([IVXLC]+|\\d{1,3})(?:[.:)]?|(?:[.:)]|\\s*[—–]|\\s*--)\\s*(\\S.*))");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:(?:the )?(?:author|translator|editor|publisher)[’']?s[’']? )?(?:an? |the )?"
              + "(preface|introduction|introductory(?: \\w+)?|prologue|prelude|foreword|interlude"
              + "|epilogue|afterword|conclusion|finale|postscript|appendix)"
              + "(?: (?:to|by|of) .{1,60}| [ivx\\d]{1,4})?\\.?",
          FLAGS);
  private static final Pattern CONTENTS =
      Pattern.compile(
          "(?:table of |the )?contents(?: of .{1,40})?[.:]?|(?:a )?(?:list of |the"
              + " )?illustrations[.:]?",
          FLAGS);
  private static final Pattern NOTES =
      Pattern.compile(
          "(?:the"
              + " )?(?:foot|end)?notes?[.:]?|dedication[.:]?|index[.:]?|errata[.:]?|advertisements?[.:]?",
          FLAGS);
  private static final Pattern THE_END =
      Pattern.compile(
          "(?:the end|finis|fin)[.!]?|(?:the )?end of (?:the )?(?:\\w+"
              + " )?(?:book|part|volume|vol|chapter|letter|act)\\b.{0,30}",
          FLAGS);
  private static final Pattern ORNAMENT = Pattern.compile("[_*=~\\[\\]]+|^[-—–. ]+|[-—–]+$");

  private static final int MAX_LINE = 120;

  boolean bare() {
    return !titled;
  }

  /// The heading that a line is when it stands alone, or null.
  static @Nullable Heading ofLine(String line) {
    if (line.length() > MAX_LINE) {
      return null;
    }
    String plain = ORNAMENT.matcher(line.strip()).replaceAll("").strip();
    if (plain.isEmpty()
        || !(Character.isUpperCase(plain.charAt(0)) || Character.isDigit(plain.charAt(0)))) {
      return null;
    }
    Heading named = named(plain);
    if (named != null) {
      return named;
    }
    Heading numbered = wordFirst(plain);
    if (numbered == null) {
      numbered = ordinalFirst(plain);
    }
    return numbered != null ? numbered : number(plain);
  }

  private static @Nullable Heading named(String plain) {
    if (THE_END.matcher(plain).matches()) {
      return new Heading(Level.END, "end", 0, true);
    }
    if (CONTENTS.matcher(plain).matches()) {
      return new Heading(Level.CONTENTS, "contents", 0, true);
    }
    if (NOTES.matcher(plain).matches()) {
      return new Heading(Level.NOTES, "notes", 0, true);
    }
    Matcher named = NAMED.matcher(plain);
    return named.matches() ? new Heading(Level.CHAPTER, lower(named.group(1)), 0, false) : null;
  }

  private static @Nullable Heading wordFirst(String plain) {
    Matcher matcher = WORD_FIRST.matcher(plain);
    if (!matcher.matches()) {
      return null;
    }
    OptionalInt number = Numeral.parse(matcher.group(2));
    return number.isEmpty()
        ? null
        : withTitle(matcher.group(1), number.getAsInt(), matcher.group(3));
  }

  private static @Nullable Heading ordinalFirst(String plain) {
    Matcher matcher = ORDINAL_FIRST.matcher(plain);
    if (!matcher.matches() || !Character.isUpperCase(matcher.group(2).charAt(0))) {
      return null;
    }
    OptionalInt number = Numeral.ordinal(matcher.group(1));
    return number.isEmpty()
        ? null
        : withTitle(matcher.group(2), number.getAsInt(), matcher.group(3));
  }

  private static @Nullable Heading withTitle(String word, int number, @Nullable String rest) {
    String title = rest == null ? "" : rest;
    String bare = title.replaceFirst("^[\\s.:,;—–-]+", "");
    if (title.startsWith(",") || title.startsWith(";") || title.startsWith("'")) {
      return null;
    }
    // "Part One of the tale is told." is a sentence; "PART ONE: of the tale" is a heading
    if (title.startsWith(" ") && !bare.isEmpty() && Character.isLowerCase(bare.charAt(0))) {
      return null;
    }
    String lower = lower(word);
    Level level = lower.matches(DIVISION) ? Level.DIVISION : Level.CHAPTER;
    return new Heading(level, lower, number, !bare.isEmpty());
  }

  private static @Nullable Heading number(String plain) {
    Matcher matcher = NUMBER.matcher(plain);
    if (!matcher.matches()) {
      return null;
    }
    OptionalInt number = Numeral.figure(matcher.group(1));
    String title = matcher.group(2);
    if (number.isEmpty() || (title != null && Character.isLowerCase(title.charAt(0)))) {
      return null;
    }
    return new Heading(Level.NUMBER, "", number.getAsInt(), title != null);
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
