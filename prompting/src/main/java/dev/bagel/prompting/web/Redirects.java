package dev.bagel.prompting.web;

import dev.bagel.prompting.web.WebException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/// Follows redirects, each of which is checked like an address that was asked for.
///
/// @param most how many are followed
record Redirects(Guard guard, HttpGet http, int most) {

  /// What is checked before each request.
  interface Before {
    void check(HttpUrl url) throws WebException;
  }

  OkHttpClient client() {
    return http.client();
  }

  HttpAnswer follow(HttpUrl start, ByteLimit limit, Before before) throws WebException {
    List<HttpUrl> way = new ArrayList<>();
    HttpUrl url = start;
    while (true) {
      way.add(url);
      before.check(url);
      HttpGet.Hop hop = http.get(url, limit);
      if (!hop.redirect()) {
        return hop.answer();
      }
      url = next(url, hop);
      if (way.contains(url)) {
        throw circle(way, url);
      }
      if (way.size() > most) {
        throw WebException.lasting(
            Kind.REDIRECTS, "%s redirects more than %d times".formatted(start, most));
      }
    }
  }

  private HttpUrl next(HttpUrl from, HttpGet.Hop hop) throws WebException {
    String location = hop.location();
    HttpUrl to = location == null ? null : from.resolve(location);
    if (to == null) {
      throw WebException.lasting(
          Kind.REDIRECTS,
          location == null
              ? "%s redirects to nowhere".formatted(from)
              : "%s redirects to what is no web address: %s"
                  .formatted(from, Guard.shown(location)));
    }
    try {
      return guard.checked(to);
    } catch (RefusedAddress e) {
      throw WebException.lasting(
          Kind.ADDRESS,
          "%s redirects to an address that is refused: %s".formatted(from, e.getMessage()),
          e);
    }
  }

  private static WebException circle(List<HttpUrl> way, HttpUrl again) {
    String shown = way.stream().map(HttpUrl::toString).collect(Collectors.joining(" → "));
    return WebException.lasting(
        Kind.REDIRECTS, "redirects in a circle: %s → %s".formatted(shown, again));
  }
}
