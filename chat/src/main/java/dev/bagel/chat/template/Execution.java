package dev.bagel.chat.template;

import dev.bagel.chat.Span;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One rendering: what it was given, what it has written, what it may still use.
final class Execution implements Runtime {
  final Budget budget;

  /// By the number that the compiler gave each name; null where nothing was given.
  final @Nullable Object[] context;

  private final StringBuilder out;
  private final int maxOutput;
  private @Nullable LocalDateTime now;
  private final @Nullable List<Span> spans;
  private int captures;

  /// @param expectedOutput how many characters to make room for at once
  Execution(
      Budget budget,
      int expectedOutput,
      int maxOutput,
      @Nullable Object[] context,
      @Nullable LocalDateTime now,
      boolean spans) {
    this.budget = budget;
    this.out = new StringBuilder(expectedOutput);
    this.maxOutput = maxOutput;
    this.context = context;
    this.now = now;
    this.spans = spans ? new ArrayList<>() : null;
  }

  @Override
  public Budget budget() {
    return budget;
  }

  @Override
  public LocalDateTime now() {
    if (now == null) {
      now = SystemTime.now();
    }
    return now;
  }

  void write(Object value) {
    write(Cost.spelled(value, budget));
  }

  /// Writes what the filters of a block made: text, or it is an error.
  void writeText(Object value) {
    write(Text.of(value, "what the filters of a block make"));
  }

  void write(String text) {
    if (out.length() + (long) text.length() > maxOutput) {
      throw new TemplateException("the text is longer than " + maxOutput + " characters");
    }
    out.append(text);
  }

  /// Where the text ends now.
  int mark() {
    return out.length();
  }

  /// Takes back what was written since `mark`.
  String takeFrom(int mark) {
    String text = out.substring(mark);
    out.setLength(mark);
    return text;
  }

  /// As [#mark()], for text that may end up anywhere.
  int beginCapture() {
    captures++;
    return out.length();
  }

  String endCapture(int mark) {
    captures--;
    return takeFrom(mark);
  }

  /// Notes what a `generation` block wrote since `mark`.
  void generated(int mark) {
    if (spans == null) {
      return;
    }
    if (captures > 0) {
      throw new TemplateException(
          "a generation block writes into a variable: where its text ends up is not known");
    }
    spans.add(new Span(mark, out.length()));
  }

  String text() {
    return out.toString();
  }

  Rendering rendering() {
    return new Rendering(out.toString(), spans == null ? List.of() : List.copyOf(spans));
  }
}
