package dev.bagel.dataset.tokenizer;

import dev.bagel.chat.Prompt;
import dev.bagel.chat.PythonText;
import dev.bagel.chat.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Sees to it that a conversation begins with one BOS and that a model learns to stop: its answers
/// with the special tokens that end them.
///
/// @param text with its markers
record SequenceEnds(Tokenizer tokenizer, Prompt text) {

  /// What the assistant wrote, each part with the special token behind it.
  ///
  /// @return in order, none touching another, as blocks within blocks do
  List<Span> behind(List<Span> written) {
    List<Span> spans = new ArrayList<>();
    for (Span span : written.stream().sorted(Comparator.comparingInt(Span::start)).toList()) {
      Span whole = new Span(span.start(), end(span));
      Span before = spans.isEmpty() ? null : spans.getLast();
      if (before == null || whole.start() > before.end()) {
        spans.add(whole);
      } else {
        int end = Math.max(before.end(), whole.end());
        spans.set(spans.size() - 1, new Span(before.start(), end));
      }
    }
    return spans;
  }

  private int end(Span span) {
    if (isStopped(span)) {
      return span.end();
    }
    return text.markers().stream()
        .filter(marker -> marker.start() >= span.end())
        .findFirst()
        .filter(marker -> stops(span.end(), marker))
        .map(Span::end)
        .orElse(span.end());
  }

  /// Whether a special token ends the span, but for white space.
  private boolean isStopped(Span span) {
    return text.markers().stream()
        .anyMatch(
            marker ->
                marker.start() >= span.start()
                    && marker.end() <= span.end()
                    && isBlank(marker.end(), span.end()));
  }

  private boolean stops(int end, Span marker) {
    if (tokenizer.eos().filter(eos -> eos.text().equals(name(marker))).isPresent()) {
      return isBlank(end, marker.start());
    }
    return marker.start() == end && !isBos(marker);
  }

  private boolean isBlank(int from, int to) {
    return PythonText.isBlank(text.text().substring(from, to));
  }

  /// The conversation's tokens. White space before its BOS goes. Where it ends with an answer, that
  /// answer ends with a special token: with EOS if there is no other.
  ///
  /// @param learnt in order, none overlapping another
  TrainingTokens tokens(List<Span> learnt) {
    int begin = begin();
    List<Span> spans = moved(learnt, -begin);
    List<Span> markers = moved(text.markers(), -begin);
    String rest = text.text().substring(begin);
    if (learnt.isEmpty()
        || isStopped(learnt.getLast())
        || !isBlank(learnt.getLast().end(), text.text().length())) {
      return TrainingTokens.of(tokenizer, new Prompt(rest, markers), spans);
    }
    String eos = TrainingTokens.eos(tokenizer).text();
    Span last = spans.removeLast();
    Span stop = new Span(last.end(), last.end() + eos.length());
    markers.add(stop);
    spans.add(new Span(last.start(), stop.end()));
    return TrainingTokens.of(
        tokenizer, new Prompt(rest.substring(0, last.end()) + eos, markers), spans);
  }

  /// Where BOS stands, if nothing but white space stands before it; else 0.
  private int begin() {
    return text.markers().stream()
        .findFirst()
        .filter(first -> isBos(first) && isBlank(0, first.start()))
        .map(Span::start)
        .orElse(0);
  }

  private boolean isBos(Span marker) {
    return tokenizer.bos().filter(bos -> bos.text().equals(name(marker))).isPresent();
  }

  private String name(Span marker) {
    return text.text().substring(marker.start(), marker.end());
  }

  /// Spans before the new begin go.
  private static List<Span> moved(List<Span> spans, int by) {
    List<Span> moved = new ArrayList<>();
    for (Span span : spans) {
      if (span.end() + by > 0) {
        moved.add(new Span(Math.max(0, span.start() + by), span.end() + by));
      }
    }
    return moved;
  }
}
