package dev.bagel.prompting.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/// Says which addresses may be asked for, looked up and connected to.
///
/// As the client's [Dns] it is the only lookup there is: what it returns has been checked and is
/// what the client connects to, so a name that resolves otherwise a moment later changes nothing.
/// Each connection is checked once more where it is made ([GuardedSockets]).
final class Guard implements Dns {
  private static final Set<Integer> PORTS = Set.of(80, 443, 8080, 8443);
  private static final int LONGEST = 8_000;
  private static final List<String> LOCAL_NAMES =
      List.of(
          "localhost",
          "localdomain",
          "local",
          "internal",
          "intranet",
          "lan",
          "home",
          "corp",
          "home.arpa",
          "onion",
          "test",
          "invalid");

  private final WebSettings settings;

  Guard(WebSettings settings) {
    this.settings = settings;
  }

  /// The address as it will be requested, without its fragment.
  ///
  /// @throws RefusedAddress where it can be seen, without a lookup, that it is not allowed
  HttpUrl parse(String text) throws RefusedAddress {
    if (text.length() > LONGEST) {
      throw new RefusedAddress("an address of %d characters is too long".formatted(text.length()));
    }
    HttpUrl url = HttpUrl.parse(text);
    if (url == null) {
      throw new RefusedAddress("not an http or https address: " + shown(text));
    }
    return checked(url);
  }

  /// The same for an address that is parsed already, as that of a redirect.
  HttpUrl checked(HttpUrl url) throws RefusedAddress {
    if (!url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty()) {
      throw new RefusedAddress("an address with a user name is refused: " + url.redact());
    }
    if (!PORTS.contains(url.port()) && !settings.loopback()) {
      throw new RefusedAddress("port %d is refused: %s".formatted(url.port(), url));
    }
    String host = url.host();
    String plain = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (!plain.contains(":") && Ipv4Text.looksLikeOne(plain)) {
      plain =
          Ipv4Text.canonical(plain).orElseThrow(() -> new RefusedAddress("not an address: " + url));
    }
    if (plain.contains(":") || Ipv4Text.looksLikeOne(plain)) {
      check(plain, InetAddress.ofLiteral(plain));
    } else {
      checkName(plain);
    }
    return url.newBuilder().host(plain).fragment(null).build();
  }

  /// All addresses of the name, if every one of them is allowed: one that is not would be the one
  /// connected to when the others fail.
  @Override
  public List<InetAddress> lookup(String name) throws UnknownHostException {
    List<InetAddress> addresses = new ArrayList<>(settings.names().addresses(name));
    if (addresses.isEmpty()) {
      throw new UnknownHostException(name);
    }
    for (InetAddress address : addresses) {
      check(name, address);
    }
    return addresses;
  }

  /// Whether a connection may be made.
  void check(InetSocketAddress target) throws RefusedAddress {
    InetAddress address = target.getAddress();
    if (address == null) {
      throw new RefusedAddress("not looked up: " + target.getHostString());
    }
    check(target.getHostString(), address);
    if (!PORTS.contains(target.getPort()) && !address.isLoopbackAddress()) {
      throw new RefusedAddress("port %d is refused".formatted(target.getPort()));
    }
  }

  private void check(String host, InetAddress address) throws RefusedAddress {
    if (settings.loopback() && address.isLoopbackAddress()) {
      return;
    }
    String reason = PublicAddresses.refusal(address).orElse("");
    if (!reason.isEmpty()) {
      String where = address.getHostAddress();
      throw new RefusedAddress(
          "%s is not on the public web: %s%s is refused"
              .formatted(
                  host, where.equals(host) ? "" : where + ", ", "an address that is " + reason));
    }
  }

  /// Names that mean something on this machine's network only. What they resolve to would be
  /// checked anyway; a lookup alone tells the network's servers what was asked for.
  private void checkName(String name) throws RefusedAddress {
    if (settings.loopback() && (name.equals("localhost") || name.endsWith(".localhost"))) {
      return;
    }
    if (!name.contains(".") || name.contains("..") || name.startsWith(".") || name.endsWith(".")) {
      throw new RefusedAddress("not a name of the public web: '%s'".formatted(name));
    }
    for (String local : LOCAL_NAMES) {
      if (name.endsWith("." + local)) {
        throw new RefusedAddress("not a name of the public web: '%s'".formatted(name));
      }
    }
  }

  /// One line of it, for messages.
  static String shown(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
