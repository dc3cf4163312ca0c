package dev.bagel.torch.peers;

import dev.bagel.BagelException;

/// Where somebody listens, as `host:port` or `[IPv6]:port`.
record HostAndPort(String host, int port) {
  /// @param name of the environment variable, for messages
  static HostAndPort parse(String name, String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      host = "";
    }
    if (host.isBlank()) {
      throw BagelException.user(
          "the environment variable %s is '%s', but should be host:port, as in 10.0.0.1:29500"
              .formatted(name, text));
    }
    return new HostAndPort(host, port(name, text.substring(colon + 1)));
  }

  static int port(String name, String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw BagelException.user(
        "the environment variable %s has the port '%s': ports go from 1 to 65535"
            .formatted(name, text));
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
