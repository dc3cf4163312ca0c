package dev.bagel.prompting.web;

import dev.bagel.prompting.web.WebException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// Asks each site's robots.txt, once an hour, whether a page may be read.
///
/// As RFC 9309 has it: a status of 400 to 499 allows everything; one of 500 or more, or no answer,
/// forbids everything and is not remembered; the first 512 KiB count. For many threads.
final class Robots {
  private static final ByteLimit SIZE = ByteLimit.cutting(512 << 10);
  private static final long HOUR = 3_600_000_000_000L;
  private static final int SITES = 1_000;

  private final Redirects redirects;
  private final String product;
  private final SequencedMap<HttpUrl, Known> sites = new LinkedHashMap<>();

  private record Known(RobotsRules rules, long since) {}

  Robots(Redirects redirects, String product) {
    this.redirects = redirects;
    this.product = product;
  }

  void check(HttpUrl url) throws WebException {
    HttpUrl file =
        url.newBuilder().encodedPath("/robots.txt").encodedQuery(null).fragment(null).build();
    RobotsRules rules = known(file);
    if (rules == null) {
      rules = read(file);
      remember(file, rules);
    }
    String query = url.encodedQuery();
    if (!rules.allows(url.encodedPath() + (query == null ? "" : "?" + query))) {
      throw WebException.lasting(
          Kind.ROBOTS, "%s does not allow %s to read %s".formatted(file, product, url));
    }
  }

  private RobotsRules read(HttpUrl file) throws WebException {
    HttpAnswer answer;
    try {
      answer = redirects.follow(file, SIZE, _ -> {});
    } catch (WebException e) {
      throw switch (e.kind()) {
        case ADDRESS, CERTIFICATE -> e;
        case TIMEOUT, CONNECTION, ROBOTS, REDIRECTS, STATUS, CONTENT, TOO_LARGE ->
            WebException.passing(
                Kind.ROBOTS,
                "%s cannot be read, which forbids all pages: %s".formatted(file, e.getMessage()),
                e);
      };
    }
    if (answer.isPage()) {
      return RobotsRules.parse(new String(answer.body(), StandardCharsets.UTF_8), product);
    }
    if (answer.status() >= 400 && answer.status() < 500) {
      return RobotsRules.ALL_ALLOWED;
    }
    throw WebException.passing(
        Kind.ROBOTS,
        "%s cannot be read, which forbids all pages: status %d".formatted(file, answer.status()),
        null);
  }

  private synchronized @Nullable RobotsRules known(HttpUrl file) {
    Known known = sites.get(file);
    return known == null || System.nanoTime() - known.since() > HOUR ? null : known.rules();
  }

  private synchronized void remember(HttpUrl file, RobotsRules rules) {
    sites.remove(file);
    if (sites.size() >= SITES) {
      sites.pollFirstEntry();
    }
    sites.put(file, new Known(rules, System.nanoTime()));
  }
}
