package dev.bagel.prompting.web;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.prompting.web.WebException.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageBodyTest {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private final StandIn site = new StandIn();
  private final GuardedWeb web =
      GuardedWeb.with(WebSettings.DEFAULTS.withLoopback(true)).withoutRobots();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void fifty_megabytes_are_given_up_after_five() {
    AtomicLong sent = new AtomicLong();
    site.with(
        "/a",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/plain");
          exchange.sendResponseHeaders(200, 0); // chunked: no length is told
          byte[] megabyte = new byte[1 << 20];
          Arrays.fill(megabyte, (byte) 'x');
          OutputStream out = exchange.getResponseBody();
          for (int i = 0; i < 50; i++) {
            out.write(megabyte);
            sent.addAndGet(megabyte.length);
          }
        });

    refused(Kind.TOO_LARGE, "longer than allowed");
    assertThat(sent.get()).isLessThan(40 << 20);
  }

  @Test
  void a_length_that_is_too_large_is_refused_by_its_header() throws IOException {
    try (RawServer server =
        RawServer.sending("HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\nshort")) {
      GuardedWebTest.refused(web, server.url("/"), Kind.TOO_LARGE, "longer than allowed");
    }
  }

  @Test
  void a_bomb_is_measured_unpacked() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      byte[] megabyte = new byte[1 << 20];
      for (int i = 0; i < 100; i++) {
        out.write(megabyte);
      }
    }
    assertThat(bomb.size()).isLessThan(200_000);
    page(Map.of("Content-Type", "text/plain", "Content-Encoding", "gzip"), bomb.toByteArray());

    refused(Kind.TOO_LARGE, "longer than allowed");
  }

  @Test
  void a_row_of_packed_nothings_is_no_page() throws Exception {
    ByteArrayOutputStream empty = new ByteArrayOutputStream();
    new GZIPOutputStream(empty).close();
    site.with(
        "/a",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          for (int i = 0; i < 1_000_000; i++) {
            out.write(empty.toByteArray());
          }
        });

    refused(Kind.TOO_LARGE, "longer than allowed");
    page(Map.of("Content-Encoding", "gzip"), two(empty.toByteArray()));
    refused(Kind.CONTENT, "damaged");
  }

  @Test
  void a_page_may_be_as_long_as_the_limit() throws Exception {
    page(Map.of("Content-Type", "text/plain"), "12345".getBytes(UTF_8));
    WebSettings settings = WebSettings.DEFAULTS.withLoopback(true).withRobots(false);

    assertThat(GuardedWeb.with(settings.withBytes(5)).get(site.url("/a")).text())
        .isEqualTo("12345");
    GuardedWebTest.refused(
        GuardedWeb.with(settings.withBytes(4)), site.url("/a"), Kind.TOO_LARGE, "longer");
  }

  @Test
  void gzip_and_both_kinds_of_deflate_are_unpacked() throws Exception {
    byte[] text = "größer".repeat(100).getBytes(UTF_8);
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(text);
    }
    unpacks("gzip", gzip.toByteArray());
    unpacks("GZIP", gzip.toByteArray());
    unpacks("x-gzip", gzip.toByteArray());
    unpacks("deflate", deflated(text, false));
    unpacks("deflate", deflated(text, true));
    unpacks("identity", text);
  }

  @Test
  void damaged_and_unknown_packings_are_errors() {
    page(Map.of("Content-Encoding", "gzip"), "not packed at all".getBytes(UTF_8));
    refused(Kind.CONTENT, "damaged");
    page(Map.of("Content-Encoding", "deflate"), "not packed at all".getBytes(UTF_8));
    refused(Kind.CONTENT, "damaged");
    page(Map.of("Content-Encoding", "br"), "?".getBytes(UTF_8));
    refused(Kind.CONTENT, "packed with 'br', which was not asked for");
    page(Map.of("Content-Encoding", "gzip, gzip"), "?".getBytes(UTF_8));
    refused(Kind.CONTENT, "'gzip, gzip', which was not asked for");
  }

  @ParameterizedTest
  @CsvSource({
    "text/html; charset=iso-8859-1, windows-1252",
    "text/html; charset=\"UTF-8\", UTF-8",
    "text/html;charset=Shift_JIS, Shift_JIS",
    "text/html; charset=koi8-r, KOI8-R",
    "text/html; charset=utf-16, UTF-16LE",
    "text/plain; charset=no-such-set, UTF-8"
  })
  void the_header_names_the_charset(String type, String charset) throws Exception {
    String text = charset.equals("Shift_JIS") ? "日本語" : charset.equals("KOI8-R") ? "Привет" : "été";
    page(Map.of("Content-Type", type), text.getBytes(Charset.forName(charset)));

    assertThat(web.get(site.url("/a")).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><head><meta charset=windows-1251></head>Привет",
        "<html><head><META http-equiv='Content-Type' content='text/html;"
            + " charset=windows-1251'>Привет",
        "<?xml version='1.0' encoding='windows-1251'?><html>Привет</html>"
      })
  void the_page_names_the_charset(String text) throws Exception {
    page(Map.of("Content-Type", "text/html"), text.getBytes(Charset.forName("windows-1251")));

    assertThat(web.get(site.url("/a")).text()).isEqualTo(text);
  }

  @Test
  void a_byte_order_mark_outweighs_the_header() throws Exception {
    Map<String, String> header = Map.of("Content-Type", "text/html; charset=iso-8859-1");
    for (Charset charset : new Charset[] {UTF_8, UTF_16BE, UTF_16LE}) {
      page(header, "\ufeffété".getBytes(charset));
      assertThat(web.get(site.url("/a")).text()).isEqualTo("été");
    }
  }

  @Test
  void without_a_charset_it_is_utf_8_if_it_can_be() throws Exception {
    page(Map.of("Content-Type", "text/html"), "été".getBytes(UTF_8));
    assertThat(web.get(site.url("/a")).text()).isEqualTo("été");
    page(Map.of("Content-Type", "text/html"), "été “”".getBytes(WINDOWS_1252));
    assertThat(web.get(site.url("/a")).text()).isEqualTo("été “”");
    page(Map.of("Content-Type", "text/html"), "<meta charset=utf-16>été".getBytes(UTF_8));
    assertThat(web.get(site.url("/a")).text()).endsWith("été");
  }

  @Test
  void without_a_type_markup_is_known_by_its_beginning() throws Exception {
    page(Map.of(), "\n <!DOCTYPE html><p>x".getBytes(UTF_8));
    assertThat(web.get(site.url("/a")).isHtml()).isTrue();
    page(Map.of(), "x <html>".getBytes(UTF_8));
    assertThat(web.get(site.url("/a")).type()).isEqualTo("text/plain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/pdf",
        "image/png",
        "application/octet-stream",
        "video/mp4",
        "font/woff"
      })
  void what_is_no_text_is_refused(String type) {
    page(Map.of("Content-Type", type), "x".getBytes(UTF_8));

    refused(Kind.CONTENT, "is no text but " + type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=utf-8",
        "application/ld+json",
        "text/csv",
        "application/xml"
      })
  void other_text_is_read_as_it_is(String type) throws Exception {
    page(Map.of("Content-Type", type), "{\"é\": 1}".getBytes(UTF_8));

    assertThat(web.get(site.url("/a")).text()).isEqualTo("{\"é\": 1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%PDF-1.7 …", "PK\0\0\1\2", "GIF89a\0"})
  void a_type_that_lies_is_found_out(String body) {
    page(Map.of("Content-Type", "text/html"), body.getBytes(UTF_8));

    refused(Kind.CONTENT, "is no text but binary, though it says text/html");
  }

  @Test
  void wide_characters_that_nothing_announces_are_no_text() {
    page(Map.of("Content-Type", "text/html"), "<p>wide</p>".getBytes(UTF_16LE));

    refused(Kind.CONTENT, "is no text but binary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nZZ\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Len",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 -10\r\n\r\n",
        "SSH-2.0-server\r\n",
        ""
      })
  void answers_that_break_off_or_make_no_sense_may_be_asked_again(String answer)
      throws IOException {
    try (RawServer server = RawServer.sending(answer)) {
      WebException e =
          GuardedWebTest.refused(web, server.url("/"), Kind.CONNECTION, server.url("/"));
      assertThat(e.mayHelpToAskAgain()).isTrue();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void a_connection_that_is_reset_may_be_asked_again() throws IOException {
    try (RawServer server =
        new RawServer(
            (connection, out) -> {
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhel".getBytes(UTF_8));
              connection.setSoLinger(true, 0);
            })) {
      GuardedWebTest.refused(web, server.url("/"), Kind.CONNECTION, server.url("/"));
    }
  }

  @Test
  void headers_without_end_are_given_up() throws IOException {
    try (RawServer server =
        new RawServer(
            (_, out) -> {
              out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
              for (int i = 0; i < 1_000_000; i++) {
                out.write(("X-" + i + ": y\r\n").getBytes(UTF_8));
              }
            })) {
      GuardedWebTest.refused(web, server.url("/"), Kind.CONNECTION, server.url("/"));
    }
  }

  private void unpacks(String encoding, byte[] packed) throws Exception {
    page(Map.of("Content-Type", "text/plain", "Content-Encoding", encoding), packed);
    assertThat(web.get(site.url("/a")).text()).isEqualTo("größer".repeat(100));
  }

  private static byte[] two(byte[] bytes) {
    return ByteBuffer.allocate(2 * bytes.length).put(bytes).put(bytes).array();
  }

  private static byte[] deflated(byte[] text, boolean raw) throws IOException {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
    try (DeflaterInputStream in =
        new DeflaterInputStream(new ByteArrayInputStream(text), deflater)) {
      return in.readAllBytes();
    } finally {
      deflater.end();
    }
  }

  private void page(Map<String, String> headers, byte[] body) {
    site.with("/a", 200, headers, body);
  }

  private void refused(Kind kind, String words) {
    GuardedWebTest.refused(web, site.url("/a"), kind, words);
  }
}
