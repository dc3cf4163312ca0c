package dev.bagel.prompting.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  private static final NameResolver NONE =
      name -> {
        throw new AssertionError("looked up: " + name);
      };
  private static final Guard GUARD = new Guard(WebSettings.DEFAULTS.withNames(NONE));

  static Stream<String> refused() throws IOException {
    try (InputStream table =
        Objects.requireNonNull(GuardTest.class.getResourceAsStream("refused.tsv"))) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.startsWith("#")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void is_refused_before_any_lookup(String line) {
    int tab = line.lastIndexOf('\t');

    assertThatThrownBy(() -> GUARD.parse(line.substring(0, tab)))
        .isInstanceOf(RefusedAddress.class)
        .hasMessageContaining(line.substring(tab + 1))
        .hasMessageNotContaining("secret");
  }

  @Test
  void the_table_is_long_enough() throws IOException {
    assertThat(refused().distinct().count()).isGreaterThan(120);
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.com, http://example.com/",
    "HTTPS://EXAMPLE.com.:443/a?b=c#d, https://example.com/a?b=c",
    "http://example.com:8080/, http://example.com:8080/",
    "https://bücher.example/, https://xn--bcher-kva.example/",
    "https://аpple.example/, https://xn--pple-43d.example/",
    "http://8.8.8.8/, http://8.8.8.8/",
    "http://134744072/, http://8.8.8.8/",
    "http://010.8.8.8/, http://8.8.8.8/",
    "http://172.15.255.255/, http://172.15.255.255/",
    "http://172.32.0.0/, http://172.32.0.0/",
    "http://100.63.255.255/, http://100.63.255.255/",
    "http://100.128.0.0/, http://100.128.0.0/",
    "http://[2606:4700::1111]/, http://[2606:4700::1111]/",
    "http://[::ffff:8.8.8.8]/, http://8.8.8.8/",
    "http://example.com\\@127.0.0.1/, http://example.com/@127.0.0.1/",
    "http://example.com#@127.0.0.1/, http://example.com/",
    "http://1.2.3.4.example.com/, http://1.2.3.4.example.com/",
    "http://localhost.example.com/, http://localhost.example.com/"
  })
  void public_addresses_pass(String text, String requested) throws RefusedAddress {
    assertThat(GUARD.parse(text).toString()).isEqualTo(requested);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "::1",
        "fd00::1",
        "0.0.0.0",
        "100.64.0.9",
        "::ffff:192.168.1.1",
        "2002:a00:1::",
        "64:ff9b::a00:1",
        "224.0.0.251",
        "::127.0.0.1"
      })
  void a_name_with_one_such_address_is_not_used_at_all(String address) {
    Guard guard = guard("93.184.215.14", address);

    assertThatThrownBy(() -> guard.lookup("rebound.example"))
        .isInstanceOf(RefusedAddress.class)
        .hasMessageStartingWith("rebound.example is not on the public web: ");
  }

  @Test
  void public_names_keep_their_addresses_in_order() throws UnknownHostException {
    assertThat(guard("93.184.215.14", "2606:2800:21f::1", "8.8.8.8").lookup("a.example"))
        .extracting(InetAddress::getHostAddress)
        .containsExactly("93.184.215.14", "2606:2800:21f:0:0:0:0:1", "8.8.8.8");
  }

  @Test
  void a_name_without_addresses_is_unknown_and_not_refused() {
    assertThatThrownBy(() -> guard().lookup("a.example"))
        .isInstanceOf(UnknownHostException.class)
        .isNotInstanceOf(RefusedAddress.class);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 80", "10.0.0.1, 443", "8.8.8.8, 22", "::1, 443"})
  void no_socket_connects_to_what_is_refused(String address, int port) throws IOException {
    GuardedSockets sockets = new GuardedSockets(GUARD, UnaryOperator.identity());
    InetSocketAddress target = new InetSocketAddress(InetAddress.ofLiteral(address), port);
    try (Socket socket = sockets.createSocket()) {
      assertThatThrownBy(() -> socket.connect(target)).isInstanceOf(RefusedAddress.class);
      assertThatThrownBy(() -> socket.connect(target, 9)).isInstanceOf(RefusedAddress.class);
      assertThatThrownBy(
              () -> socket.connect(InetSocketAddress.createUnresolved("example.com", 80)))
          .isInstanceOf(RefusedAddress.class)
          .hasMessageContaining("not looked up");
    }
  }

  @Test
  void the_switch_allows_this_machine_and_nothing_else() {
    Guard guard = new Guard(WebSettings.DEFAULTS.withLoopback(true).withNames(NONE));

    assertThatCode(() -> guard.parse("http://127.0.0.1:4711/")).doesNotThrowAnyException();
    assertThatCode(() -> guard.parse("http://[::1]:4711/")).doesNotThrowAnyException();
    assertThatCode(() -> guard.parse("http://localhost:4711/")).doesNotThrowAnyException();
    for (String other : List.of("0.0.0.0", "10.0.0.1", "169.254.169.254", "[fd00::1]", "printer")) {
      assertThatThrownBy(() -> guard.parse("http://" + other + "/"))
          .as(other)
          .isInstanceOf(RefusedAddress.class);
    }
    InetSocketAddress elsewhere = new InetSocketAddress(InetAddress.ofLiteral("8.8.8.8"), 4711);
    assertThatThrownBy(() -> guard.check(elsewhere)).hasMessageContaining("port 4711");
  }

  @Property
  void an_address_is_judged_alike_in_every_spelling(@ForAll @Size(4) byte[] octets)
      throws UnknownHostException {
    String plain = InetAddress.getByAddress(octets).getHostAddress();
    long number = 0;
    for (byte octet : octets) {
      number = number << 8 | (octet & 0xff);
    }
    long low = number & 0xffffff;
    for (String spelling :
        List.of(
            Long.toString(number),
            "0x" + Long.toHexString(number),
            "0" + Long.toOctalString(number),
            (number >> 24) + "." + low,
            "0" + Long.toOctalString(number >> 24) + "." + low,
            plain + ".",
            "[::ffff:" + plain + "]")) {
      assertThat(judged(spelling)).as(spelling).isEqualTo(judged(plain));
    }
  }

  private static String judged(String host) {
    try {
      return GUARD.parse("http://" + host + "/").toString();
    } catch (RefusedAddress e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Guard guard(String... addresses) {
    List<InetAddress> all = Stream.of(addresses).map(InetAddress::ofLiteral).toList();
    return new Guard(WebSettings.DEFAULTS.withNames(_ -> all));
  }
}
