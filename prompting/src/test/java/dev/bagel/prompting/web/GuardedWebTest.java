package dev.bagel.prompting.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.prompting.web.WebException.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedWebTest {
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.215.14");
  private static final WebSettings LOOPBACK = WebSettings.DEFAULTS.withLoopback(true);

  private final StandIn site = new StandIn();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void a_page_is_fetched_under_its_own_name_from_the_address_that_was_checked() throws Exception {
    site.with(
        "/a",
        exchange -> {
          byte[] host = exchange.getRequestHeaders().getFirst("Host").getBytes(US_ASCII);
          exchange.sendResponseHeaders(200, host.length);
          exchange.getResponseBody().write(host);
        });
    Connections connections = new Connections();

    WebPage page = connections.web(_ -> List.of(PUBLIC)).get("http://www.example.com./a#part");

    assertThat(page)
        .isEqualTo(new WebPage("http://www.example.com/a", 200, "text/plain", "www.example.com"));
    assertThat(connections.made).containsOnly(new InetSocketAddress(PUBLIC, 80));
    assertThat(site.asked()).containsExactly("/robots.txt", "/a");
    assertThat(site.agents()).containsOnly("Bagel/0.1 (reads pages for a language model)");
  }

  @Test
  void a_name_that_turns_to_loopback_after_the_check_is_not_followed_there() throws Exception {
    site.with("/a", 200, "text/plain", "hello");
    AtomicInteger lookups = new AtomicInteger();
    NameResolver rebinding =
        _ -> List.of(lookups.incrementAndGet() == 1 ? PUBLIC : InetAddress.ofLiteral("127.0.0.1"));
    Connections connections = new Connections();
    GuardedWeb web = connections.web(rebinding).withoutRobots();

    assertThat(web.get("http://rebound.example/a").text()).isEqualTo("hello");
    assertThat(lookups).hasValue(1);
    assertThat(connections.made).containsExactly(new InetSocketAddress(PUBLIC, 80));

    refused(web, "http://rebound.example/a", Kind.ADDRESS, "127.0.0.1");
    assertThat(connections.made).hasSize(1);
  }

  @Test
  void a_name_that_turns_private_between_robots_txt_and_the_page_is_refused() {
    site.with("/a", 200, "text/plain", "hello");
    AtomicInteger lookups = new AtomicInteger();
    Connections connections = new Connections();
    GuardedWeb web =
        connections.web(
            _ ->
                List.of(
                    lookups.incrementAndGet() == 1
                        ? PUBLIC
                        : InetAddress.ofLiteral("169.254.169.254")));

    refused(web, "http://rebound.example/a", Kind.ADDRESS, "cloud metadata");
    assertThat(site.asked()).containsExactly("/robots.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://2130706433/",
        "//0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:a00:1]/",
        "http://localhost/",
        "\\\\127.0.0.1\\",
        "http:///127.0.0.1/",
        "http://metadata.google.internal/",
        "http://[fd00:ec2::254]/",
        "http://100.100.100.200/",
        "http://169.254.169.254/latest/",
        "http://private.example/",
        "http://www.example.com:6379/",
        "http://user@www.example.com/",
        "http://printer/"
      })
  void a_redirect_to_what_is_refused_is_refused(String location) {
    site.redirecting("/a", location);
    Connections connections = new Connections();
    GuardedWeb web =
        connections
            .web(
                name ->
                    List.of(
                        name.startsWith("private") ? InetAddress.ofLiteral("10.0.0.1") : PUBLIC))
            .withoutRobots();

    refused(web, "http://www.example.com/a", Kind.ADDRESS, "refused");
    assertThat(connections.made).containsExactly(new InetSocketAddress(PUBLIC, 80));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://example.com/",
        "data:text/html,hello",
        "gopher://127.0.0.1:6379/_",
        "http://"
      })
  void a_redirect_to_what_is_no_web_address_is_an_error(String location) {
    site.redirecting("/a", location);

    refused(local(), site.url("/a"), Kind.REDIRECTS, "no web address");
  }

  @Test
  void proxies_of_the_jvm_are_not_used() throws Exception {
    site.with("/a", 200, "text/plain", "hello");
    Map<String, String> before = new HashMap<>();
    try (RawServer proxy = RawServer.sending("HTTP/1.1 200 OK\r\n\r\nfrom the proxy")) {
      String port = URI.create(proxy.url("/")).getPort() + "";
      Map.of(
              "http.proxyHost",
              "127.0.0.1",
              "http.proxyPort",
              port,
              "http.nonProxyHosts",
              "",
              "socksProxyHost",
              "127.0.0.1",
              "socksProxyPort",
              port,
              "socksNonProxyHosts",
              "")
          .forEach((name, value) -> before.put(name, System.setProperty(name, value)));

      assertThat(new Connections().web(_ -> List.of(PUBLIC)).get("http://www.example.com/a").text())
          .isEqualTo("hello");
      assertThat(proxy.connections()).isZero();
    } finally {
      before.forEach(
          (name, value) -> {
            if (value == null) {
              System.clearProperty(name);
            } else {
              System.setProperty(name, value);
            }
          });
    }
  }

  @Test
  void this_machine_is_refused_without_the_switch() {
    site.with("/a", 200, "text/plain", "hello");

    refused(GuardedWeb.open(), site.url("/a"), Kind.ADDRESS, "refused");
    assertThat(site.asked()).isEmpty();
  }

  @Test
  void redirects_are_followed_and_the_page_says_where_it_was_found() throws Exception {
    site.redirecting("/a", "/b?x=1").redirecting("/b", "c").with("/c", 200, "text/plain", "here");

    assertThat(local().get(site.url("/a")))
        .isEqualTo(new WebPage(site.url("/c"), 200, "text/plain", "here"));
  }

  @Test
  void a_circle_of_redirects_is_shown() {
    site.redirecting("/a", "/b").redirecting("/b", "/a#again");

    refused(
        local(),
        site.url("/a"),
        Kind.REDIRECTS,
        "circle: %s → %s → %s".formatted(site.url("/a"), site.url("/b"), site.url("/a")));
  }

  @Test
  void redirects_without_end_are_cut() {
    AtomicInteger next = new AtomicInteger();
    site.with(
        "/a",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/a?" + next.incrementAndGet());
          exchange.sendResponseHeaders(307, -1);
        });

    refused(local(), site.url("/a"), Kind.REDIRECTS, "more than 5 times");
    assertThat(next).hasValue(6);
    site.with("/b", 301, Map.of(), new byte[0]);
    refused(local(), site.url("/b"), Kind.REDIRECTS, "to nowhere");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 410, 451, 304})
  void statuses_that_stay(int status) {
    site.with("/a", status, Map.of(), new byte[0]);

    assertThat(refused(local(), site.url("/a"), Kind.STATUS, "status " + status))
        .satisfies(e -> assertThat(e.mayHelpToAskAgain()).isFalse())
        .satisfies(e -> assertThat(e.status()).hasValue(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503})
  void statuses_that_pass(int status) {
    site.with("/a", status, Map.of(), new byte[0]);

    assertThat(refused(local(), site.url("/a"), Kind.STATUS, "status " + status))
        .satisfies(e -> assertThat(e.mayHelpToAskAgain()).isTrue());
  }

  @Test
  void a_name_that_nobody_knows_may_be_known_later() {
    GuardedWeb web =
        GuardedWeb.with(
            WebSettings.DEFAULTS.withNames(
                name -> {
                  throw new UnknownHostException(name);
                }));

    assertThat(
            refused(web.withoutRobots(), "http://gone.example/", Kind.CONNECTION, "gone.example"))
        .satisfies(e -> assertThat(e.mayHelpToAskAgain()).isTrue());
  }

  @Test
  void a_server_that_drips_is_left_when_time_is_over() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch left = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            (_, out) -> {
              out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".getBytes(US_ASCII));
              try {
                while (!over.get()) {
                  out.write('.');
                  out.flush();
                }
              } finally {
                left.countDown();
              }
            })) {
      WebSettings settings =
          LOOPBACK.withWhole(Duration.ofMillis(300)).withBytes(1 << 30).withRobots(false);

      refused(GuardedWeb.with(settings), server.url("/"), Kind.TIMEOUT, "300 ms");
      left.await(); // the connection was closed: the server's writing failed
    } finally {
      over.set(true);
    }
  }

  @Test
  void a_server_that_says_nothing_is_left_when_time_is_over() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server = new RawServer((_, _) -> over.await())) {
      WebSettings settings = LOOPBACK.withWhole(Duration.ofMillis(300));

      refused(GuardedWeb.with(settings), server.url("/"), Kind.TIMEOUT, "300 ms");
    } finally {
      over.countDown();
    }
  }

  @Test
  void an_interrupt_ends_the_fetch_and_closes_the_connection() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    List<Throwable> ends = new CopyOnWriteArrayList<>();
    try (RawServer server =
        new RawServer(
            (connection, _) -> {
              asked.countDown();
              if (connection.getInputStream().read() < 0) {
                closed.countDown();
              }
            })) {
      Thread fetching =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      local().withoutRobots().get(server.url("/"));
                    } catch (WebException | InterruptedException e) {
                      ends.add(e);
                    }
                  });
      asked.await();
      fetching.interrupt();
      fetching.join();
      closed.await();
    }
    assertThat(ends).singleElement().isInstanceOf(InterruptedException.class);
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    for (UnaryOperator<WebSettings> wrong :
        List.<UnaryOperator<WebSettings>>of(
            s -> s.withUserAgent("1/2"),
            s -> s.withUserAgent("Bagel\r\nX: y"),
            s -> s.withConnect(Duration.ZERO),
            s -> s.withWhole(Duration.ofSeconds(-1)),
            s -> s.withBytes(0),
            s -> s.withRedirects(-1))) {
      assertThatThrownBy(() -> wrong.apply(WebSettings.DEFAULTS))
          .isInstanceOf(BagelException.class);
    }
  }

  private static GuardedWeb local() {
    return GuardedWeb.with(LOOPBACK);
  }

  static WebException refused(GuardedWeb web, String url, Kind kind, String words) {
    WebException[] thrown = new WebException[1];
    assertThatThrownBy(() -> web.get(url))
        .isInstanceOfSatisfying(
            WebException.class,
            e -> {
              thrown[0] = e;
              assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
            })
        .hasMessageContaining(words);
    return thrown[0];
  }

  /// A public web whose only server is the stand-in: remembers what was to be connected to.
  private final class Connections {
    private final List<InetSocketAddress> made = new CopyOnWriteArrayList<>();

    GuardedWeb web(NameResolver names) {
      return GuardedWeb.with(
          WebSettings.DEFAULTS.withNames(names),
          address -> {
            made.add(address);
            return site.address();
          },
          UnaryOperator.identity());
    }
  }
}
