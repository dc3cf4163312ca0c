package dev.bagel.dataset.decontaminate;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// The parts of a long plain text that are compared with benchmarks one by one: runs of consecutive
/// paragraphs, of consecutive lines in a paragraph, and of consecutive sentences in a paragraph.
///
/// A paragraph ends at a blank line; a sentence at `.`, `!`, `?` and white space. Windows of fewer
/// than [#LEAST] characters are left out: whole questions of some benchmarks are phrases of
/// everyday exams ("Which of these is true?"). A text of at most [#SHORT] characters has no
/// windows: it is read as a question. Windows are cut out of the text when they are asked for, in
/// the order of where they begin.
final class TextWindows extends AbstractList<String> implements RandomAccess {
  static final int SHORT = 1000;
  static final int LEAST = 50;
  static final int PARAGRAPHS = 3;
  static final int LINES = 3;
  static final int SENTENCES = 8;

  private static final Pattern PARAGRAPH_END = Pattern.compile("\\n\\s*\\n");
  private static final Pattern LINE_END = Pattern.compile("\\R");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?][\"')\\]]?)\\s+|(?<=。)");

  private final String text;

  /// Begins in the upper half, ends in the lower one; ascending.
  private final long[] spans;

  private record Span(int from, int to) {
    long packed() {
      return (long) from << 32 | to;
    }
  }

  private TextWindows(String text, long[] spans) {
    this.text = text;
    this.spans = spans;
  }

  static List<String> of(String text) {
    if (text.length() <= SHORT) {
      return List.of();
    }
    Span all = trimmed(text, 0, text.length());
    List<Span> paragraphs = split(text, all, PARAGRAPH_END);
    LongStream.Builder spans = LongStream.builder();
    addRuns(paragraphs, PARAGRAPHS, spans);
    for (Span paragraph : paragraphs) {
      addRuns(split(text, paragraph, LINE_END), LINES, spans);
      addRuns(split(text, paragraph, SENTENCE_END), SENTENCES, spans);
    }
    long whole = all.packed();
    return new TextWindows(
        text, spans.build().filter(span -> span != whole).sorted().distinct().toArray());
  }

  @Override
  public String get(int index) {
    return text.substring((int) (spans[index] >>> 32), (int) spans[index]);
  }

  @Override
  public int size() {
    return spans.length;
  }

  private static void addRuns(List<Span> parts, int longest, LongStream.Builder spans) {
    for (int first = 0; first < parts.size(); first++) {
      for (int last = first; last < Math.min(parts.size(), first + longest); last++) {
        Span run = new Span(parts.get(first).from(), parts.get(last).to());
        if (run.to() - run.from() >= LEAST) {
          spans.add(run.packed());
        }
      }
    }
  }

  /// The parts between the ends, none of them blank.
  private static List<Span> split(String text, Span span, Pattern end) {
    List<Span> parts = new ArrayList<>();
    Matcher ends = end.matcher(text).region(span.from(), span.to());
    ends.useTransparentBounds(true);
    int from = span.from();
    while (ends.find()) {
      add(trimmed(text, from, ends.start()), parts);
      from = ends.end();
    }
    add(trimmed(text, from, span.to()), parts);
    return parts;
  }

  private static void add(Span part, List<Span> parts) {
    if (part.from() < part.to()) {
      parts.add(part);
    }
  }

  private static Span trimmed(String text, int begin, int end) {
    int from = begin;
    int to = end;
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (from < to && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    return new Span(from, to);
  }
}
