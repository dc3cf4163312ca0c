package dev.bagel.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How large a terminal is.
record TerminalSize(int rows, int columns) {
  private static final TerminalSize USUAL = new TerminalSize(24, 80);
  private static final Pattern TOLD = Pattern.compile("([1-9]\\d{0,4})\\s+([1-9]\\d{0,4})\\s*");

  /// That of the terminal on standard error, if there is one that can be drawn on, wherever results
  /// go: Java does not know, but `stty` does.
  static Optional<TerminalSize> ofStandardError() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return Optional.empty();
    }
    try {
      Process stty =
          new ProcessBuilder("sh", "-c", "exec stty size <&2 2>/dev/null")
              .redirectError(Redirect.INHERIT)
              .start();
      String told = new String(stty.getInputStream().readAllBytes(), US_ASCII);
      return told.isEmpty() ? Optional.empty() : Optional.of(of(told, System.getenv()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// @param told by `stty size`: rows and columns; both 0 where the terminal does not know them
  static TerminalSize of(String told, Map<String, String> environment) {
    Matcher known = TOLD.matcher(told);
    String both =
        environment.getOrDefault("LINES", "24") + " " + environment.getOrDefault("COLUMNS", "80");
    Matcher set = TOLD.matcher(both);
    return known.matches() ? of(known) : set.matches() ? of(set) : USUAL;
  }

  private static TerminalSize of(Matcher size) {
    return new TerminalSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
  }
}
