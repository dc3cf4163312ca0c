package dev.bagel.torch.peers;

import dev.bagel.BagelException;
import dev.bagel.torch.peers.Message.Hello;
import dev.bagel.torch.peers.Message.Present;
import dev.bagel.torch.peers.Message.Refused;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How all but rank 0 come in.
final class Knock {
  private static final long AGAIN_MILLIS = 200;

  /// For one try; rank 0 may be a machine that is not up yet.
  private static final int TRY_MILLIS = 5000;

  /// Rank 0 speaks first when time is up, since it knows who is missing.
  private static final Duration GRACE = Duration.ofSeconds(5);

  /// For an answer of whoever listens there.
  private static final Duration GREETING = Duration.ofSeconds(10);

  private Knock() {}

  /// Tries until rank 0 is there and says that all are.
  static RollCall at(PeerSettings settings) {
    long end = System.nanoTime() + settings.timeout().toNanos();
    while (true) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(settings.host(), settings.port()), TRY_MILLIS);
        return enter(settings, new Wire(socket, GREETING));
      } catch (IOException e) {
        close(socket);
        boolean reached = socket.isConnected();
        if (reached || System.nanoTime() > end) {
          throw BagelException.resources(message(settings, reached, e), e);
        }
      } catch (BagelException e) {
        close(socket);
        throw e;
      }
      pause();
    }
  }

  private static String message(PeerSettings settings, boolean reached, IOException e) {
    return reached
        ? "rank 0 at %s ended, or is another program that has this port (%s): see what rank 0 says, or choose another port, the same for all"
            .formatted(settings.master(), reason(e))
        : "rank 0 cannot be reached at %s within %d s (%s): start it, and see that a firewall lets through what the processes say to each other"
            .formatted(settings.master(), settings.timeout().toSeconds(), reason(e));
  }

  private static String reason(IOException e) {
    return switch (e) {
      case UnknownHostException _ -> "its name is not known here";
      case EOFException _ -> "it hung up";
      default -> Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    };
  }

  private static RollCall enter(PeerSettings settings, Wire wire) throws IOException {
    wire.patience(settings.timeout().plus(GRACE));
    Member self = Member.self(settings.rank(), wire.localAddress().getHostAddress());
    wire.send(new Hello(self, settings.size()));
    List<Member> members = new ArrayList<>();
    while (members.size() < settings.size()) {
      switch (wire.read()) {
        case Present(Member member) when member.rank() == members.size() -> members.add(member);
        case Refused(boolean mistake, String why) ->
            throw mistake ? BagelException.user(why) : BagelException.resources(why);
        case Message other -> throw new IOException("unexpected " + other);
      }
    }
    return new RollCall(new Roll(settings.rank(), members), Map.of(0, wire));
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // it is gone
    }
  }

  private static void pause() {
    try {
      Thread.sleep(AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BagelException.resources("interrupted while waiting for rank 0", e);
    }
  }
}
