package dev.bagel.prompting.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that sends what no decent server sends: for each connection, whatever a test writes.
final class RawServer implements AutoCloseable {
  /// Answers one connection, whose request has been read.
  interface Handler {
    void handle(Socket connection, OutputStream out) throws Exception;
  }

  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();

  RawServer(Handler handler) {
    try {
      server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> accept(handler));
  }

  static RawServer sending(String answer) {
    return new RawServer((_, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getLocalPort() + path;
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept(Handler handler) {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(connection, handler));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private static void serve(Socket connection, Handler handler) {
    try (connection) {
      BufferedReader request =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      String line = request.readLine();
      while (line != null && !line.isEmpty()) {
        line = request.readLine();
      }
      handler.handle(connection, connection.getOutputStream());
    } catch (Exception _) {
      // The other side went away: what it makes of that is what the test looks at.
    }
  }
}
