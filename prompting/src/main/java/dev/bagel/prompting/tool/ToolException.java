package dev.bagel.prompting.tool;

import org.jspecify.annotations.Nullable;

/// A tool had no answer. The message is for people and for the model: one line, what and why.
public final class ToolException extends Exception {
  /// Whether asking again may help.
  public enum Again {
    /// The same would come again: a page that is not there, an address that is not allowed.
    USELESS,
    /// Another time it may work: a connection that broke, a server that is busy.
    MAY_HELP
  }

  private final Again again;

  private ToolException(Again again, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.again = again;
  }

  public static ToolException useless(String message) {
    return new ToolException(Again.USELESS, message, null);
  }

  public static ToolException useless(String message, Throwable cause) {
    return new ToolException(Again.USELESS, message, cause);
  }

  public static ToolException mayHelp(String message) {
    return new ToolException(Again.MAY_HELP, message, null);
  }

  public static ToolException mayHelp(String message, Throwable cause) {
    return new ToolException(Again.MAY_HELP, message, cause);
  }

  public Again again() {
    return again;
  }
}
