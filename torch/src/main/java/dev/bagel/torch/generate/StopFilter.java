package dev.bagel.torch.generate;

import java.util.List;

/// Lets a text through until a stop sequence begins. What could become one is held back.
final class StopFilter {
  private final List<String> stops;
  private final StringBuilder held = new StringBuilder();
  private boolean stopped;

  StopFilter(Stops stops) {
    this.stops = stops.texts();
  }

  /// What of the text so far can be shown; nothing once it is stopped.
  String add(String piece) {
    if (stopped) {
      return "";
    }
    held.append(piece);
    int end = stops.stream().mapToInt(held::indexOf).filter(at -> at >= 0).min().orElse(-1);
    stopped = end >= 0;
    return release(stopped ? end : sure());
  }

  /// Whether a stop sequence has come.
  boolean stopped() {
    return stopped;
  }

  /// What was held back, when nothing more comes.
  String rest() {
    return stopped ? "" : release(held.length());
  }

  private String release(int end) {
    String text = held.substring(0, end);
    held.delete(0, end);
    return text;
  }

  /// Up to where no stop sequence can begin.
  private int sure() {
    String text = held.toString();
    int longest = stops.stream().mapToInt(String::length).max().orElse(1) - 1;
    int at = Math.max(0, text.length() - longest);
    while (at < text.length() && !begins(text.substring(at))) {
      at++;
    }
    return at;
  }

  private boolean begins(String end) {
    return stops.stream().anyMatch(stop -> stop.startsWith(end));
  }
}
