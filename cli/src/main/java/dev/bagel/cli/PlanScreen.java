package dev.bagel.cli;

import java.io.PrintWriter;
import java.util.List;

/// The lines at the end of a terminal that are written over in place. Not for many threads.
final class PlanScreen {
  private final PrintWriter terminal;
  private List<String> drawn = List.of();

  PlanScreen(PrintWriter terminal) {
    this.terminal = terminal;
  }

  /// In place of the lines that were drawn before.
  ///
  /// @param lines fewer than the terminal has, or the first of them could not be reached again
  void draw(List<String> lines) {
    if (!lines.equals(drawn)) {
      put(lines);
      drawn = List.copyOf(lines);
    }
  }

  /// In place of the lines that were drawn before, to stay; there may be any number.
  void keep(List<String> lines) {
    put(lines);
    drawn = List.of();
  }

  /// Wrapping is off meanwhile: a line that is too wide after all must not become two.
  private void put(List<String> lines) {
    StringBuilder text = new StringBuilder("\r");
    if (!drawn.isEmpty()) {
      text.append("\u001b[").append(drawn.size()).append('A');
    }
    text.append("\u001b[?7l");
    lines.forEach(line -> text.append("\u001b[K").append(line).append('\n'));
    terminal.print(text.append("\u001b[J\u001b[?7h"));
    terminal.flush();
  }
}
