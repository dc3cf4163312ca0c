package dev.bagel.prompting.web;

import java.io.IOException;
import java.util.Set;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// One request, one answer; redirects are the caller's.
///
/// @param client connects through the [Guard], and follows nothing by itself
record HttpGet(OkHttpClient client, String userAgent) {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /// Where the answer is a redirect, `location` is where to, as it stands there.
  record Hop(HttpAnswer answer, boolean redirect, @Nullable String location) {}

  Hop get(HttpUrl url, ByteLimit limit) throws WebException {
    Request request =
        new Request.Builder()
            .url(url)
            .header("User-Agent", userAgent)
            .header("Accept", "text/html, application/xhtml+xml, text/*;q=0.9, */*;q=0.1")
            .header("Accept-Encoding", Unpacking.ACCEPTED)
            .build();
    Call call = client.newCall(request);
    try (Response response = answer(call)) {
      try {
        return hop(url, response, limit);
      } finally {
        call.cancel(); // closing in good order would first read what is left, for a while
      }
    } catch (IOException e) {
      throw WebFailures.of(url.toString(), e);
    }
  }

  /// The client rejects some answers, such as a status below zero, by an unchecked exception.
  private static Response answer(Call call) throws IOException {
    try {
      return call.execute();
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new IOException("what came is no HTTP answer (" + e.getMessage() + ")", e);
    }
  }

  private static Hop hop(HttpUrl url, Response response, ByteLimit limit) throws IOException {
    int status = response.code();
    byte[] body = status >= 200 && status < 300 ? body(response, limit) : new byte[0];
    return new Hop(
        new HttpAnswer(url, status, response.header("Content-Type"), body),
        REDIRECTS.contains(status),
        response.header("Location"));
  }

  private static byte[] body(Response response, ByteLimit limit) throws IOException {
    if (!limit.cut() && response.body().contentLength() > limit.bytes()) {
      throw new ByteLimit.Exceeded();
    }
    byte[] packed = limit.read(response.body().byteStream());
    return Unpacking.of(packed, response.header("Content-Encoding"), limit);
  }
}
