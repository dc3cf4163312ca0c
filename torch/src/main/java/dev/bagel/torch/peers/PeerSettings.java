package dev.bagel.torch.peers;

import dev.bagel.BagelException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Which of how many processes this is, and where rank 0 waits for the others.
///
/// @param rank from 0
/// @param host of rank 0, as this machine knows it
/// @param port at which rank 0 listens; 0 is for rank 0 alone, which then takes a free one
/// @param timeout how long the others may keep this one waiting, but for [Peers#meet]
public record PeerSettings(int rank, int size, String host, int port, Duration timeout) {
  /// As long as others may take by default: to come, and to get to the same sum. Whoever is gone is
  /// noticed much sooner; for one that has rows to read or a model to write, others wait longer, by
  /// [Peers#meet].
  public static final Duration TIMEOUT = Duration.ofMinutes(30);

  static final String RANK = "BAGEL_RANK";
  static final String RANKS = "BAGEL_RANKS";
  static final String MASTER = "BAGEL_MASTER";

  /// @throws BagelException USER when the numbers do not go together
  public PeerSettings {
    if (size < 1 || rank < 0 || rank >= size) {
      throw BagelException.user(
          "there is no rank %d of %d: ranks go from 0 to one less than their number"
              .formatted(rank, size));
    }
    if (port < 0 || port > 65535) {
      throw BagelException.user("there is no port %d: ports go from 1 to 65535".formatted(port));
    }
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw BagelException.user("processes need a second at least to wait for each other");
    }
  }

  /// One process by itself.
  public static PeerSettings alone() {
    return new PeerSettings(0, 1, "127.0.0.1", 0, TIMEOUT);
  }

  /// What the environment says: `BAGEL_RANK`, `BAGEL_RANKS` and `BAGEL_MASTER=host:port`, or else
  /// the `RANK`, `WORLD_SIZE`, `MASTER_ADDR` and `MASTER_PORT` that torchrun and other starters
  /// set. Neither is one process by itself.
  ///
  /// @throws BagelException USER when some are missing or make no sense
  public static PeerSettings fromEnvironment(Map<String, String> environment, Duration timeout) {
    if (List.of(RANK, RANKS, MASTER).stream().anyMatch(environment::containsKey)) {
      Variables own = new Variables(environment, List.of(RANK, RANKS, MASTER));
      HostAndPort master = HostAndPort.parse(MASTER, own.text(MASTER));
      return new PeerSettings(
          own.number(RANK), own.number(RANKS), master.host(), master.port(), timeout);
    }
    if (environment.containsKey("WORLD_SIZE")) {
      Variables torch =
          new Variables(environment, List.of("RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT"));
      int size = torch.number("WORLD_SIZE");
      return size == 1
          ? alone()
          : new PeerSettings(
              torch.number("RANK"),
              size,
              torch.text("MASTER_ADDR"),
              HostAndPort.port("MASTER_PORT", torch.text("MASTER_PORT")),
              timeout);
    }
    return alone();
  }

  String master() {
    return new HostAndPort(host, port).toString();
  }

  private record Variables(Map<String, String> values, List<String> names) {
    String text(String name) {
      String value = values.getOrDefault(name, "").strip();
      if (value.isEmpty()) {
        throw BagelException.user(
            "the environment variable %s is not set: processes that train together need %s"
                .formatted(name, String.join(", ", names)));
      }
      return value;
    }

    int number(String name) {
      String value = text(name);
      try {
        return Integer.parseInt(value);
      } catch (NumberFormatException e) {
        throw BagelException.user(
            "the environment variable %s is '%s', which is no whole number".formatted(name, value),
            e);
      }
    }
  }
}
