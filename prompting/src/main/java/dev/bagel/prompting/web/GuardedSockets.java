package dev.bagel.prompting.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;

/// Sockets that connect to nothing the [Guard] does not allow, and through no proxy.
///
/// The JVM's `socksProxyHost` would send even a plain socket elsewhere: these do not look at it.
final class GuardedSockets extends SocketFactory {
  private final Guard guard;
  private final UnaryOperator<InetSocketAddress> wire;

  /// @param wire from the address that was allowed to that which is connected to: the same, except
  ///   in tests, which have stand-ins for the public web
  GuardedSockets(Guard guard, UnaryOperator<InetSocketAddress> wire) {
    this.guard = guard;
    this.wire = wire;
  }

  @Override
  public Socket createSocket() {
    return new Socket(Proxy.NO_PROXY) {
      @Override
      public void connect(SocketAddress target, int timeout) throws IOException {
        if (!(target instanceof InetSocketAddress address)) {
          throw new RefusedAddress("not an internet address: " + target);
        }
        guard.check(address);
        super.connect(wire.apply(address), timeout);
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("connects without a check");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException("connects without a check");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException("connects without a check");
  }

  @Override
  public Socket createSocket(
      InetAddress address, int port, InetAddress localAddress, int localPort) {
    throw new UnsupportedOperationException("connects without a check");
  }
}
