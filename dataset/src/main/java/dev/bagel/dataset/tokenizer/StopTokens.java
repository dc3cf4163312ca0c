package dev.bagel.dataset.tokenizer;

import dev.bagel.chat.Prompt;
import dev.bagel.chat.PythonText;
import dev.bagel.chat.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Sees to it that a model learns to stop: the answers in a conversation, with the special tokens
/// that end them.
///
/// @param text with its markers
record StopTokens(Tokenizer tokenizer, Prompt text) {

  /// What `generation` blocks wrote, each with the special token behind it.
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
    String name = text.text().substring(marker.start(), marker.end());
    if (tokenizer.eos().filter(eos -> eos.text().equals(name)).isPresent()) {
      return isBlank(end, marker.start());
    }
    boolean bos = tokenizer.bos().filter(begin -> begin.text().equals(name)).isPresent();
    return marker.start() == end && !bos;
  }

  private boolean isBlank(int from, int to) {
    return PythonText.isBlank(text.text().substring(from, to));
  }

  /// The conversation's tokens. Where it ends with an answer, that answer ends with a special
  /// token: with EOS if there is no other.
  ///
  /// @param learnt in order, none overlapping another
  TrainingTokens tokens(List<Span> learnt) {
    if (learnt.isEmpty()) {
      return TrainingTokens.of(tokenizer, text, learnt);
    }
    Span last = learnt.getLast();
    if (isStopped(last) || !isBlank(last.end(), text.text().length())) {
      return TrainingTokens.of(tokenizer, text, learnt);
    }
    String eos = TrainingTokens.eos(tokenizer).text();
    Span end = new Span(last.end(), last.end() + eos.length());
    List<Span> markers = new ArrayList<>(text.markers());
    markers.add(end);
    List<Span> spans = new ArrayList<>(learnt.subList(0, learnt.size() - 1));
    spans.add(new Span(last.start(), end.end()));
    Prompt ended = new Prompt(text.text().substring(0, last.end()) + eos, markers);
    return TrainingTokens.of(tokenizer, ended, spans);
  }
}
