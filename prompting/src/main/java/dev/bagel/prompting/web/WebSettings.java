package dev.bagel.prompting.web;

import dev.bagel.BagelException;
import java.time.Duration;
import java.util.regex.Pattern;

/// What [GuardedWeb] keeps to.
///
/// @param userAgent sent with each request; begins with the product's name, by which robots.txt
///   addresses it
/// @param connect until a connection stands
/// @param whole until a page is whole, with its robots.txt and all redirects
/// @param bytes of a page, after it is unpacked
/// @param redirects that are followed, at most
/// @param robots whether robots.txt is honoured
/// @param loopback whether addresses of this very machine are allowed, at any port: for tests
/// @param names from names to addresses
public record WebSettings(
    String userAgent,
    Duration connect,
    Duration whole,
    int bytes,
    int redirects,
    boolean robots,
    boolean loopback,
    NameResolver names) {
  private static final Pattern AGENT = Pattern.compile("[A-Za-z_-]+(?:[/ ][ -~]*)?");

  /// Ten seconds to connect, 30 in all, 5 MiB, 5 redirects, robots.txt honoured, no loopback.
  public static final WebSettings DEFAULTS =
      new WebSettings(
          "Bagel/0.1 (reads pages for a language model)",
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          5 << 20,
          5,
          true,
          false,
          NameResolver.SYSTEM);

  public WebSettings {
    if (!AGENT.matcher(userAgent).matches()) {
      throw BagelException.user(
          "a user agent begins with a name of letters, '-' and '_', as Bagel/0.1: " + userAgent);
    }
    if (!connect.isPositive() || !whole.isPositive() || bytes < 1 || redirects < 0) {
      throw BagelException.user(
          "the limits for web pages make no sense: %s, %s, %d bytes, %d redirects"
              .formatted(connect, whole, bytes, redirects));
    }
  }

  public WebSettings withUserAgent(String other) {
    return new WebSettings(other, connect, whole, bytes, redirects, robots, loopback, names);
  }

  public WebSettings withConnect(Duration other) {
    return new WebSettings(userAgent, other, whole, bytes, redirects, robots, loopback, names);
  }

  public WebSettings withWhole(Duration other) {
    return new WebSettings(userAgent, connect, other, bytes, redirects, robots, loopback, names);
  }

  public WebSettings withBytes(int other) {
    return new WebSettings(userAgent, connect, whole, other, redirects, robots, loopback, names);
  }

  public WebSettings withRedirects(int other) {
    return new WebSettings(userAgent, connect, whole, bytes, other, robots, loopback, names);
  }

  public WebSettings withRobots(boolean other) {
    return new WebSettings(userAgent, connect, whole, bytes, redirects, other, loopback, names);
  }

  public WebSettings withLoopback(boolean other) {
    return new WebSettings(userAgent, connect, whole, bytes, redirects, robots, other, names);
  }

  public WebSettings withNames(NameResolver other) {
    return new WebSettings(userAgent, connect, whole, bytes, redirects, robots, loopback, other);
  }

  /// The product's name, as robots.txt addresses it.
  String product() {
    return userAgent.split("[/ ]", 2)[0];
  }
}
