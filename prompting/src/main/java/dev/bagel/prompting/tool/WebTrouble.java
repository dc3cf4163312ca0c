package dev.bagel.prompting.tool;

import dev.bagel.prompting.web.WebException;

/// From what the web could not give to what a tool says.
final class WebTrouble {
  private WebTrouble() {}

  static ToolException of(WebException e) {
    String message = String.valueOf(e.getMessage());
    return e.mayHelpToAskAgain()
        ? ToolException.mayHelp(message, e)
        : ToolException.useless(message, e);
  }
}
