package dev.bagel.prompting.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A site on loopback with the pages that a test gives it; all others, robots.txt too, are not
/// there (404).
public final class StandIn implements AutoCloseable {
  /// Answers one request, and closes the exchange.
  public interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Handler> pages = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> agents = new CopyOnWriteArrayList<>();

  public StandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public StandIn with(String path, Handler handler) {
    pages.put(path, handler);
    return this;
  }

  public StandIn with(String path, int status, String type, String text) {
    return with(path, status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  public StandIn with(String path, int status, String type, byte[] body) {
    return with(path, status, Map.of("Content-Type", type), body);
  }

  public StandIn with(String path, int status, Map<String, String> headers, byte[] body) {
    return with(
        path,
        exchange -> {
          headers.forEach(exchange.getResponseHeaders()::set);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
  }

  public StandIn redirecting(String path, String location) {
    return with(path, 302, Map.of("Location", location), new byte[0]);
  }

  public String url(String path) {
    return "http://127.0.0.1:" + address().getPort() + path;
  }

  public InetSocketAddress address() {
    return server.getAddress();
  }

  /// Paths with queries, as asked for so far.
  public List<String> asked() {
    return asked;
  }

  /// User agents that asked so far.
  public List<String> agents() {
    return agents;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().toString());
    agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
    Handler page = pages.get(exchange.getRequestURI().getPath());
    try (exchange) {
      if (page == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        page.handle(exchange);
      }
    }
  }
}
