package dev.bagel.prompting.web;

import dev.bagel.prompting.web.WebException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// From what the client throws to what a caller is told.
final class WebFailures {
  private WebFailures() {}

  static WebException of(String url, IOException e) {
    RefusedAddress refused = refusal(e);
    if (refused != null) {
      return WebException.lasting(
          Kind.ADDRESS, "the address is refused: " + refused.getMessage(), e);
    }
    return switch (e) {
      case ByteLimit.Exceeded _ ->
          WebException.lasting(Kind.TOO_LARGE, url + " is longer than allowed", e);
      case Unpacking.Failed _ ->
          WebException.lasting(Kind.CONTENT, "%s is %s".formatted(url, e.getMessage()), e);
      case UnknownHostException _ ->
          WebException.passing(Kind.CONNECTION, "no address is known for the host of " + url, e);
      case SSLException _ ->
          WebException.lasting(
              Kind.CERTIFICATE, "%s does not prove who it is: %s".formatted(url, line(e)), e);
      case InterruptedIOException _ ->
          WebException.passing(Kind.TIMEOUT, "%s took too long: %s".formatted(url, line(e)), e);
      case EOFException _ ->
          WebException.passing(Kind.CONNECTION, url + " broke off before its end", e);
      default ->
          WebException.passing(Kind.CONNECTION, "no answer from %s: %s".formatted(url, line(e)), e);
    };
  }

  private static @Nullable RefusedAddress refusal(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedAddress refused) {
        return refused;
      }
    }
    return null;
  }

  private static String line(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
