package dev.bagel.torch.peers;

import dev.bagel.BagelException;
import dev.bagel.torch.peers.Message.Hello;
import dev.bagel.torch.peers.Message.Present;
import dev.bagel.torch.peers.Message.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Where rank 0 waits for the others.
final class Doorway implements AutoCloseable {
  /// For an answer of whoever knocks.
  private static final Duration GREETING = Duration.ofSeconds(10);

  private static final long POLL_MILLIS = 100;

  private final PeerSettings settings;
  private final ServerSocket socket;
  private final Map<Integer, Wire> wires = new TreeMap<>();
  private final Map<Integer, Member> members = new TreeMap<>();

  private Doorway(PeerSettings settings, ServerSocket socket) {
    this.settings = settings;
    this.socket = socket;
    Thread.ofVirtual().start(this::accept);
  }

  /// Listens at the address that the settings name where it is one of this machine, else at all.
  ///
  /// @throws BagelException RESOURCES when the port is taken
  static Doorway open(PeerSettings settings) {
    try {
      InetAddress named = InetAddress.getByName(settings.host());
      try {
        return new Doorway(settings, bound(new InetSocketAddress(named, settings.port())));
      } catch (IOException e) {
        if (isLocal(named)) {
          throw e;
        }
        return new Doorway(settings, bound(new InetSocketAddress(settings.port())));
      }
    } catch (IOException e) {
      throw BagelException.resources(
          "cannot listen at %s for the other processes (%s): choose another port, the same for all"
              .formatted(settings.master(), e.getMessage()),
          e);
    }
  }

  private static boolean isLocal(InetAddress address) throws IOException {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || NetworkInterface.getByInetAddress(address) != null;
  }

  @SuppressWarnings("AddressSelection") // a name's first address, as the others take it
  private static ServerSocket bound(InetSocketAddress address) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true); // a run that ended a moment ago does not count
      socket.bind(address);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  /// Waits for all, and tells them of each other.
  ///
  /// @param check runs now and then meanwhile; what it throws ends the waiting
  RollCall gather(Runnable check) {
    try {
      await(check);
      List<Member> all = all();
      Wayward.check(all);
      synchronized (this) {
        wires.values().forEach(wire -> all.forEach(member -> wire.send(new Present(member))));
        return new RollCall(new Roll(0, all), wires);
      }
    } catch (BagelException e) {
      refuse(e);
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BagelException.resources("interrupted while waiting for the other processes", e);
    } finally {
      close();
    }
  }

  private synchronized void await(Runnable check) throws InterruptedException {
    long end = System.nanoTime() + settings.timeout().toNanos();
    while (members.size() < settings.size() - 1) {
      check.run();
      if (System.nanoTime() > end) {
        throw BagelException.resources(
            "rank %s did not come to %s within %d s: start all %d processes, with the same number of them and the same place of rank 0"
                .formatted(
                    missing(),
                    socket.getLocalSocketAddress(),
                    settings.timeout().toSeconds(),
                    settings.size()));
      }
      wait(POLL_MILLIS);
    }
  }

  private String missing() {
    return IntStream.range(1, settings.size())
        .filter(rank -> !members.containsKey(rank))
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }

  private synchronized List<Member> all() {
    List<Member> all = new ArrayList<>(List.of(Member.self(0, ownAddress())));
    all.addAll(members.values());
    return all;
  }

  /// By which the others came; the one of a network, where there is one.
  private String ownAddress() {
    List<InetAddress> addresses = wires.values().stream().map(Wire::localAddress).toList();
    return addresses.stream()
        .filter(address -> !address.isLoopbackAddress())
        .findFirst()
        .orElse(addresses.getFirst())
        .getHostAddress();
  }

  private synchronized void refuse(BagelException why) {
    boolean mistake = why.kind() == BagelException.Kind.USER;
    for (Wire wire : wires.values()) {
      wire.send(new Refused(mistake, why.getMessage()));
      wire.close();
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket knocking = socket.accept();
        Thread.ofVirtual().start(() -> greet(knocking));
      } catch (IOException _) {
        // closed, or gone before it was greeted
      }
    }
  }

  /// A stranger is sent away without a word.
  private void greet(Socket knocking) {
    try {
      Wire wire = new Wire(knocking, GREETING);
      if (!(wire.read() instanceof Hello hello)) {
        throw new IOException("no hello");
      }
      String objection = enter(hello, wire);
      if (!objection.isEmpty()) {
        wire.send(new Refused(true, objection));
        wire.close();
      }
    } catch (IOException _) {
      try {
        knocking.close();
      } catch (IOException _) {
        // it is gone
      }
    }
  }

  private synchronized String enter(Hello hello, Wire wire) {
    int rank = hello.member().rank();
    if (hello.size() != settings.size() || rank < 1 || rank >= settings.size()) {
      return "%s expects %d processes, but rank 0 at %s expects %d: start all with the same number"
          .formatted(hello.member(), hello.size(), settings.master(), settings.size());
    }
    if (members.containsKey(rank)) {
      return "%s is there already, and %s came too: give each process a rank of its own"
          .formatted(members.get(rank), hello.member());
    }
    members.put(rank, hello.member());
    wires.put(rank, wire);
    notifyAll();
    return "";
  }

  /// Nobody comes any more.
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // it is not listened at any more in any case
    }
  }
}
