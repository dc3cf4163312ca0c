package dev.bagel.dataset.source.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns MediaWiki markup into text that reads well on its own.
///
/// Links become their words, lists keep their bullets and numbers, headings end in a colon, tables
/// become lines with a bar between cells, formulas are LaTeX between dollar signs, code stands in
/// backticks within a sentence and as it is on lines of its own. Templates, pictures, categories,
/// comments and lists of related pages go. Broken markup never fails: what cannot be read as markup
/// stays as it is.
public final class WikiText {
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?(?:-->|$)");
  private static final Pattern VERBATIM =
      Pattern.compile(
          "(?is)<(pre|lang|syntaxhighlight|math|nowiki)\\b[^<>]*(?<!/)>(.*?)</\\1\\s*>");
  private static final Pattern NOWIKI = Pattern.compile("(?i)</?nowiki\\s*/?>");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  // What a wiki does not look into waits outside, with a private-use character in its place.
  private static final Pattern PLACE = Pattern.compile("\\uE000(\\d+)\\uE001");

  private final List<String> aside = new ArrayList<>();

  private WikiText() {}

  /// The text without markup, tidied as by [Tidy#block].
  public static String plain(String markup) {
    return new WikiText().convert(markup);
  }

  private String convert(String markup) {
    String text = COMMENT.matcher(Tidy.block(markup)).replaceAll("");
    text = VERBATIM.matcher(text).replaceAll(this::setAside);
    text = WikiLines.plain(WikiInline.plain(NOWIKI.matcher(text).replaceAll("")));
    String whole =
        PLACE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(aside.get(number(found))));
    return Tidy.block(whole).strip();
  }

  private String setAside(MatchResult found) {
    String content = found.group(2);
    String kind = found.group(1).toLowerCase(Locale.ROOT);
    boolean block = !kind.equals("math") && (!kind.equals("nowiki") || content.contains("\n"));
    aside.add(
        switch (kind) {
          case "math" -> formula(content);
          default -> WikiInline.entities(NOWIKI.matcher(content).replaceAll(""));
        });
    String place = "\uE000" + (aside.size() - 1) + "\uE001";
    return block ? "\n" + place + "\n" : place;
  }

  private static String formula(String latex) {
    String line = SPACES.matcher(latex).replaceAll(" ").strip();
    return line.isEmpty() ? "" : "$" + line + "$";
  }

  private static int number(MatchResult place) {
    return Integer.parseInt(place.group(1));
  }
}
