package dev.bagel.prompting.web;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A page could not be had. The message is one line that names the address and the reason.
public final class WebException extends Exception {
  /// Why not.
  public enum Kind {
    /// It is not an address of the public web, or leads to none.
    ADDRESS,
    /// The site's robots.txt does not allow it, or could not be read.
    ROBOTS,
    /// Redirects in a circle, too many of them, or to nowhere.
    REDIRECTS,
    /// The server answered with a status that is no page.
    STATUS,
    /// What came is no text, or in an encoding that cannot be read.
    CONTENT,
    /// It is longer than allowed.
    TOO_LARGE,
    /// It took longer than allowed.
    TIMEOUT,
    /// The server does not prove who it is.
    CERTIFICATE,
    /// No connection, or one that broke.
    CONNECTION
  }

  private final Kind kind;
  private final boolean mayHelp;
  private final int status;

  private WebException(
      Kind kind, boolean mayHelp, int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.mayHelp = mayHelp;
    this.status = status;
  }

  /// The same would come again.
  static WebException lasting(Kind kind, String message) {
    return new WebException(kind, false, 0, message, null);
  }

  static WebException lasting(Kind kind, String message, Throwable cause) {
    return new WebException(kind, false, 0, message, cause);
  }

  /// Another time it may work.
  static WebException passing(Kind kind, String message, @Nullable Throwable cause) {
    return new WebException(kind, true, 0, message, cause);
  }

  static WebException status(int status, String message) {
    boolean passing = status == 408 || status == 425 || status == 429 || status >= 500;
    return new WebException(Kind.STATUS, passing, status, message, null);
  }

  public Kind kind() {
    return kind;
  }

  /// Whether it may work another time.
  public boolean mayHelpToAskAgain() {
    return mayHelp;
  }

  /// The status of the answer, where that is the reason.
  public OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }
}
