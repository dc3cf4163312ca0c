package dev.bagel.prompting.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import okhttp3.HttpUrl;

/// Whatever a server sends, the end is a page or a [WebException].
class AnyAnswerTest {
  private final GuardedWeb web =
      GuardedWeb.with(WebSettings.DEFAULTS.withLoopback(true)).withoutRobots();

  @Property(tries = 100)
  void any_bytes_on_the_wire(@ForAll("answers") String answer) throws IOException {
    endsAsDeclared(answer);
  }

  @Tag("slow")
  @Property(tries = 20_000)
  void very_many_bytes_on_the_wire(@ForAll("answers") String answer) throws IOException {
    endsAsDeclared(answer);
  }

  @Property
  void any_type_and_body(@ForAll String type, @ForAll byte[] body) {
    HttpAnswer answer = new HttpAnswer(HttpUrl.get("http://a.example/"), 200, type, body);

    Throwable end = catchThrowable(() -> assertThat(PageText.read(answer).text()).isNotNull());
    assertThat(end == null || end instanceof WebException).as(type).isTrue();
  }

  @Provide
  Arbitrary<String> answers() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "HTTP/1.1 ",
            "HTTP/1.0 200 OK\r\n",
            "HTTP/1.1 200 OK\r\n",
            "200",
            "301",
            "100",
            " ",
            "\r\n",
            "\r\n\r\n",
            "\n",
            "Content-Length: ",
            "5",
            "-1",
            "99999999999999999999",
            "Transfer-Encoding: chunked\r\n",
            "Content-Encoding: gzip\r\n",
            "hello",
            "0\r\n\r\n",
            "Content-Encoding: deflate\r\n",
            "Location: ",
            "http://127.0.0.1:1/",
            "http://[",
            ":",
            "Content-Type: text/html; charset=",
            "utf-16",
            "Content-Type: ;;",
            "\0",
            "\u001f\u008b",
            "\u00ff\u00fe",
            "Set-Cookie: a=b\r\n",
            "Connection: upgrade\r\n",
            "<html>");
    Arbitrary<String> noise = Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(9);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(9, piece), net.jqwik.api.Tuple.of(1, noise))
        .list()
        .ofMaxSize(14)
        .map(pieces -> String.join("", pieces));
  }

  private void endsAsDeclared(String answer) throws IOException {
    try (RawServer server = new RawServer((_, out) -> out.write(answer.getBytes(ISO_8859_1)))) {
      Throwable end = catchThrowable(() -> web.get(server.url("/")));

      assertThat(end == null || end instanceof WebException).as("%s", end).isTrue();
      if (end != null) {
        assertThat(end.getMessage()).doesNotContain("could not be read").doesNotContain("\n");
      }
    }
  }
}
